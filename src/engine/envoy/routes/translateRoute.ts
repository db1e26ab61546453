import type { MeshService } from '../../mesh/mesh.ts';
import { compilePattern } from './pattern.ts';
import type { CompiledMatch } from './compiledMatch.ts';
import type { CorsSpec, HttpEntry, HttpMatch, RedirectSpec, RouteConfig, TextMatch } from './routeConfig.ts';
import { defaultRetry, translateRetry } from './retryPolicy.ts';
import type { RouteProxy } from './routeProxy.ts';
import type { Cors, Destination, PathRewrite, Redirect, Route, RouteAction } from './routeTable.ts';
import { authorityOf, headerEdits, noEdits, translateDestination } from './translateDestination.ts';
import { translateMatch } from './translateMatch.ts';
import { wellFormedOrigin } from './convertFilters.ts';

/**
 * One match of one rule as Envoy's route, or undefined where it is not for this proxy and port.
 * Mirrors istiod `TranslateRoute`.
 */
export function translateRoute(
  config: RouteConfig,
  entry: HttpEntry,
  match: HttpMatch | undefined,
  proxy: RouteProxy,
): Route | undefined {
  if (match !== undefined && !isForProxy(match, proxy)) return undefined;
  const compiled = translateMatch(match, config.gatewaySemantics);
  const destinations = destinationsOf(config, entry, proxy);
  const action = actionOf(entry, destinations, proxy);
  if (action === undefined) return undefined;
  const single = destinations.length === 1 ? destinations[0] : undefined;
  const pathRewrite = rewriteOf(config, entry, compiled);
  const hostRewrite = entry.rewrite?.authority ?? authorityOf(entry.headers.request);
  const name = match?.name === undefined ? entry.name : `${entry.name}.${match.name}`;
  return {
    ...(name === '' ? {} : { name }),
    source: entry.source,
    rule: entry.rule,
    match: compiled,
    because: [match?.because ?? entry.because],
    action,
    ...editsOf(entry, action, single),
    ...(action.kind === 'forward' && hostRewrite !== undefined ? { hostRewrite } : {}),
    ...(action.kind === 'forward' && pathRewrite !== undefined ? { pathRewrite } : {}),
    mirrors: entry.mirrors
      .filter(({ share }) => share > 0)
      .map(({ destination, share }) => ({
        destination: translateDestination(
          destination,
          1,
          { request: noOperations, response: noOperations },
          proxy,
          503,
        ),
        share,
      })),
    ...(entry.cors === undefined ? {} : { cors: corsOf(entry.cors) }),
    ...(entry.fault === undefined ? {} : { fault: entry.fault }),
    ...(entry.timeoutMs === undefined ? {} : { timeoutMs: entry.timeoutMs }),
    retry: entry.retries === undefined ? defaultRetry(proxy.mesh) : translateRetry(entry.retries),
    decorator: `${decoratedHost(config, action, single, proxy)}${decoratedPath(compiled)}`,
  };
}

const noOperations = { set: [], add: [], remove: [] };

function isForProxy(match: HttpMatch, proxy: RouteProxy): boolean {
  if (match.port !== undefined && match.port !== proxy.port) return false;
  const labels = Object.entries(match.sourceLabels);
  if (proxy.waypoint && labels.length > 0) return false;
  if (match.gateways.length > 0) return match.gateways.includes(proxy.gateway);
  const isSelected = labels.every(([key, value]) => Object.hasOwn(proxy.labels, key) && proxy.labels[key] === value);
  return isSelected && (match.sourceNamespace === '' || match.sourceNamespace === proxy.namespace);
}

function destinationsOf(config: RouteConfig, entry: HttpEntry, proxy: RouteProxy): readonly Destination[] {
  if (entry.action.kind !== 'route') return [];
  const all = entry.action.destinations;
  const status = config.gatewaySemantics ? 500 : 503;
  // Weight 0 only counts where there is a choice.
  const usable = all.length === 1 ? all : all.filter(({ weight }) => weight > 0);
  return usable.map(({ destination, weight, headers }) =>
    withHostRewrite(
      translateDestination(destination, Math.max(weight, 1), headers, proxy, status),
      authorityOf(headers.request),
    ),
  );
}

function withHostRewrite(destination: Destination, hostRewrite: string | undefined): Destination {
  return hostRewrite === undefined ? destination : { ...destination, hostRewrite };
}

function actionOf(entry: HttpEntry, destinations: readonly Destination[], proxy: RouteProxy): RouteAction | undefined {
  const { action } = entry;
  if (action.kind === 'redirect') {
    const redirect = redirectOf(action.redirect, proxy);
    return redirect === undefined ? undefined : { kind: 'redirect', redirect };
  }
  if (action.kind === 'direct') return { kind: 'direct', status: action.status, body: action.body };
  // A single destination's header changes belong to the route.
  const own = destinations.map((each) =>
    destinations.length === 1 ? { ...each, requestHeaders: noEdits, responseHeaders: noEdits } : each,
  );
  return { kind: 'forward', destinations: own };
}

