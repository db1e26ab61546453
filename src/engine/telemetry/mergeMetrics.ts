import type { Metrics } from '#model/kubernetes/kinds.ts';

type Mode = 'SERVER' | 'CLIENT';
type Override = NonNullable<Metrics['overrides']>[number];

/** What one provider changes about a metric. */
export interface MetricRule {
  readonly disabled: boolean;
  /** By tag: the CEL expression of its value, or null where it is taken away. */
  readonly tags: ReadonlyMap<string, string | null>;
}

/** By metric; `disabled` where the whole filter is left out. */
export type ProviderMetrics = ReadonlyMap<string, MetricRule> | 'disabled';

/** Names of the API, with those of Prometheus. Mirrors istiod `metricToPrometheusMetric`. */
const metricNames: ReadonlyMap<string, string> = new Map([
  ['REQUEST_COUNT', 'istio_requests_total'],
  ['REQUEST_DURATION', 'istio_request_duration_milliseconds'],
  ['REQUEST_SIZE', 'istio_request_bytes'],
  ['RESPONSE_SIZE', 'istio_response_bytes'],
  ['TCP_OPENED_CONNECTIONS', 'istio_tcp_connections_opened_total'],
  ['TCP_CLOSED_CONNECTIONS', 'istio_tcp_connections_closed_total'],
  ['TCP_SENT_BYTES', 'istio_tcp_sent_bytes_total'],
  ['TCP_RECEIVED_BYTES', 'istio_tcp_received_bytes_total'],
  ['GRPC_REQUEST_MESSAGES', 'istio_request_messages_total'],
  ['GRPC_RESPONSE_MESSAGES', 'istio_response_messages_total'],
]);

/**
 * Which providers count at a listener, and what is changed about their metrics: the last statement that names providers
 * decides which ones, overrides add up in order. Mirrors istiod `mergeMetrics`.
 */
export function mergeMetrics(
  stated: readonly Metrics[],
  defaults: readonly string[],
  mode: Mode,
): ReadonlyMap<string, ProviderMetrics> {
  if (stated.length === 0) return new Map(defaults.map((name) => [name, new Map<string, MetricRule>()]));
  const inScope = stated.map(providersOf).findLast((named) => named.length > 0) ?? defaults;
  const merged = new Map<string, Map<string, MetricRule>>();
  const disabled = new Set<string>();
  let inherited = defaults;
  for (const metrics of stated) {
    const named = providersOf(metrics);
    if (named.length > 0) inherited = named;
    for (const provider of inherited) {
      if (!inScope.includes(provider)) continue;
      const rules = merged.get(provider) ?? new Map<string, MetricRule>();
      merged.set(provider, rules);
      const overrides = (metrics.overrides ?? []).filter((override) => concerns(override, mode));
      for (const override of overrides) {
        if (isEverything(override) && override.disabled === true) disabled.add(provider);
        else {
          disabled.delete(provider);
          apply(rules, override);
        }
      }
    }
  }
  return new Map([...merged].map(([name, rules]) => [name, disabled.has(name) ? 'disabled' : rules]));
}

function providersOf({ providers = [] }: Metrics): readonly string[] {
  return providers.map(({ name }) => name);
}

function concerns({ match }: Override, mode: Mode): boolean {
  return match?.mode === undefined || match.mode === 'CLIENT_AND_SERVER' || match.mode === mode;
}

function isEverything({ match }: Override): boolean {
  return match?.customMetric === undefined && (match?.metric ?? 'ALL_METRICS') === 'ALL_METRICS';
}

function apply(rules: Map<string, MetricRule>, override: Override): void {
  const names = isEverything(override) ? [...metricNames.values()] : namesOf(override);
  for (const name of names) {
    const before = rules.get(name) ?? { disabled: false, tags: new Map<string, string | null>() };
    const tags = new Map(before.tags);
    for (const [tag, { operation, value = '' }] of Object.entries(override.tagOverrides ?? {})) {
      tags.set(tag, operation === 'REMOVE' ? null : value);
    }
    rules.set(name, { disabled: override.disabled ?? before.disabled, tags });
  }
}

/** A custom metric has no definition that would make the proxy count it. */
function namesOf({ match }: Override): readonly string[] {
  const name = metricNames.get(match?.metric ?? '');
  return name === undefined ? [] : [name];
}
