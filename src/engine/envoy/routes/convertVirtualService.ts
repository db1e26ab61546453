import type {
  StringMatch,
  VirtualService,
  VirtualServiceDestination,
  VirtualServiceFault,
  VirtualServiceHttpMatch,
  VirtualServiceHttpRoute,
} from '#model/kubernetes/kinds.ts';
import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import { noHeaders } from './convertFilters.ts';
import { goDuration } from './goDuration.ts';
import type {
  CorsSpec,
  DestinationSpec,
  EntryAction,
  FieldMatch,
  HeaderOperations,
  HttpEntry,
  HttpMatch,
  NamedMatch,
  RedirectSpec,
  RouteHeaders,
  TextMatch,
  WeightedSpec,
} from './routeConfig.ts';
import type { Fault } from './routeTable.ts';

/** What short host names are completed with. */
export interface NameContext {
  readonly source: ResourceRef;
  readonly clusterDomain: string;
}

/** The `http` rules of a VirtualService. Mirrors what istiod keeps of them for `TranslateRoute`. */
export function convertVirtualServiceHttp(virtualService: VirtualService, context: NameContext): readonly HttpEntry[] {
  return (virtualService.spec.http ?? []).map((rule, index) => {
    const because = { resource: context.source, path: ['spec', 'http', index] };
    const { timeout, retries, rewrite } = rule;
    const timeoutMs = goDuration(timeout) ?? 0;
    const fault = rule.fault === undefined ? undefined : faultOf(rule.fault, within(because, 'fault'));
    const cors = rule.corsPolicy === undefined ? undefined : corsOf(rule.corsPolicy, within(because, 'corsPolicy'));
    return {
      source: context.source,
      rule: index,
      because,
      name: rule.name ?? '',
      matches: (rule.match ?? []).map((match, i) => matchOf(match, within(because, 'match', i))),
      action: actionOf(rule, because, context),
      mirrors: mirrorsOf(rule, because, context),
      headers: headersOf(rule.headers),
      ...(rewrite === undefined ? {} : { rewrite: rewriteOf(rewrite) }),
      ...(timeoutMs > 0 ? { timeoutMs } : {}),
      ...(retries === undefined ? {} : { retries: retriesOf(retries) }),
      ...(fault === undefined ? {} : { fault }),
      ...(cors === undefined ? {} : { cors }),
    };
  });
}

export function within(field: FieldRef, ...path: readonly (string | number)[]): FieldRef {
  return { ...field, path: [...field.path, ...path] };
}

/** A host without dots belongs to the namespace of the VirtualService. Mirrors istiod `ResolveShortnameToFQDN`. */
export function fullHost(host: string, { source, clusterDomain }: NameContext): string {
  const isFull = host.includes('.') || host.startsWith('*');
  return (isFull ? host : `${host}.${source.namespace ?? ''}.svc.${clusterDomain}`).toLowerCase();
}

export function destinationOf(
  destination: VirtualServiceDestination,
  because: FieldRef,
  context: NameContext,
): DestinationSpec {
  const host = fullHost(destination.host, context);
  const port = destination.port?.number;
  return {
    ref: { kind: 'Service', namespace: host.split('.')[1] ?? '', name: host.split('.')[0] ?? host },
    host,
    because: [because],
    ...(port === undefined || port === 0 ? {} : { port }),
    ...(destination.subset === undefined || destination.subset === '' ? {} : { subset: destination.subset }),
  };
}

function actionOf(rule: VirtualServiceHttpRoute, because: FieldRef, context: NameContext): EntryAction {
  if (rule.redirect !== undefined) return { kind: 'redirect', redirect: redirectOf(rule.redirect) };
  if (rule.directResponse !== undefined) {
    const { status, body } = rule.directResponse;
    return { kind: 'direct', status, body: body?.string ?? '' };
  }
  const destinations = (rule.route ?? []).map(
    ({ destination, weight, headers }, i): WeightedSpec => ({
      destination: destinationOf(destination, within(because, 'route', i, 'destination'), context),
      weight: weight ?? 0,
      headers: headersOf(headers),
    }),
  );
  return { kind: 'route', destinations };
}

function redirectOf(redirect: NonNullable<VirtualServiceHttpRoute['redirect']>): RedirectSpec {
  const { uri, prefixRewrite, authority, port, derivePort, scheme, redirectCode } = redirect;
  const derived = derivePort === 'FROM_REQUEST_PORT' ? 'from-request' : 'from-protocol';
  return {
    uri: uri ?? '',
    prefixRewrite: prefixRewrite ?? '',
    authority: authority ?? '',
    scheme: scheme ?? '',
    ...(port !== undefined ? { port } : derivePort === undefined ? {} : { port: derived }),
    status: redirectCode === undefined || redirectCode === 0 ? 301 : redirectCode,
  };
}

function rewriteOf({
  uri,
  authority,
  uriRegexRewrite,
}: NonNullable<VirtualServiceHttpRoute['rewrite']>): NonNullable<HttpEntry['rewrite']> {
  return {
    ...(uri === undefined || uri === '' ? {} : { uri }),
    ...(authority === undefined || authority === '' ? {} : { authority }),
    ...(uriRegexRewrite === undefined
      ? {}
      : { regex: { match: uriRegexRewrite.match ?? '', substitution: uriRegexRewrite.rewrite ?? '' } }),
  };
}

