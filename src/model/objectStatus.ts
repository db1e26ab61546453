import type { ParentRef } from './kubernetes/kinds.ts';

/** A condition as a controller writes it. Istio's own kinds carry the generation as text. */
export interface StatusCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  /** Absent where the controller has nothing to say. */
  readonly message?: string;
  readonly observedGeneration?: number | string;
}

export interface RouteParentStatus {
  readonly parentRef: ParentRef;
  readonly controllerName: string;
  readonly conditions: readonly StatusCondition[];
}

export interface ListenerStatus {
  readonly name: string;
  readonly attachedRoutes: number;
  readonly supportedKinds: readonly { readonly group: string; readonly kind: string }[];
  readonly conditions: readonly StatusCondition[];
}

/** What istiod says of a policy for one of its targets, or for a Gateway whose routes lead to them. */
export interface PolicyAncestorStatus {
  readonly ancestorRef: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly sectionName?: string;
  };
  readonly controllerName: string;
  readonly conditions: readonly StatusCondition[];
}

/** The `status` of one object: what istiod writes, and what was written there before by somebody else. */
export interface ObjectStatus {
  readonly conditions?: readonly StatusCondition[];
  /** Of routes: one entry per parent that Istio handles. */
  readonly parents?: readonly RouteParentStatus[];
  /** Of a BackendTLSPolicy: one entry per target, then one per Gateway. */
  readonly ancestors?: readonly PolicyAncestorStatus[];
  /** Of Gateways and ServiceEntries. */
  readonly addresses?: readonly Readonly<Record<string, unknown>>[];
  readonly listeners?: readonly ListenerStatus[];
}
