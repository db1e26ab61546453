import type { GRPCRoute, GRPCRouteMatch, GRPCRouteRule } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { BackendContext, HardError } from './convertBackend.ts';
import { convertBackend } from './convertBackend.ts';
import { mirrorShare, noHeaders, withHeaderFilter } from './convertFilters.ts';
import { convertBackends, everySource, namedMatches } from './convertHttpRoute.ts';
import type { HttpEntry, HttpMatch, RouteHeaders, TextMatch } from './routeConfig.ts';

/** The rules of a GRPCRoute, one entry per match. Mirrors istiod `convertGRPCRoute`. */
export function convertGrpcRoute(mesh: Mesh, route: GRPCRoute, needsGrant: boolean): readonly HttpEntry[] | HardError {
  const source = { kind: 'GRPCRoute', namespace: route.metadata.namespace ?? '', name: route.metadata.name };
  const entries: HttpEntry[] = [];
  for (const [index, rule] of (route.spec.rules ?? []).entries()) {
    const entry = convertRule(rule, index, { mesh, route: source, needsGrant });
    if ('error' in entry) return entry;
    const matches = (rule.matches ?? []).map((match, i) =>
      grpcMatch(match, { resource: source, path: ['spec', 'rules', index, 'matches', i] }),
    );
    entries.push(...(matches.length === 0 ? [entry] : matches.map((match) => ({ ...entry, matches: [match] }))));
  }
  return entries;
}

function convertRule(rule: GRPCRouteRule, index: number, context: BackendContext): HttpEntry | HardError {
  const { route: source } = context;
  const because: FieldRef = { resource: source, path: ['spec', 'rules', index] };
  const filters = convertFilters(rule, because, context);
  if ('error' in filters) return filters;
  const backends = rule.backendRefs ?? [];
  const name = rule.name ?? `${source.namespace ?? ''}.${source.name}.${index}`;
  const entry = { source, rule: index, because, name, matches: [], ...filters };
  if (backends.every(({ weight }) => weight === 0))
    return { ...entry, action: { kind: 'direct', status: 500, body: '' } };
  const destinations = convertBackends(backends, { ...because, path: [...because.path, 'backendRefs'] }, context);
  return 'error' in destinations ? destinations : { ...entry, action: { kind: 'route', destinations } };
}

interface GrpcFilters {
  readonly headers: RouteHeaders;
  readonly mirrors: HttpEntry['mirrors'];
}

/** Unlike in an HTTPRoute, a mirror that does not exist throws the whole route away. */
function convertFilters(
  { filters = [] }: GRPCRouteRule,
  at: FieldRef,
  context: BackendContext,
): GrpcFilters | HardError {
  let so: GrpcFilters = { headers: noHeaders, mirrors: [] };
  for (const [index, filter] of filters.entries()) {
    if (filter.type === 'ExtensionRef') return { error: `unsupported filter type "${filter.type}"` };
    if (filter.type === 'RequestMirror') {
      const mirror = filter.requestMirror;
      if (mirror === undefined) continue;
      const because = { ...at, path: [...at.path, 'filters', index, 'requestMirror', 'backendRef'] };
      const destination = convertBackend(mirror.backendRef, because, context);
      if ('error' in destination) return destination;
      if (destination.problem !== undefined) return { error: `backend(${destination.host}) not found` };
      so = { ...so, mirrors: [...so.mirrors, { destination, share: mirrorShare(mirror) }] };
      continue;
    }
    const next = withHeaderFilter(so, { ...filter, type: filter.type });
    if ('error' in next) return next;
    so = next;
  }
  return so;
}

function grpcMatch(match: GRPCRouteMatch, because: FieldRef): HttpMatch {
  const uri = methodMatch(match.method);
  return {
    ...everySource,
    because,
    ...(uri === undefined ? {} : { uri: { because: { ...because, path: [...because.path, 'method'] }, match: uri } }),
    headers: namedMatches(match.headers ?? [], (i) => ({ ...because, path: [...because.path, 'headers', i] })),
    queryParams: [],
  };
}

/** A gRPC call is a POST to `/service/method`; only that path is compared. Mirrors istiod `createGRPCURIMatch`. */
function methodMatch(method: GRPCRouteMatch['method']): TextMatch | undefined {
  if (method === undefined) return undefined;
  const { type, service, method: name } = method;
  if (service === undefined) return { kind: 'regex', value: `/[^/]+/${name ?? ''}` };
  if (type === 'RegularExpression') return { kind: 'regex', value: `/${service}/${name ?? '.+'}` };
  return name === undefined
    ? { kind: 'prefix', value: `/${service}/` }
    : { kind: 'exact', value: `/${service}/${name}` };
}
