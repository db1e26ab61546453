import type { ProxyRef } from '../trace.ts';

const proxies: ReadonlySet<ProxyRef['kind']> = new Set(['ztunnel', 'waypoint', 'gateway', 'sidecar']);

export function isProxy({ kind }: ProxyRef): boolean {
  return proxies.has(kind);
}

/** Neither a proxy nor an end: kube-proxy and a node's network pass on what came, wrappings and all. */
export function isWire(at: ProxyRef): boolean {
  return at.kind !== 'app' && at.kind !== 'external' && !isProxy(at);
}
