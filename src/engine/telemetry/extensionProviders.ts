/** A provider of `meshConfig.extensionProviders`, as far as telemetry has to do with it. */
export type TelemetryProvider =
  | { readonly kind: 'prometheus' }
  /** Lines in a file or on standard output. */
  | { readonly kind: 'file'; readonly format?: string | Readonly<Record<string, unknown>> }
  | { readonly kind: 'other' };

type Config = Readonly<Record<string, unknown>>;

/** Of every mesh, unless it states another of the same name. Mirrors istio `mesh.DefaultMeshConfig`. */
const builtIn: readonly Config[] = [
  { name: 'prometheus', prometheus: {} },
  { name: 'stackdriver', stackdriver: {} },
  { name: 'envoy', envoyFileAccessLog: { path: '/dev/stdout' } },
];

/** The provider of that name, whatever its case. Mirrors istiod `Telemetries.fetchProvider` and `telemetryAccessLog`. */
export function telemetryProvider(meshConfig: Config, name: string): TelemetryProvider | undefined {
  const listed = meshConfig['extensionProviders'];
  const stated = (Array.isArray(listed) ? listed : []).map(recordOf);
  const found = [...stated, ...builtIn].find((one) => String(one['name']).toLowerCase() === name.toLowerCase());
  if (found === undefined) return undefined;
  if (found['prometheus'] !== undefined) return { kind: 'prometheus' };
  if (found['envoyFileAccessLog'] === undefined) return { kind: 'other' };
  const format = recordOf(recordOf(found['envoyFileAccessLog'])['logFormat']);
  const shape = formatOf(format['text'], format['labels']);
  // Only the provider of every mesh falls back to what the mesh says of lines in general.
  return { kind: 'file', ...(name === 'envoy' && shape === undefined ? meshFormat(meshConfig) : optional(shape)) };
}

/** How the mesh wants its lines: `accessLogEncoding` and `accessLogFormat`. Mirrors istiod `FileAccessLogFromMeshConfig`. */
export function meshFormat(meshConfig: Config): { readonly format?: string | Config } {
  const { accessLogFormat: stated, accessLogEncoding: encoding } = meshConfig;
  const text = typeof stated === 'string' && stated !== '' ? stated : undefined;
  if (encoding !== 'JSON') return optional(text);
  return { format: (text === undefined ? undefined : parsed(text)) ?? jsonFields };
}

/** Providers of what states none. The chart names Prometheus for metrics and nobody for lines. */
export function defaultProviders(meshConfig: Config, of: 'metrics' | 'accessLogging'): readonly string[] {
  const stated = recordOf(meshConfig['defaultProviders'])[of];
  if (Array.isArray(stated)) return stated.map(String);
  return of === 'metrics' ? ['prometheus'] : [];
}

function optional(format: string | Config | undefined): { readonly format?: string | Config } {
  return format === undefined ? {} : { format };
}

function formatOf(text: unknown, labels: unknown): string | Config | undefined {
  if (typeof text === 'string' && text !== '') return text;
  if (labels === undefined) return undefined;
  return Object.keys(recordOf(labels)).length === 0 ? jsonFields : recordOf(labels);
}

function parsed(text: string): Config | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Config {
  return typeof value === 'object' && value !== null ? (value as Config) : {};
}

/** Mirrors istiod `EnvoyJSONLogFormatIstio`. */
const jsonFields: Config = {
  start_time: '%START_TIME%',
  route_name: '%ROUTE_NAME%',
  method: '%REQ(:METHOD)%',
  path: '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%',
  protocol: '%PROTOCOL%',
  response_code: '%RESPONSE_CODE%',
  response_flags: '%RESPONSE_FLAGS%',
  response_code_details: '%RESPONSE_CODE_DETAILS%',
  connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
  bytes_received: '%BYTES_RECEIVED%',
  bytes_sent: '%BYTES_SENT%',
  duration: '%DURATION%',
  upstream_service_time: '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%',
  x_forwarded_for: '%REQ(X-FORWARDED-FOR)%',
  user_agent: '%REQ(USER-AGENT)%',
  request_id: '%REQ(X-REQUEST-ID)%',
  authority: '%REQ(:AUTHORITY)%',
  upstream_host: '%UPSTREAM_HOST%',
  upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
  upstream_local_address: '%UPSTREAM_LOCAL_ADDRESS%',
  downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
  downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
  requested_server_name: '%REQUESTED_SERVER_NAME%',
  upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
};
