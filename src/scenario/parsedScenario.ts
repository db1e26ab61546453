import type { Diagnostic, TextRange } from '#model/diagnostic.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { ResourceKey, ResourceRef } from '#model/kubernetes/resource.ts';
import type { ScenarioSpec } from '#model/scenario.ts';
import type { ManifestObject, ParsedDocument } from './parsedDocument.ts';

/** One YAML document in its place. */
export interface Manifest {
  /** Of the whole document with the `---` that opens it; the manifests together are the text. */
  readonly full: TextRange;
  /** Of its content, without white space and marker. */
  readonly range: TextRange;
  readonly document: ParsedDocument;
  readonly refs: readonly ResourceRef[];
  readonly state: 'ok' | 'broken' | 'not-simulated' | 'scenario' | 'empty';
  /** What it said when it could last be read, where it cannot be read now. Still simulated, and marked as stale. */
  readonly lastGood: readonly KubernetesResource[];
}

/** Where an object stands. */
export interface ObjectPlace {
  readonly manifest: Manifest;
  readonly object: ManifestObject;
}

/** A scenario text, read. */
export interface ParsedScenario {
  readonly text: string;
  readonly manifests: readonly Manifest[];
  /** What the API server would hold: admitted objects, of two with one name the later, and last good forms. */
  readonly resources: readonly KubernetesResource[];
  /** Every object that is in the text and counts, admitted or not, in order. */
  readonly objects: readonly ObjectPlace[];
  readonly places: ReadonlyMap<ResourceKey, ObjectPlace>;
  readonly spec: ScenarioSpec;
  readonly problems: readonly Diagnostic[];
  /** Objects of which the last good form is simulated. */
  readonly stale: readonly ResourceRef[];
  readonly notSimulated: readonly ResourceRef[];
}
