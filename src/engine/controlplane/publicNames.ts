import type { Gateway } from '#model/kubernetes/kinds.ts';
import { isIp } from '../mesh/ipRange.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { isIngressGateway } from './gatewayClasses.ts';
import { namespaceOf } from './inNamespace.ts';

/** Public DNS as the owner of the Gateways would have set it up: names they serve lead to their load balancers. */
export function publicNames(resources: ResourceIndex): (host: string) => string | undefined {
  const exact = new Map<string, string>();
  const suffixes: (readonly [suffix: string, address: string])[] = [];
  for (const gateway of resources.all('Gateway')) {
    const address = gateway.status?.addresses?.map(({ value }) => value).find(isIp);
    if (address === undefined || !isIngressGateway(resources, gateway)) continue;
    for (const host of hostsOf(resources, gateway)) {
      if (host.startsWith('*.')) suffixes.push([host.slice(1), address]);
      else if (!exact.has(host)) exact.set(host, address);
    }
  }
  suffixes.sort(([a], [b]) => b.length - a.length);
  return (host) => exact.get(host) ?? suffixes.find(([suffix]) => host.endsWith(suffix))?.[1];
}

function hostsOf(resources: ResourceIndex, gateway: Gateway): readonly string[] {
  const listeners = gateway.spec.listeners.flatMap(({ hostname }) => hostname ?? []);
  const routes = [...resources.all('HTTPRoute'), ...resources.all('GRPCRoute')].filter((route) =>
    (route.spec.parentRefs ?? []).some(
      (parent) =>
        parent.kind === 'Gateway' &&
        parent.name === gateway.metadata.name &&
        (parent.namespace ?? namespaceOf(route)) === namespaceOf(gateway),
    ),
  );
  return [...listeners, ...routes.flatMap((route) => route.spec.hostnames ?? [])];
}
