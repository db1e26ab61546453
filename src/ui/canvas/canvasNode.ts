import type { Node } from '@xyflow/react';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type {
  AttachmentSummary,
  GatewaySummary,
  NamespaceSummary,
  ServiceSummary,
  WorkloadSummary,
} from '#model/meshSummary.ts';

/** A policy drawn on the node it speaks of. */
export interface PolicyMark {
  readonly ref: ResourceRef;
  readonly action: string;
  readonly enforcedBy: AttachmentSummary['enforcedBy'];
}

// Type aliases, not interfaces: React Flow wants node data to be assignable to a record.
export type NamespaceData = {
  readonly ref: ResourceRef;
  readonly namespace: NamespaceSummary;
  readonly policies: readonly PolicyMark[];
};
export type WorkloadData = {
  readonly ref: ResourceRef;
  readonly workload: WorkloadSummary;
  /** Side of the ztunnel or sidecar mark: callers have it to the right, servers to the left. */
  readonly mark: 'left' | 'right';
  readonly policies: readonly PolicyMark[];
  readonly stale: boolean;
};
export type ServiceData = {
  readonly ref: ResourceRef;
  readonly service: ServiceSummary;
  readonly policies: readonly PolicyMark[];
  readonly stale: boolean;
};
export type GatewayData = {
  readonly ref: ResourceRef;
  readonly gateway: GatewaySummary;
  readonly policyCount: number;
  readonly routeCount: number;
  readonly stale: boolean;
};
export type OutsideData = { readonly ref: ResourceRef };
export type ExternalData = { readonly ref: ResourceRef; readonly address: string };

export type NamespaceNodeType = Node<NamespaceData, 'namespace'>;
export type WorkloadNodeType = Node<WorkloadData, 'workload'>;
export type ServiceNodeType = Node<ServiceData, 'service'>;
export type GatewayNodeType = Node<GatewayData, 'gateway'>;
export type OutsideNodeType = Node<OutsideData, 'outside'>;
export type ExternalNodeType = Node<ExternalData, 'external'>;
export type CanvasNode =
  | NamespaceNodeType
  | WorkloadNodeType
  | ServiceNodeType
  | GatewayNodeType
  | OutsideNodeType
  | ExternalNodeType;

/** The caller beyond the cluster. Not a Kubernetes object: the contract calls it `outside`. */
export const outsideRef: ResourceRef = { kind: 'Outside', name: 'outside' };

export function externalRef(address: string): ResourceRef {
  return { kind: 'External', name: address };
}

/**
 * The object an edit of a node speaks to: pods that a Deployment made are edited through it. Nothing for nodes that
 * stand for no object of the scenario.
 */
export function editedObject(node: CanvasNode): ResourceRef | undefined {
  switch (node.type) {
    case 'workload':
      return node.data.workload.origin ?? node.data.ref;
    case 'outside':
    case 'external':
      return undefined;
    default:
      return node.data.ref;
  }
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const policyRow = 22;

/** Sizes are fixed in code, so that geometry depends neither on fonts nor on a browser. */
export const nodeSizes = {
  workload: { width: 152, height: 70 },
  service: { width: 160, height: 52 },
  gateway: { width: 148, height: 76 },
  outside: { width: 132, height: 52 },
  external: { width: 168, height: 52 },
} as const satisfies Readonly<Record<string, Size>>;

/** A node with policies on it is one row higher. */
export function sizeOf(type: keyof typeof nodeSizes, policies = 0): Size {
  const { width, height } = nodeSizes[type];
  return { width, height: policies > 0 ? height + policyRow : height };
}
