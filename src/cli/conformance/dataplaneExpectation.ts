import type { ResourceRef } from '#model/kubernetes/resource.ts';

/** The measured side of a data plane case, as its README describes it. */
export interface DataplaneCase {
  readonly scenario: string;
  readonly enrolled: Readonly<Record<string, boolean>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly status: Readonly<Record<string, unknown>>;
  readonly requests: Readonly<Record<string, MeasuredRequest>>;
}

export interface MeasuredRequest {
  readonly outcomes?: readonly MeasuredOutcome[];
  readonly unmeasured?: string;
}

export interface MeasuredLeg {
  readonly transport: string;
  readonly address: string;
  readonly authority?: string;
  readonly sourceIdentity?: string;
}

export type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface MeasuredOutcome {
  readonly share: number;
  readonly verdict: string;
  readonly status?: number;
  readonly client?: string;
  readonly backend?: string;
  readonly via?: readonly string[];
  readonly podSees?: string;
  readonly deniedBy?: string;
  readonly legs?: readonly MeasuredLeg[];
  readonly received?: {
    readonly method: string;
    readonly path: string;
    readonly host: string;
    readonly headers: Headers;
  };
  readonly response?: { readonly headers?: Headers; readonly body?: string; readonly grpcStatus?: number | string };
  readonly mirroredTo?: readonly string[];
  readonly gateway?: readonly string[];
}

/** How the vectors write a backend: `namespace/name` of a pod, or the address of something outside. */
export function backendName(ref: ResourceRef | null): string | null {
  if (ref === null) return null;
  return ref.namespace === undefined || ref.namespace === '' ? ref.name : `${ref.namespace}/${ref.name}`;
}