function editsOf(
  entry: HttpEntry,
  action: RouteAction,
  single: Destination | undefined,
): Pick<Route, 'requestHeaders' | 'responseHeaders'> {
  const request = headerEdits(entry.headers.request);
  const response = headerEdits(entry.headers.response);
  if (action.kind !== 'forward' || single === undefined) return { requestHeaders: request, responseHeaders: response };
  const join = (a: typeof request, b: typeof request): typeof request => ({
    remove: [...a.remove, ...b.remove],
    set: [...a.set, ...b.set],
    add: [...a.add, ...b.add],
  });
  return {
    requestHeaders: join(request, single.requestHeaders),
    responseHeaders: join(response, single.responseHeaders),
  };
}

function redirectOf(spec: RedirectSpec, proxy: RouteProxy): Redirect | undefined {
  if (![301, 302, 303, 307, 308].includes(spec.status)) return undefined;
  const asked = spec.port === 'from-request' ? proxy.port : spec.port === 'from-protocol' ? 0 : (spec.port ?? 0);
  const scheme = spec.scheme === '' ? (proxy.isTls ? 'https' : 'http') : spec.scheme;
  const isUsual = (asked === 80 && scheme === 'http') || (asked === 443 && scheme === 'https');
  const path: PathRewrite | undefined =
    spec.prefixRewrite === ''
      ? spec.uri === ''
        ? undefined
        : { kind: 'full', value: spec.uri, of: '' }
      : { kind: 'prefix', value: spec.prefixRewrite, of: '' };
  return {
    status: spec.status,
    ...(spec.scheme === '' ? {} : { scheme: spec.scheme }),
    ...(spec.authority === '' ? {} : { host: spec.authority }),
    ...(asked === 0 || isUsual ? {} : { port: asked }),
    ...(path === undefined ? {} : { path }),
  };
}

function rewriteOf(
  { gatewaySemantics }: RouteConfig,
  { rewrite }: HttpEntry,
  { path }: CompiledMatch,
): PathRewrite | undefined {
  if (rewrite?.regex !== undefined) {
    return { kind: 'regex', of: rewrite.regex.match, value: rewrite.regex.substitution };
  }
  if (rewrite?.fullPath !== undefined) return { kind: 'full', value: rewrite.fullPath, of: '' };
  if (rewrite?.uri === undefined) return undefined;
  if (gatewaySemantics && rewrite.uri === '/') {
    return { kind: 'strip', of: path?.kind === 'segments' ? path.value : '', value: '/' };
  }
  return { kind: 'prefix', value: rewrite.uri, of: '' };
}

/** What matches a lone `*` matches every origin. Mirrors Envoy `CorsFilter::isOriginAllowed`. */
function corsOf(spec: CorsSpec): Cors {
  return {
    allowOrigins: spec.allowOrigins.map(originTest).map((test) => (test('*') ? () => true : test)),
    allowMethods: spec.allowMethods.join(','),
    allowHeaders: spec.allowHeaders.join(','),
    exposeHeaders: spec.exposeHeaders.join(','),
    maxAge: spec.maxAge,
    allowCredentials: spec.allowCredentials,
    forwardsUnmatched: spec.forwardsUnmatched,
    because: spec.because,
  };
}

function originTest(match: TextMatch): (origin: string) => boolean {
  if (match.kind === 'present') return () => true;
  const { kind, value } = match;
  if (kind === 'exact') return (origin) => origin === value;
  if (kind === 'prefix') return (origin) => origin.startsWith(value);
  if (value === wellFormedOrigin) return (origin) => /^[a-z][a-z0-9+.-]*:\/\/[^/\s?#]+$/i.test(origin);
  const pattern = compilePattern(value);
  return pattern.kind === 'pattern' ? pattern.matches : () => false;
}

/** A cluster's host and port, or the name of the object where there is no single cluster. */
function decoratedHost(
  config: RouteConfig,
  action: RouteAction,
  single: Destination | undefined,
  proxy: RouteProxy,
): string {
  if (action.kind === 'forward' && single !== undefined && single.host !== '') return `${single.host}:${single.port}`;
  return `${config.name}:${proxy.port}`;
}

function decoratedPath({ path }: CompiledMatch): string {
  if (path === undefined || path.kind === 'segments') return '/*';
  return path.kind === 'prefix' ? `${path.value}*` : path.value;
}

/** Everything to the service itself. Mirrors istiod `BuildDefaultHTTPOutboundRoute`. */
export function defaultRoute(service: MeshService, { mesh, port }: RouteProxy): Route {
  const { source: ref, hostname: host } = service;
  const edits = { requestHeaders: noEdits, responseHeaders: noEdits };
  return {
    name: 'default',
    rule: 0,
    match: translateMatch(undefined, false),
    because: [],
    action: { kind: 'forward', destinations: [{ ref, host, port, weight: 1, service, because: [], ...edits }] },
    ...edits,
    mirrors: [],
    retry: defaultRetry(mesh),
    decorator: `${host}:${port}/*`,
  };
}