function retriesOf(retries: NonNullable<VirtualServiceHttpRoute['retries']>): NonNullable<HttpEntry['retries']> {
  const perTry = goDuration(retries.perTryTimeout);
  const backoff = goDuration(retries.backoff);
  return {
    attempts: retries.attempts ?? 0,
    on: retries.retryOn ?? '',
    ...(perTry === undefined ? {} : { perTryTimeoutMs: perTry }),
    ...(backoff === undefined ? {} : { backoffMs: backoff }),
  };
}

function mirrorsOf(rule: VirtualServiceHttpRoute, because: FieldRef, context: NameContext): HttpEntry['mirrors'] {
  const { mirror, mirrors = [], mirrorPercentage, mirrorPercent, mirror_percent: older } = rule;
  const share = mirrorPercentage === undefined ? (mirrorPercent ?? older ?? 100) : (mirrorPercentage.value ?? 0);
  const single =
    mirror === undefined
      ? []
      : [{ destination: destinationOf(mirror, within(because, 'mirror'), context), share: share / 100 }];
  const several = mirrors.map(({ destination, percentage }, i) => ({
    destination: destinationOf(destination, within(because, 'mirrors', i, 'destination'), context),
    share: percentage === undefined ? 1 : (percentage.value ?? 0) / 100,
  }));
  return [...single, ...several].filter((each) => each.share > 0);
}

function headersOf(headers: VirtualServiceHttpRoute['headers']): RouteHeaders {
  if (headers === undefined) return noHeaders;
  return { request: operationsOf(headers.request), response: operationsOf(headers.response) };
}

function operationsOf(operations: NonNullable<VirtualServiceHttpRoute['headers']>['request']): HeaderOperations {
  const { set = {}, add = {}, remove = [] } = operations ?? {};
  const lines = (map: Readonly<Record<string, string>>): HeaderOperations['set'] =>
    Object.entries(map).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { set: lines(set), add: lines(add), remove: remove.map((name) => name.toLowerCase()) };
}

export function textMatch(match: StringMatch | undefined): TextMatch {
  if (match?.exact !== undefined) return { kind: 'exact', value: match.exact };
  if (match?.prefix !== undefined) return { kind: 'prefix', value: match.prefix };
  // A lone `*` is no regular expression; istiod reads it as "is there".
  if (match?.regex !== undefined && match.regex !== '*') return { kind: 'regex', value: match.regex };
  return { kind: 'present' };
}

function matchOf(match: VirtualServiceHttpMatch, because: FieldRef): HttpMatch {
  const field = (name: 'uri' | 'method' | 'authority' | 'scheme'): { readonly [key: string]: FieldMatch } => {
    const stated = match[name];
    return stated === undefined ? {} : { [name]: { match: textMatch(stated), because: within(because, name) } };
  };
  const named = (name: 'headers' | 'withoutHeaders' | 'queryParams'): readonly NamedMatch[] =>
    Object.entries(match[name] ?? {}).map(([key, value]) => ({
      name: key,
      match: textMatch(value),
      because: within(because, name, key),
    }));
  return {
    because,
    ...(match.name === undefined || match.name === '' ? {} : { name: match.name }),
    ...field('uri'),
    ...field('method'),
    ...field('authority'),
    ...field('scheme'),
    ignoreUriCase: match.ignoreUriCase ?? false,
    headers: named('headers'),
    withoutHeaders: named('withoutHeaders'),
    queryParams: named('queryParams'),
    ...(match.port === undefined || match.port === 0 ? {} : { port: match.port }),
    sourceLabels: match.sourceLabels ?? {},
    sourceNamespace: match.sourceNamespace ?? '',
    gateways: match.gateways ?? [],
  };
}

function corsOf(cors: NonNullable<VirtualServiceHttpRoute['corsPolicy']>, because: FieldRef): CorsSpec {
  const seconds = goDuration(cors.maxAge);
  const older = (cors.allowOrigin ?? []).map((value): TextMatch => ({ kind: 'exact', value }));
  return {
    allowOrigins: cors.allowOrigins === undefined ? older : cors.allowOrigins.map(textMatch),
    allowMethods: cors.allowMethods ?? [],
    allowHeaders: cors.allowHeaders ?? [],
    exposeHeaders: cors.exposeHeaders ?? [],
    maxAge: seconds === undefined ? '' : String(Math.trunc(seconds / 1000)),
    allowCredentials: cors.allowCredentials ?? false,
    forwardsUnmatched: cors.unmatchedPreflights !== 'IGNORE',
    because: [because],
  };
}

const grpcCodes: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

function faultOf({ delay, abort }: VirtualServiceFault, because: FieldRef): Fault | undefined {
  const delayMs = goDuration(delay?.fixedDelay);
  const grpc = abort?.grpcStatus === undefined ? -1 : grpcCodes.indexOf(abort.grpcStatus);
  if (delayMs === undefined && abort?.httpStatus === undefined && grpc < 0) return undefined;
  return {
    ...(delayMs === undefined ? {} : { delayMs }),
    delayShare: (delay?.percentage === undefined ? (delay?.percent ?? 0) : (delay.percentage.value ?? 0)) / 100,
    ...(abort?.httpStatus === undefined ? {} : { abortStatus: abort.httpStatus }),
    ...(grpc < 0 ? {} : { abortGrpcStatus: grpc }),
    abortShare: (abort?.percentage?.value ?? 0) / 100,
    because: [because],
  };
}
