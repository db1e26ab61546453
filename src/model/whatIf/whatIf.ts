import type { Compiled } from '../compiled.ts';
import { sameResource, type ResourceRef } from '../kubernetes/resource.ts';
import type { Patch } from '../lesson.ts';
import type { ScenarioRequest } from '../scenario.ts';
import type { Trace } from '../trace.ts';

/** What would be different, as facts; the catalogues make a phrase of it. Names are `namespace/name`. */
export type WhatIfKind =
  | { readonly kind: 'policy-gone'; readonly policy: string }
  | { readonly kind: 'waypoint-label-gone'; readonly object: string }
  | { readonly kind: 'waypoint-opted-out'; readonly object: string }
  | { readonly kind: 'waypoint-opt-out-gone'; readonly object: string }
  | { readonly kind: 'waypoint-used'; readonly object: string; readonly waypoint: string }
  | { readonly kind: 'waypoint-added'; readonly object: string; readonly waypoint: string }
  | { readonly kind: 'waypoint-never-ready'; readonly waypoint: string }
  | { readonly kind: 'waypoint-ready'; readonly waypoint: string }
  | { readonly kind: 'ambient-left' | 'ambient-joined'; readonly object: string; readonly isNamespace: boolean }
  | { readonly kind: 'pod-dialled'; readonly pod: string; readonly address: string }
  | { readonly kind: 'service-dialled'; readonly service: string }
  | { readonly kind: 'from-outside'; readonly gateway: string }
  | { readonly kind: 'from-unmeshed'; readonly caller: string }
  | { readonly kind: 'strict'; readonly namespace: string };

/** One change that would make a difference to a request, and how it is made. */
export interface WhatIf {
  /** Unique among the what-ifs of one trace. */
  readonly id: string;
  readonly what: WhatIfKind;
  readonly edits: Patch;
  /** The request that is sent then, where it is another. The edits add it to the scenario. */
  readonly request?: ScenarioRequest;
}

/** What the what-ifs of a trace are made from. */
export interface WhatIfWorld {
  readonly trace: Trace;
  readonly compiled: Pick<Compiled, 'summary' | 'spec' | 'manifests'>;
}

/** `namespace/name`, or the name alone where the cluster is its scope. */
export function nameOf({ namespace, name }: ResourceRef): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Whether an object stands in the text, where it can be edited. */
export function isWritten({ compiled }: WhatIfWorld, ref: ResourceRef): boolean {
  return compiled.manifests.some(({ resources }) => resources.some((other) => sameResource(ref, other)));
}
