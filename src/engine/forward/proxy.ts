import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { ProxyRef } from '#model/trace.ts';
import type { Turn, Walk } from '../dataplane/walk.ts';
import type { Workload } from '../mesh/mesh.ts';

/** One Envoy on its turn: who it is, and where its reasoning is recorded. */
export interface Proxy {
  readonly kind: 'waypoint' | 'gateway' | 'sidecar';
  readonly walk: Walk;
  readonly turn: Turn;
  readonly at: ProxyRef;
  readonly workload: Workload;
  readonly ip: string;
  /** The Gateway it is an instance of; absent for a sidecar. */
  readonly gateway?: ResourceRef;
}

/** The port of HBONE in every proxy. */
export const hbonePort = 15008;

export function refOf(workload: Workload): ResourceRef {
  return { kind: 'Pod', namespace: workload.namespace, name: workload.name };
}

/** `namespace/name` of an object. */
export function nameOf(ref: ResourceRef): string {
  return ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
}
