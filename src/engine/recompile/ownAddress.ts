import type { Service } from '#model/kubernetes/kinds.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import type { CompileMemory } from './memory.ts';
import type { Relabelled } from './changes.ts';

/**
 * Whether what a Service's ports lead to is found by its address alone: no other Service and no node has it, and none of
 * its ports is open on nodes.
 */
export function hasOwnAddress({ mesh }: CompileMemory, { before, after }: Relabelled): boolean {
  if (before.kind !== 'Service' || after.kind !== 'Service') return false;
  if ([before, after].some(({ spec }) => (spec.ports ?? []).some(({ nodePort }) => nodePort !== undefined)))
    return false;
  const filled = mesh.resources.get('Service', namespaceOf(before), before.metadata.name);
  if (filled === undefined) return false;
  const own = new Set(addressesOf(filled));
  if ([...own].some((ip) => mesh.cluster.nodeByAddress(ip) !== undefined)) return false;
  return mesh.resources
    .all('Service')
    .every((other) => other === filled || !addressesOf(other).some((ip) => own.has(ip)));
}

function addressesOf({ spec, status }: Service): readonly string[] {
  const { clusterIP, clusterIPs = [], externalIPs = [] } = spec;
  const balancers = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
  return [clusterIP ?? '', ...clusterIPs, ...externalIPs, ...balancers].filter((ip) => ip !== '' && ip !== 'None');
}
