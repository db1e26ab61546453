import type { ProxyReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';
import { gatewayReasons } from './gateway.ts';
import { sidecarReasons } from './sidecar.ts';
import { waypointReasons } from './waypoint.ts';

const over: Readonly<Record<string, string>> = {
  hbone: 'over HBONE',
  'istio-mtls': 'over Istio mTLS',
  plaintext: 'in plaintext',
};

function tries(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

const effects: Readonly<Record<string, string>> = {
  opaque: 'what it does to the request is not known',
  headers: 'it edits headers',
  none: 'it changes nothing',
};

export const proxyReasons: Sentences<ProxyReasons> = {
  ...waypointReasons,
  ...gatewayReasons,
  ...sidecarReasons,
  'proxy/bad-request': (p) =>
    `Envoy does not accept the request as HTTP and answers ${p.status} itself (${p.details}).`,
  'proxy/not-http': (p) =>
    `Port ${p.port} is declared as HTTP, but these bytes are not HTTP. Envoy answers 400 and closes.`,
  'proxy/no-route': (p) => `No route matches ${p.path} for host ${p.host}. Envoy answers 404.`,
  'proxy/default-route': (p) => `No route is attached, so the request goes to ${p.service} on port ${p.port} itself.`,
  'proxy/endpoint-chosen': (p) =>
    `${p.workload} at ${p.address} is ${p.of === 1 ? 'the only endpoint' : `chosen from ${p.of} endpoints`} of cluster ${p.cluster}; it is reached ${over[p.transport] ?? p.transport}.`,
  'proxy/endpoint-not-drawn': (p) => `${p.workload} (weight ${p.weight}) was not drawn this time.`,
  'proxy/endpoint-farther': (p) => `${p.workload} is farther away and is used only when no nearer endpoint is ready.`,
  'proxy/endpoint-not-ready': (p) => `${p.workload} is not ready.`,
  'proxy/endpoint-without-port': (p) => `${p.workload} has no target for Service port ${p.port}.`,
  'proxy/endpoint-not-in-subset': (p) => `${p.workload} does not have the labels of the subset.`,
  'proxy/endpoint-on-other-node': (p) =>
    p.node === ''
      ? `Nothing says which node ${p.workload} runs on, and the Service allows endpoints of the proxy's own node only.`
      : `${p.workload} runs on ${p.node}, and the Service allows endpoints of the proxy's own node only.`,
  'proxy/waypoint-chosen': (p) =>
    `${p.service} wants ingress traffic to use its waypoint, so the request goes to ${p.waypoint} at ${p.address} over HBONE.`,
  'proxy/original-destination': (p) =>
    `Cluster ${p.cluster} has no endpoint list. The connection goes on to ${p.address}, the address it was meant for, ${over[p.transport] ?? p.transport}.`,
  'proxy/encapsulated': (p) =>
    `The pod address ${p.address} was dialled, so the connection goes on to exactly that address, always over HBONE.`,
  'proxy/no-healthy-upstream': (p) =>
    `Cluster ${p.cluster} has no ready endpoint. Envoy answers 503 "no healthy upstream".`,
  'proxy/no-such-cluster': (p) => `The route leads to ${p.backends.join(', ')}, for which Envoy has no cluster.`,
  'proxy/upstream-refused': (p) => `${p.address} refused the connection; it was tried ${tries(p.tries)}.`,
  'proxy/upstream-closed': (p) =>
    `The connection to ${p.address} was closed before an answer came. This is not tried again.`,
  'proxy/upstream-timeout': (p) =>
    `${p.address} did not answer the connection attempt; it was tried ${tries(p.tries)}.`,
  'proxy/route-timeout': (p) =>
    `The backend did not answer within the route's timeout of ${p.timeoutMs} ms. Envoy answers 504.`,
  'proxy/per-try-timeout': (p) =>
    `The backend did not answer within ${p.timeoutMs} ms per try; it was tried ${tries(p.tries)}. Envoy answers 504.`,
  'proxy/retried': (p) => `The request was sent ${tries(p.tries)}: ${p.why}.`,
  'proxy/retries-used-up': (p) =>
    `After ${tries(p.tries)} the retries are used up, so the last answer, ${p.status}, goes back to the caller.`,
  'proxy/mirrored': (p) => `A copy of the request went to ${p.to}. Its answer is thrown away.`,
  'proxy/mirror-failed': (p) =>
    `A copy of the request was meant for ${p.to} but did not arrive. The caller does not notice.`,
  'proxy/tcp-no-destination': (p) =>
    `The TCP route of ${p.service} has no usable backend. Envoy closes the connection.`,
  'proxy/extension': (p) => `Extension ${p.name} runs in phase ${p.phase}: ${effects[p.effect] ?? p.effect}.`,
};
