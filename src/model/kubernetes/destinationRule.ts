import { goDuration, istioStatus, unsigned, workloadSelector } from './istioParts.ts';
import { defineKind, type ResourceOf } from './kind.ts';
import {
  boolean,
  choice,
  integer,
  list,
  map,
  nullable,
  number,
  object,
  required,
  string,
  withDefault,
  type TypeOf,
} from './schema.ts';

const strings = list(string());
const int32 = integer({ format: 'int32' });
const optionalUnsigned = nullable(unsigned);
const double = (bounds: { readonly minimum?: number; readonly maximum?: number }) =>
  nullable(number({ format: 'double', ...bounds }));

const connectionPool = object({
  tcp: object({
    maxConnections: int32,
    connectTimeout: goDuration,
    idleTimeout: string(),
    maxConnectionDuration: goDuration,
    tcpKeepalive: object({ probes: unsigned, time: goDuration, interval: goDuration }),
  }),
  http: object({
    http1MaxPendingRequests: int32,
    http2MaxRequests: int32,
    maxRequestsPerConnection: int32,
    maxRetries: int32,
    idleTimeout: goDuration,
    h2UpgradePolicy: choice(['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']),
    useClientProtocol: boolean(),
    maxConcurrentStreams: int32,
    http2KeepAlive: object({ interval: goDuration, timeout: goDuration }),
  }),
});

const ringSize = integer({ minimum: 0 });

const consistentHash = object(
  {
    httpHeaderName: string(),
    httpCookie: object({
      name: required(string()),
      path: string(),
      ttl: string(),
      attributes: list(object({ name: required(string()), value: string() })),
    }),
    useSourceIp: boolean(),
    httpQueryParameterName: string(),
    ringHash: object({ minimumRingSize: ringSize }),
    maglev: object({ tableSize: ringSize }),
    minimumRingSize: ringSize,
  },
  {
    oneOf: [
      { fields: ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'] },
      { fields: ['ringHash', 'maglev'] },
    ],
  },
);

const failover = list(object({ from: string(), to: string() }));

const loadBalancer = object(
  {
    simple: choice(['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST']),
    consistentHash,
    backendUtilization: object({
      errorUtilizationPenaltyPercent: unsigned,
      metricNamesForComputingUtilization: strings,
      weightExpirationPeriod: string(),
      weightStabilizationPeriod: string(),
      weightUpdatePeriod: string(),
    }),
    localityLbSetting: object({
      distribute: list(object({ from: string(), to: map(unsigned) })),
      failover,
      failoverPriority: strings,
      enabled: nullable(boolean()),
    }),
    zoneAwareLbSetting: object({
      enabled: nullable(boolean()),
      failover,
      failoverPriority: strings,
      minClusterSize: nullable(integer({ minimum: 1, maximum: 4294967295 })),
    }),
    warmupDurationSecs: goDuration,
    warmup: object({
      duration: required(goDuration),
      minimumPercent: double({ minimum: 0, maximum: 100 }),
      aggression: double({ minimum: 0 }),
    }),
  },
  { oneOf: [{ fields: ['simple', 'consistentHash', 'backendUtilization'] }] },
);

const outlierDetection = object({
  consecutiveErrors: int32,
  splitExternalLocalOriginErrors: boolean(),
  consecutiveLocalOriginFailures: optionalUnsigned,
  consecutiveGatewayErrors: optionalUnsigned,
  consecutive5xxErrors: optionalUnsigned,
  interval: goDuration,
  baseEjectionTime: goDuration,
  maxEjectionPercent: int32,
  minHealthPercent: int32,
  outlierDetectionHttpErrorCodes: list(integer({ minimum: 100, maximum: 599 })),
});

const tls = object({
  mode: choice(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']),
  clientCertificate: string(),
  privateKey: string(),
  caCertificates: string(),
  caCrl: string(),
  credentialName: string(),
  subjectAltNames: strings,
  sni: string(),
  insecureSkipVerify: nullable(boolean()),
});

const portSettings = { connectionPool, loadBalancer, outlierDetection, tls };

const trafficPolicy = object({
  ...portSettings,
  portLevelSettings: list(object({ port: object({ number: unsigned }), ...portSettings }), { maxItems: 4096 }),
  tunnel: object({ protocol: string(), targetHost: required(string()), targetPort: required(unsigned) }),
  proxyProtocol: object({ version: choice(['V1', 'V2']) }),
  retryBudget: object({
    percent: double({ minimum: 0, maximum: 100 }),
    minRetryConcurrency: unsigned,
    budgetInterval: string(),
  }),
});

export const destinationRule = defineKind({
  kind: 'DestinationRule',
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  fields: {
    spec: withDefault(
      object({
        host: required(string()),
        trafficPolicy,
        subsets: list(object({ name: required(string()), labels: map(string()), trafficPolicy })),
        exportTo: strings,
        workloadSelector,
      }),
      { host: '' },
    ),
    status: istioStatus,
  },
});

export type DestinationRule = ResourceOf<typeof destinationRule>;
export type TrafficPolicy = TypeOf<typeof trafficPolicy>;
export type ClientTls = TypeOf<typeof tls>;
export type OutlierDetection = TypeOf<typeof outlierDetection>;
export type LoadBalancer = TypeOf<typeof loadBalancer>;
export type ConnectionPool = TypeOf<typeof connectionPool>;
