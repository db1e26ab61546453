import type {
  Compiled,
  EditPlan,
  LocatedField,
  LocatedTrace,
  PatchedTraces,
  Shares,
  StatusByResource,
} from '#model/compiled.ts';
import type { ScenarioEdit } from '#model/edit.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { ScenarioRequest } from '#model/scenario.ts';

/** Answer of a method that was asked about a text the engine no longer holds. */
export interface Stale {
  readonly kind: 'stale';
}

export type Fresh<T> = { readonly kind: 'fresh'; readonly value: T };

/**
 * What the worker can do. Only `open` carries the text; every other method names the revision it speaks of and gets
 * `stale` when the text has moved on, so late answers are recognised by number.
 */
export interface EngineApi {
  /** Fetches the code of the data plane, which a page without a request does not need. Sending waits for it. */
  warm(): Promise<void>;
  open(input: { readonly revision: number; readonly text: string }): Promise<Compiled>;
  send(input: { readonly revision: number; readonly request: ScenarioRequest }): Promise<Fresh<LocatedTrace> | Stale>;
  sendMany(input: {
    readonly revision: number;
    readonly request: ScenarioRequest;
    readonly count: number;
  }): Promise<Fresh<Shares> | Stale>;
  status(input: { readonly revision: number }): Promise<Fresh<StatusByResource> | Stale>;
  plan(input: { readonly revision: number; readonly edit: ScenarioEdit }): Promise<Fresh<EditPlan> | Stale>;
  /** Where fields stand in the text. Fields of objects that are not there are left out. */
  locate(input: {
    readonly revision: number;
    readonly fields: readonly FieldRef[];
  }): Promise<Fresh<readonly LocatedField[]> | Stale>;
  fieldAt(input: { readonly revision: number; readonly offset: number }): Promise<Fresh<FieldRef | null> | Stale>;
  /** Sends requests in a copy of the text that edits have changed; what is open stays as it is. */
  tracePatched(input: {
    readonly revision: number;
    readonly edits: readonly ScenarioEdit[];
    readonly requests: readonly ScenarioRequest[];
  }): Promise<Fresh<PatchedTraces> | Stale>;
}
