import { goDuration, istioStatus, unsigned } from './istioParts.ts';
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
const stringMap = map(string());

const stringMatch = object(
  { exact: string(), prefix: string(), regex: string() },
  { oneOf: [{ fields: ['exact', 'prefix', 'regex'] }] },
);

const destination = object({
  host: required(string()),
  subset: string(),
  port: object({ number: unsigned }),
});

const headerOperations = object({ set: stringMap, add: stringMap, remove: strings });
const headers = object({ request: headerOperations, response: headerOperations });
const percentage = object({ value: number({ format: 'double' }) });
const int32 = integer({ format: 'int32' });

const corsPolicy = object({
  allowOrigin: strings,
  allowOrigins: list(stringMatch),
  allowMethods: strings,
  allowHeaders: strings,
  exposeHeaders: strings,
  maxAge: goDuration,
  allowCredentials: nullable(boolean()),
  unmatchedPreflights: choice(['UNSPECIFIED', 'FORWARD', 'IGNORE']),
});

const fault = object({
  delay: object(
    { fixedDelay: goDuration, exponentialDelay: goDuration, percent: int32, percentage },
    { oneOf: [{ fields: ['fixedDelay', 'exponentialDelay'] }] },
  ),
  abort: object(
    { httpStatus: int32, grpcStatus: string(), http2Error: string(), percentage },
    { oneOf: [{ fields: ['httpStatus', 'grpcStatus', 'http2Error'] }] },
  ),
});

const httpMatch = object({
  name: string(),
  uri: stringMatch,
  ignoreUriCase: boolean(),
  scheme: stringMatch,
  method: stringMatch,
  authority: stringMatch,
  headers: map(stringMatch),
  withoutHeaders: map(stringMatch),
  queryParams: map(stringMatch),
  port: unsigned,
  sourceLabels: stringMap,
  sourceNamespace: string(),
  gateways: strings,
  statPrefix: string(),
});

const redirect = object(
  {
    uri: string(),
    prefixRewrite: string(),
    authority: string(),
    port: unsigned,
    derivePort: choice(['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT']),
    scheme: string(),
    redirectCode: unsigned,
  },
  { oneOf: [{ fields: ['port', 'derivePort'] }] },
);

const directResponse = object({
  status: required(unsigned),
  body: object({ string: string(), bytes: string({ format: 'byte' }) }, { oneOf: [{ fields: ['string', 'bytes'] }] }),
});

const retries = object({
  attempts: int32,
  perTryTimeout: goDuration,
  retryOn: string(),
  retryRemoteLocalities: nullable(boolean()),
  retryIgnorePreviousHosts: nullable(boolean()),
  backoff: goDuration,
});

const httpDestination = object({ destination: required(destination), weight: int32, headers });

const httpRoute = object({
  name: string(),
  match: list(httpMatch),
  route: list(httpDestination),
  redirect,
  directResponse,
  delegate: object({ name: string(), namespace: string() }),
  rewrite: object({
    uri: string(),
    authority: string(),
    uriRegexRewrite: object({ match: string(), rewrite: string() }),
  }),
  timeout: goDuration,
  retries,
  fault,
  mirror: destination,
  mirrors: list(object({ destination: required(destination), percentage })),
  mirrorPercent: nullable(unsigned),
  mirror_percent: nullable(unsigned),
  mirrorPercentage: percentage,
  corsPolicy,
  headers,
});

const layer4Match = {
  destinationSubnets: strings,
  port: unsigned,
  sourceLabels: stringMap,
  gateways: strings,
  sourceNamespace: string(),
};

const layer4Destinations = list(object({ destination: required(destination), weight: int32 }));

const tlsRoute = object({
  match: required(list(object({ sniHosts: required(strings), ...layer4Match }))),
  route: layer4Destinations,
});

const tcpRoute = object({
  match: list(object({ ...layer4Match, sourceSubnet: string() })),
  route: layer4Destinations,
});

export const virtualService = defineKind({
  kind: 'VirtualService',
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  fields: {
    spec: withDefault(
      object({
        hosts: strings,
        gateways: strings,
        http: list(httpRoute),
        tls: list(tlsRoute),
        tcp: list(tcpRoute),
        exportTo: strings,
      }),
      {},
    ),
    status: istioStatus,
  },
});

export type VirtualService = ResourceOf<typeof virtualService>;
export type VirtualServiceHttpRoute = TypeOf<typeof httpRoute>;
export type VirtualServiceHttpMatch = TypeOf<typeof httpMatch>;
export type VirtualServiceTlsRoute = TypeOf<typeof tlsRoute>;
export type VirtualServiceTcpRoute = TypeOf<typeof tcpRoute>;
export type VirtualServiceDestination = TypeOf<typeof destination>;
export type VirtualServiceFault = TypeOf<typeof fault>;
export type StringMatch = TypeOf<typeof stringMatch>;
