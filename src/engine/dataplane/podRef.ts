import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { ProxyRef } from '#model/trace.ts';
import type { Workload } from '../mesh/mesh.ts';

export function appOf(workload: Workload): ProxyRef {
  return { kind: 'app', pod: workload.source };
}

export function ztunnelOf(workload: Workload): ProxyRef {
  return { kind: 'ztunnel', node: workload.node, pod: workload.source };
}

/** `namespace/name`, as sentences name objects. */
export function nameOf(object: { readonly namespace?: string; readonly name: string } | ResourceRef): string {
  return object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
}
