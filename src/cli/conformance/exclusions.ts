/** Something in the vectors that the engine leaves out on purpose. */
export interface Exclusion {
  /** File, relative to the folder of the vectors, without its extension. */
  readonly file: string;
  /** The rows whose names begin like this; absent: the whole file. */
  readonly row?: string;
  readonly reason: string;
}

/** Everything that `conformance` skips, with its reason. */
export const exclusions: readonly Exclusion[] = [
  ...['a2', 'c1', 'd1'].map((name) => crowded('dataplane/l7/authz-dry-run', `dry/${name}`)),
  crowded('dataplane/random/r-186', 'store/no-ratings-2'),
  ...backendFilters('HTTPRouteBackendRequestRedirect'),
  ...backendFilters('HTTPRouteBackendURLRewrite'),
  {
    file: 'gateway-api/MeshConsumerRoute',
    row: "request from consumer route's namespace modified by HTTPRoute",
    reason: consumerRoutes(),
  },
  { file: 'gateway-api/HTTPRouteCrossNamespace', row: '[mesh] Simple HTTP request', reason: consumerRoutes() },
  ...[1, 4, 5, 8, 9, 10, 12].map((number) => ({
    file: 'gateway-api/HTTPRouteHTTPSListenerDetectMisdirectedRequests',
    row: `${number} request to `,
    reason: "Istio's conformance report lists GatewayHTTPSListenerDetectMisdirectedRequests as unsupported.",
  })),
  ...['[mesh] 1 request', '[mesh] 2 request'].map((row) => ({
    file: 'gateway-api/HTTPRouteServiceTypes',
    row,
    reason: 'Measured: a waypoint sends requests for a headless backend on to the address that was dialled.',
  })),
  ...['0 request', '[mesh] 0 request'].flatMap((row) => [
    {
      file: 'gateway-api/HTTPRouteRetryConnectionError',
      row,
      reason: 'Measured: without the code, a connection cut after the request is 503 UC and is not tried again.',
    },
    {
      file: 'gateway-api/HTTPRouteRetryWithTimeouts',
      row,
      reason: 'Measured: a try that is too slow is only repeated where 504 is among the codes.',
    },
  ]),
  {
    file: 'gateway-api/HTTPRouteObservedGenerationBump',
    row: 'status 3 ',
    reason: 'The manifest of the vector has no Service infra-backend-v2, which its patch names.',
  },
  {
    file: 'gateway-api/HTTPRouteRedirectPortAndScheme',
    row: '[mesh] status 5 ',
    reason: 'The transposed manifest has no Service same-namespace-with-https-listener.',
  },
];

function backendFilters(file: string): readonly Exclusion[] {
  const reason = 'Istio takes only header modifiers as filters of a backendRef and reports others as InvalidFilter.';
  const rows = ['0 request', '1 request', 'status 3', '[mesh] 0 request', '[mesh] 1 request', '[mesh] status 2'];
  return rows.map((row) => ({ file: `gateway-api/${file}`, row, reason }));
}

function consumerRoutes(): string {
  return "A waypoint ignores routes in the caller's namespace; Istio's ambient run leaves MeshConsumerRoute out.";
}

/** istiod keeps all policies that ztunnel cannot get under one key: which of several gets its condition is a race. */
function crowded(file: string, policy: string): Exclusion {
  const reason = 'Several policies have no form for ztunnel; which one gets its condition is left to chance in istiod.';
  return { file, row: `status AuthorizationPolicy/${policy}`, reason };
}

/** Why a file, or a row of it, is skipped. */
export function exclusionOf(file: string, row?: string): string | undefined {
  return exclusions.find(
    (exclusion) =>
      matchesFile(file, exclusion.file) && (exclusion.row === undefined || row?.startsWith(exclusion.row) === true),
  )?.reason;
}

/** The folder given on the command line may be any part of the vectors. */
function matchesFile(file: string, excluded: string): boolean {
  return file === excluded || file.endsWith(`/${excluded}`);
}
