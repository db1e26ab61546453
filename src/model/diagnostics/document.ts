import type { ResourceRef } from '../kubernetes/resource.ts';

/** The usual ways to write YAML that is none. */
export type YamlMistake =
  | 'indentation'
  | 'tab'
  | 'does-not-continue'
  | 'no-colon'
  | 'no-space'
  | 'open-bracket'
  | 'open-quote'
  | 'no-comma'
  | 'stray-comma'
  | 'escape'
  | 'not-printable'
  | 'nameless-anchor'
  | 'other';

/** What can be wrong with the text itself: YAML syntax, size, shape of documents. Lines are counted from 1. */
export interface DocumentDiagnostics {
  /** `problem` is the YAML parser's own words, which matter where the mistake is a rare one. */
  'document/yaml-syntax': { readonly problem: string; readonly mistake: YamlMistake };
  /** Documents that begin beyond the limit are kept in the text and not simulated. */
  'document/too-large': { readonly characters: number; readonly limit: number };
  'document/too-many': { readonly documents: number; readonly limit: number };
  'document/too-deep': { readonly limit: number };
  /** Aliases that unfold to more values than a manifest can reasonably have. */
  'document/alias-expansion': { readonly anchor: string; readonly limit: number };
  'document/unknown-alias': { readonly anchor: string };
  'document/alias-of-itself': { readonly anchor: string };
  'document/bad-merge': Record<string, never>;
  /** The last one counts, as kubectl has it. */
  'document/duplicate-key': { readonly key: string; readonly line: number };
  'document/forbidden-key': { readonly key: string };
  'document/bad-key': Record<string, never>;
  'document/unknown-tag': { readonly tag: string };
  'document/bad-tagged-value': { readonly tag: string; readonly value: string };
  /** `.nan` and `.inf` cannot be said in JSON, which is what the API server stores. */
  'document/not-json': { readonly value: string };
  'document/not-an-object': { readonly found: string };
  /** `apiVersion`, `kind` or `metadata.name` is missing or not a string. */
  'document/missing-field': { readonly field: string };
  'document/not-simulated': { readonly apiVersion: string; readonly kind: string };
  /** The later document wins, as with `kubectl apply`. */
  'document/same-name': { readonly resource: ResourceRef; readonly line: number };
  /** A scenario has at most one document of our own; the first counts. */
  'document/second-scenario': { readonly line: number };
  'document/scenario-version': { readonly found: string; readonly known: string };
  'document/scenario-unknown-field': { readonly field: string };
  'document/scenario-type': { readonly field: string; readonly expected: ScenarioType; readonly found: string };
  'document/scenario-missing': { readonly field: string };
  'document/scenario-choice': { readonly field: string; readonly found: string; readonly allowed: readonly string[] };
}

export type ScenarioType = 'string' | 'number' | 'positive-integer' | 'time' | 'list' | 'map';
