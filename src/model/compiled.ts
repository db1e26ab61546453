import type { Diagnostic, TextRange } from './diagnostic.ts';
import type { FieldRef, ResourceKey, ResourceRef } from './kubernetes/resource.ts';
import type { MeshSummary } from './meshSummary.ts';
import type { ScenarioSpec } from './scenario.ts';
import type { Trace } from './trace.ts';

/** One YAML document of the scenario text, for outlines and marks. */
export interface ManifestEntry {
  readonly range: TextRange;
  /** Several for a `List`; none where the document names nothing. */
  readonly resources: readonly ResourceRef[];
  readonly state: 'ok' | 'broken' | 'not-simulated' | 'scenario' | 'empty';
}

/** The answer to a new revision of the text: all that the screen needs of it. Plain data. */
export interface Compiled {
  readonly revision: number;
  readonly spec: ScenarioSpec;
  readonly summary: MeshSummary;
  readonly manifests: readonly ManifestEntry[];
  /** Worst first, then by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Objects whose text is broken now and whose last good form is still simulated. */
  readonly stale: readonly ResourceRef[];
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** Status conditions as istiod would write them, per object. Asked for only when somebody looks. */
export type StatusByResource = Readonly<Record<ResourceKey, ResourceStatus>>;

export interface ResourceStatus {
  readonly conditions: readonly Condition[];
}

/** A field that a trace rests on, with its place in the text of that revision. */
export interface LocatedField {
  readonly field: FieldRef;
  readonly range: TextRange;
}

/** A trace with the places in the text behind it. */
export interface LocatedTrace {
  readonly revision: number;
  readonly trace: Trace;
  readonly fields: readonly LocatedField[];
}

/** What many sendings of one request did, by outcome. */
export interface Shares {
  readonly revision: number;
  readonly count: number;
  readonly rows: readonly ShareRow[];
}

export interface ShareRow {
  readonly verdict: Trace['verdict']['kind'];
  readonly status: number | null;
  readonly client: Trace['verdict']['client'];
  readonly backend: ResourceRef | null;
  readonly waypoints: readonly string[];
  readonly count: number;
  /** The lowest seed that gives this outcome: sending with it replays one of these. */
  readonly seed: number;
}

/** A replacement of a range of the text. A list of changes is sorted and does not overlap. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** What requests do in a copy of the text that some edits have changed. */
export interface PatchedTraces {
  /** The text after the edits. */
  readonly text: string;
  readonly spec: ScenarioSpec;
  readonly summary: MeshSummary;
  /** In the order of the requests. Their places are those of the text after the edits. */
  readonly traces: readonly LocatedTrace[];
  /** Why the edits could not be made; the traces are then those of the text as it stands. */
  readonly refused?: EditRefusal;
}

/** How an edit of the canvas is carried out in the text. */
export interface EditPlan {
  readonly changes: readonly TextChange[];
  /** Manifests that had to be written anew, losing comments and style. */
  readonly rewritten: readonly ResourceRef[];
  /** Why nothing was changed, where nothing was. */
  readonly refused?: EditRefusal;
}

export type EditRefusal = 'no-such-object' | 'name-taken' | 'bad-name';
