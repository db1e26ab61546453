import type { ExclusionCode } from '#model/conformance.ts';

/** Something in the vectors that the engine leaves out on purpose. */
export interface Exclusion {
  /** File, relative to the folder of the vectors, without its extension. */
  readonly file: string;
  /** The rows whose names begin like this; absent: the whole file. */
  readonly row?: string;
  readonly code: ExclusionCode;
}

/** Why something is not compared, in words. The first and the last four are found by the runners themselves. */
export const exclusionReasons: Readonly<Record<ExclusionCode, string>> = {
  unmeasured: 'The vector says that this request could not be measured.',
  'left-to-chance':
    'Several policies have no form for ztunnel; which one gets its condition is left to chance in istiod.',
  'sample-by-chance':
    'Sixty draws went another way than their odds: two equal pods at 41 to 19, one chance in 101 never met.',
  race: 'The waypoint and the destination both refuse, and which refusal is heard first is a matter of timing.',
  'one-replica':
    "One Envoy, configured for the first replica's node, answered for both replicas, and the Service is local to a node.",
  'gateway-behind-mesh': 'No Envoy ran for an ingress gateway that is reached through a ztunnel or a waypoint.',
  'contradicts-itself':
    "The measurement contradicts itself: a dry-run policy refuses though the log names none, or a mirror's answer is taken for the request's.",
  'backend-filters':
    'Istio takes only header modifiers as filters of a backendRef and reports others as InvalidFilter.',
  'consumer-routes':
    "A waypoint ignores routes in the caller's namespace; Istio's ambient run leaves MeshConsumerRoute out.",
  'misdirected-requests':
    "Istio's conformance report lists GatewayHTTPSListenerDetectMisdirectedRequests as unsupported.",
  'headless-backend': 'Measured: a waypoint sends requests for a headless backend on to the address that was dialled.',
  'retry-without-code':
    'Measured: without the code, a connection cut after the request is 503 UC and is not tried again.',
  'retry-of-timeouts': 'Measured: a try that is too slow is only repeated where 504 is among the codes.',
  'missing-object': 'The manifest of the vector lacks a Service that the case needs.',
  'durations-written': 'Nothing in the engine writes durations.',
  'placeholder-target': 'The case names a target "Group/Kind" where its Go test has constants, so it says nothing.',
  'empty-list': 'The Go test sets an empty list where decoding YAML gives none, so no manifest can say this.',
  'external-authorizer': 'istiod only says how it configures an external authorizer; no request is decided.',
};

/** Everything that `conformance` skips by name. */
export const exclusions: readonly Exclusion[] = [
  ...['a2', 'c1', 'd1'].map((name) => crowded('dataplane/l7/authz-dry-run', `dry/${name}`)),
  crowded('dataplane/random/r-186', 'store/no-ratings-2'),
  ...measured('sample-by-chance', { 'r-211': ['q15'], 'r-49': ['q22'] }),
  ...measured('race', { 'r-44': ['q07'] }),
  // The waypoints have replicas on both nodes; the leg goes to the second, the endpoints are those of the first's node.
  ...measured('one-replica', { 'r-193': ['q07'], 'r-51': ['q01', 'q05', 'q07', 'q12', 'q15'] }),
  ...measured('gateway-behind-mesh', { 'r-234': ['q06'] }),
  {
    file: 'dataplane/l7/ingress-gateway-in-ambient-namespace',
    row: 'from-a-pod-by-the-gateway-service',
    code: 'gateway-behind-mesh',
  },
  // r-219: rbac_access_denied_matched_policy[none]. r-241: an HTTP request is delivered and nothing is received.
  ...measured('contradicts-itself', { 'r-219': ['q08'], 'r-241': ['q13'] }),
  ...backendFilters('HTTPRouteBackendRequestRedirect'),
  ...backendFilters('HTTPRouteBackendURLRewrite'),
  {
    file: 'gateway-api/MeshConsumerRoute',
    row: "request from consumer route's namespace modified by HTTPRoute",
    code: 'consumer-routes',
  },
  { file: 'gateway-api/HTTPRouteCrossNamespace', row: '[mesh] Simple HTTP request', code: 'consumer-routes' },
  ...[1, 4, 5, 8, 9, 10, 12].map((number): Exclusion => {
    const file = 'gateway-api/HTTPRouteHTTPSListenerDetectMisdirectedRequests';
    return { file, row: `${number} request to `, code: 'misdirected-requests' };
  }),
  ...['[mesh] 1 request', '[mesh] 2 request'].map((row): Exclusion => {
    return { file: 'gateway-api/HTTPRouteServiceTypes', row, code: 'headless-backend' };
  }),
  ...['0 request', '[mesh] 0 request'].flatMap((row): readonly Exclusion[] => [
    { file: 'gateway-api/HTTPRouteRetryConnectionError', row, code: 'retry-without-code' },
    { file: 'gateway-api/HTTPRouteRetryWithTimeouts', row, code: 'retry-of-timeouts' },
  ]),
  // Its patch names Service infra-backend-v2.
  { file: 'gateway-api/HTTPRouteObservedGenerationBump', row: 'status 3 ', code: 'missing-object' },
  // The transposed manifest has no Service same-namespace-with-https-listener.
  { file: 'gateway-api/HTTPRouteRedirectPortAndScheme', row: '[mesh] status 5 ', code: 'missing-object' },
];

function backendFilters(file: string): readonly Exclusion[] {
  const rows = ['0 request', '1 request', 'status 3', '[mesh] 0 request', '[mesh] 1 request', '[mesh] status 2'];
  return rows.map((row) => ({ file: `gateway-api/${file}`, row, code: 'backend-filters' }));
}

function measured(code: ExclusionCode, requests: Readonly<Record<string, readonly string[]>>): readonly Exclusion[] {
  return Object.entries(requests).flatMap(([name, rows]) =>
    rows.map((row): Exclusion => ({ file: `dataplane/random/${name}`, row: `${row}-`, code })),
  );
}

/** istiod keeps all policies that ztunnel cannot get under one key: which of several gets its condition is a race. */
function crowded(file: string, policy: string): Exclusion {
  return { file, row: `status AuthorizationPolicy/${policy}`, code: 'left-to-chance' };
}

/** Why a file, or a row of it, is skipped. */
export function exclusionOf(file: string, row?: string): ExclusionCode | undefined {
  return exclusions.find(
    (exclusion) =>
      matchesFile(file, exclusion.file) && (exclusion.row === undefined || row?.startsWith(exclusion.row) === true),
  )?.code;
}

/** The folder given on the command line may be any part of the vectors. */
function matchesFile(file: string, excluded: string): boolean {
  return file === excluded || file.endsWith(`/${excluded}`);
}
