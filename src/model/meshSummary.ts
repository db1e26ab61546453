import type { FieldRef, ResourceRef } from './kubernetes/resource.ts';

/** How a pod takes part in the mesh. */
export type Participation = 'captured' | 'pending' | 'sidecar' | 'waypoint' | 'gateway' | 'outside';

export interface NamespaceSummary {
  readonly name: string;
  /** False where only its contents are in the scenario, not the Namespace object. */
  readonly declared: boolean;
  readonly ambient: boolean;
  /** The label `istio.io/use-waypoint` as written, and what came of it. */
  readonly useWaypoint?: WaypointBindingSummary;
}

export interface WaypointBindingSummary {
  /** `namespace/name`; `none` where the object opts out. */
  readonly requested: string;
  /** The waypoint that is really used, absent where the binding has no effect. */
  readonly bound?: ResourceRef;
  /** istiod's condition reason, such as `WaypointAccepted` or `WaypointIsNotReady`. */
  readonly reason: string;
  readonly because: readonly FieldRef[];
}

export interface WorkloadSummary {
  readonly ref: ResourceRef;
  /** The Deployment or other owner it was expanded from, when it is not itself in the text. */
  readonly origin?: ResourceRef;
  readonly namespace: string;
  readonly name: string;
  readonly serviceAccount: string;
  readonly addresses: readonly string[];
  readonly node: string;
  readonly ready: boolean;
  readonly participation: Participation;
  /** Sidecars that also accept HBONE. */
  readonly hbone: boolean;
  readonly hostNetwork: boolean;
  readonly ports: readonly number[];
  /** Waypoint for traffic that dials this pod's own address. */
  readonly waypoint?: WaypointBindingSummary;
  /** The Gateway whose proxy it is. */
  readonly gateway?: ResourceRef;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ServicePortSummary {
  readonly port: number;
  readonly name?: string;
  readonly protocol: string;
}

export interface ServiceSummary {
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly name: string;
  readonly hostname: string;
  readonly addresses: readonly string[];
  readonly ports: readonly ServicePortSummary[];
  /** Pods behind it, ready or not. */
  readonly endpoints: readonly { readonly workload: ResourceRef; readonly ready: boolean }[];
  readonly headless: boolean;
  readonly waypoint?: WaypointBindingSummary;
}

export interface GatewaySummary {
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly name: string;
  readonly role: 'waypoint' | 'ingress' | 'other';
  readonly programmed: boolean;
  /** Its proxies. */
  readonly pods: readonly ResourceRef[];
  /** `istio.io/waypoint-for` as it resolves; empty for other gateways. */
  readonly waypointFor: string;
  readonly addresses: readonly string[];
}

/** A policy or route with what it is attached to, for marks on the canvas and the attachment layer. */
export interface AttachmentSummary {
  readonly ref: ResourceRef;
  readonly targets: readonly ResourceRef[];
  /** Who enforces or applies it; `nobody` is worth a mark. */
  readonly enforcedBy: 'ztunnel' | 'waypoint' | 'gateway' | 'sidecar' | 'network' | 'nobody';
  readonly action?: string;
}

/** What the control plane derived, for the canvas and for completion. Plain data. */
export interface MeshSummary {
  readonly namespaces: readonly NamespaceSummary[];
  readonly workloads: readonly WorkloadSummary[];
  readonly services: readonly ServiceSummary[];
  readonly gateways: readonly GatewaySummary[];
  readonly attachments: readonly AttachmentSummary[];
  /** Objects that are kept but have no effect on the simulation. */
  readonly notSimulated: readonly ResourceRef[];
}

export const emptyMeshSummary: MeshSummary = {
  namespaces: [],
  workloads: [],
  services: [],
  gateways: [],
  attachments: [],
  notSimulated: [],
};
