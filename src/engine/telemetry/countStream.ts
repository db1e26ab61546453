import { evaluate, type Scope, type Value } from '../cel/evaluate.ts';
import { parseExpression } from '../cel/parseExpression.ts';
import type { Proxy } from '../forward/proxy.ts';
import { applicableTelemetries } from './applicableTelemetries.ts';
import { defaultProviders, telemetryProvider } from './extensionProviders.ts';
import { mergeMetrics, type MetricRule } from './mergeMetrics.ts';
import type { Listener, Stream } from './stream.ts';
import { partyLabels, resultLabels, type Labels } from './streamLabels.ts';
import { streamScope } from './streamScope.ts';

const httpMetrics = [
  'istio_requests_total',
  'istio_request_duration_milliseconds',
  'istio_request_bytes',
  'istio_response_bytes',
] as const;
const messageMetrics = ['istio_request_messages_total', 'istio_response_messages_total'] as const;
const tcpMetrics = [
  'istio_tcp_connections_opened_total',
  'istio_tcp_sent_bytes_total',
  'istio_tcp_received_bytes_total',
  'istio_tcp_connections_closed_total',
] as const;

/**
 * Counts a request or connection under its labels, once for every Prometheus provider that applies, as Telemetry
 * resources have changed it. Mirrors istiod `generateStatsConfig` and Istio's `istio_stats.cc`.
 */
export function countStream(proxy: Proxy, listener: Listener, stream: Stream): void {
  const { meshConfig } = proxy.walk.mesh.settings;
  const stated = applicableTelemetries(proxy, listener.service).flatMap(({ spec }) => spec.metrics ?? []);
  const merged = mergeMetrics(stated, defaultProviders(meshConfig, 'metrics'), listener.mode);
  let labels: Labels | undefined;
  for (const [name, rules] of merged) {
    if (rules === 'disabled' || telemetryProvider(meshConfig, name)?.kind !== 'prometheus') continue;
    labels ??= partyLabels(proxy, listener, stream);
    const all = { ...labels, ...resultLabels(proxy, listener, stream) };
    count(proxy, listener, stream, rules, stream.tcp ? tcpMetrics : httpMetrics, all);
    // Messages are counted before the end is known, so they carry nothing of it.
    if (stream.request?.grpc === true) count(proxy, listener, stream, rules, messageMetrics, labels);
  }
}

function count(
  proxy: Proxy,
  listener: Listener,
  stream: Stream,
  rules: ReadonlyMap<string, MetricRule>,
  names: readonly string[],
  labels: Labels,
): void {
  const { walk, at } = proxy;
  for (const name of names) {
    const rule = rules.get(name);
    if (rule?.disabled === true) continue;
    const changed = rule === undefined ? labels : overridden(proxy, listener, stream, rule, labels);
    walk.count({ at, name, labels: changed });
  }
}

function overridden(proxy: Proxy, listener: Listener, stream: Stream, rule: MetricRule, labels: Labels): Labels {
  if (rule.tags.size === 0) return labels;
  const scope = streamScope(proxy, listener, stream);
  const kept = Object.entries(labels).filter(([tag]) => rule.tags.get(tag) !== null);
  const stated = [...rule.tags]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([tag, expression]) => (expression === null ? [] : [[tag, valueOf(proxy, expression, scope)] as const]));
  return Object.fromEntries([...kept, ...stated]);
}

/** What the proxy would write; `*` where that is not known here, with a note that says so. */
function valueOf({ walk }: Proxy, source: string, scope: Scope): string {
  const expression = parseExpression(source);
  const result = expression === undefined ? 'unknown' : evaluate(expression, scope);
  if (result === 'error') return 'unknown';
  if (result === 'unknown') walk.approximate('telemetry/expression');
  return typeof result === 'object' ? printed(result.value) : '*';
}

function printed(value: Value): string {
  return typeof value === 'object' && value !== null ? '*' : value === null ? 'NULL' : String(value);
}
