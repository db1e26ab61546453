import type { Upstream } from '#model/conformance.ts';

const istio = { name: 'istio/istio', at: '1.32 master, 2026-08-22' };
const ztunnel = { name: 'istio/ztunnel', at: 'master, 2026-08-20' };

/** What the vectors of a folder were made from, by the first step of its path; their READMEs say so. */
export const upstreams: ReadonlyMap<string, readonly Upstream[]> = new Map([
  ['dataplane', [istio, ztunnel, { name: 'envoyproxy/envoy', at: '1.40.0' }]],
  ['gateway-api', [{ name: 'kubernetes-sigs/gateway-api', at: 'main, 4564255a' }]],
  ['istio', [istio, ztunnel]],
]);
