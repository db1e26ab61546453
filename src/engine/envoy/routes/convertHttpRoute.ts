import type { HTTPRoute, HTTPRouteMatch, HTTPRouteRule } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { BackendContext, HardError } from './convertBackend.ts';
import { convertBackend } from './convertBackend.ts';
import { convertFilters, noHeaders, withHeaderFilter } from './convertFilters.ts';
import type { ConvertedFilters } from './convertFilters.ts';
import { goDuration } from './goDuration.ts';
import type { EntryAction, HttpEntry, HttpMatch, NamedMatch, RetrySpec, WeightedSpec } from './routeConfig.ts';

/** The rules of an HTTPRoute, one entry per match. Mirrors istiod `convertHTTPRoute`. */
export function convertHttpRoute(mesh: Mesh, route: HTTPRoute, needsGrant: boolean): readonly HttpEntry[] | HardError {
  const source = { kind: 'HTTPRoute', namespace: route.metadata.namespace ?? '', name: route.metadata.name };
  const entries: HttpEntry[] = [];
  for (const [index, rule] of route.spec.rules.entries()) {
    const entry = convertRule(rule, index, { mesh, route: source, needsGrant });
    if ('error' in entry) return entry;
    const matches = rule.matches.map((match, i) =>
      httpMatch(match, { resource: source, path: ['spec', 'rules', index, 'matches', i] }),
    );
    entries.push(...(matches.length === 0 ? [entry] : matches.map((match) => ({ ...entry, matches: [match] }))));
  }
  return entries;
}

function convertRule(rule: HTTPRouteRule, index: number, context: BackendContext): HttpEntry | HardError {
  const { route: source } = context;
  const because: FieldRef = { resource: source, path: ['spec', 'rules', index] };
  const filters = convertFilters(rule.filters ?? [], { ...because, path: [...because.path, 'filters'] }, context);
  if ('error' in filters) return filters;
  const action = actionOf(rule, filters, because, context);
  if ('error' in action) return action;
  const { headers, mirrors, rewrite, cors } = filters;
  return {
    source,
    rule: index,
    because,
    name: rule.name ?? `${source.namespace ?? ''}.${source.name}.${index}`,
    matches: [],
    action,
    headers,
    mirrors,
    ...(rewrite === undefined ? {} : { rewrite }),
    ...(cors === undefined ? {} : { cors }),
    ...timeoutsOf(rule),
  };
}

function actionOf(
  rule: HTTPRouteRule,
  { redirect }: ConvertedFilters,
  at: FieldRef,
  context: BackendContext,
): EntryAction | HardError {
  const backends = rule.backendRefs ?? [];
  const destinations = convertBackends(backends, { ...at, path: [...at.path, 'backendRefs'] }, context);
  if (redirect !== undefined) return 'error' in destinations ? destinations : { kind: 'redirect', redirect };
  if (backends.every(({ weight }) => weight === 0)) return { kind: 'direct', status: 500, body: '' };
  return 'error' in destinations ? destinations : { kind: 'route', destinations };
}

interface WeightedBackend {
  readonly weight: number;
  readonly filters?: readonly { readonly type: string }[];
  readonly name: string;
}

/** The backends with a weight, of an HTTPRoute or GRPCRoute. Mirrors istiod `buildHTTPDestination`. */
export function convertBackends(
  backends: readonly WeightedBackend[],
  at: FieldRef,
  context: BackendContext,
): readonly WeightedSpec[] | HardError {
  const converted: WeightedSpec[] = [];
  for (const [index, backend] of backends.entries()) {
    if (backend.weight === 0) continue;
    const because = { ...at, path: [...at.path, index] };
    const destination = convertBackend(backend, because, context);
    if ('error' in destination) return destination;
    let spec: WeightedSpec = { destination, weight: backend.weight, headers: noHeaders };
    for (const filter of backend.filters ?? []) {
      if (filter.type !== 'RequestHeaderModifier' && filter.type !== 'ResponseHeaderModifier') {
        return { error: `unsupported filter type "${filter.type}"` };
      }
      const next = withHeaderFilter(spec, { ...filter, type: filter.type });
      if ('error' in next) return next;
      spec = next;
    }
    converted.push(spec);
  }
  return converted;
}

function timeoutsOf({ timeouts, retry }: HTTPRouteRule): { readonly timeoutMs?: number; readonly retries?: RetrySpec } {
  const request = goDuration(timeouts?.request) ?? 0;
  const backend = goDuration(timeouts?.backendRequest) ?? 0;
  const own = request > 0 ? { timeoutMs: request } : {};
  if (retry === undefined) return backend > 0 ? { timeoutMs: backend } : own;
  const attempts = retry.attempts ?? 2;
  const backoff = goDuration(retry.backoff);
  const retries = {
    attempts,
    on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', ...(retry.codes ?? [])].join(','),
    ...(backend > 0 ? { perTryTimeoutMs: backend } : {}),
    ...(backoff === undefined ? {} : { backoffMs: backoff }),
  };
  return { ...own, retries };
}

export const everySource = {
  ignoreUriCase: false,
  withoutHeaders: [],
  sourceLabels: {},
  sourceNamespace: '',
  gateways: [],
};

function httpMatch(match: HTTPRouteMatch, because: FieldRef): HttpMatch {
  const field = (...path: readonly (string | number)[]): FieldRef => ({ ...because, path: [...because.path, ...path] });
  const { type, value } = match.path;
  const uri = {
    because: field('path'),
    match:
      type === 'PathPrefix'
        ? ({ kind: 'prefix', value: value === '/' ? value : value.replace(/\/$/, '') } as const)
        : ({ kind: type === 'Exact' ? 'exact' : 'regex', value } as const),
  };
  return {
    ...everySource,
    because,
    uri,
    headers: namedMatches(match.headers ?? [], (i) => field('headers', i)),
    queryParams: namedMatches(match.queryParams ?? [], (i) => field('queryParams', i)),
    ...(match.method === undefined
      ? {}
      : { method: { because: field('method'), match: { kind: 'exact', value: match.method } } }),
  };
}

/** Header or query matches; of two with the very same name the later one stays. */
export function namedMatches(
  matches: readonly { readonly type: string; readonly name: string; readonly value: string }[],
  at: (index: number) => FieldRef,
): readonly NamedMatch[] {
  const byName = new Map<string, NamedMatch>();
  matches.forEach(({ type, name, value }, index) => {
    const kind = type === 'RegularExpression' ? 'regex' : 'exact';
    byName.set(name, { name, because: at(index), match: { kind, value } });
  });
  return [...byName.values()];
}
