import type { TextRange } from '#model/diagnostic.ts';
import type { ReadResource } from '#model/kubernetes/readResource.ts';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import type { ScenarioSpec } from '#model/scenario.ts';
import type { PlacedDiagnostic } from './yaml/problem.ts';
import type { MapNode, SourceNode } from './yaml/sourceTree.ts';

/** One Kubernetes object of a document: the document itself, or an item of a list. */
export interface ManifestObject {
  /** Steps from the root of the document to the object: empty, or `items` and an index. */
  readonly prefix: FieldPath;
  readonly node: MapNode;
  readonly value: Readonly<Record<string, Json>>;
  /** `apiVersion` without the version: two kinds of one name in different groups are different objects. */
  readonly group: string;
  readonly read: ReadResource;
  /** With its admission problems, each with a place in the document. */
  readonly problems: readonly PlacedDiagnostic[];
}

interface DocumentBase {
  readonly source: string;
  /** Offsets count from the start of the document. */
  readonly problems: readonly PlacedDiagnostic[];
}

/** What one YAML document says, independent of where in the text it stands, so that it can be kept while others change. */
export type ParsedDocument =
  | (DocumentBase & { readonly kind: 'empty' })
  | (DocumentBase & { readonly kind: 'broken' })
  | (DocumentBase & {
      readonly kind: 'objects';
      readonly root: SourceNode;
      readonly value: Json;
      readonly objects: readonly ManifestObject[];
    })
  | (DocumentBase & {
      readonly kind: 'scenario';
      readonly root: MapNode;
      readonly value: Json;
      readonly spec: ScenarioSpec;
    });

/** The part of a document that is not white space, for marks and outlines. */
export function contentRange(source: string): TextRange {
  const marker = /^(?:---(?=[ \t\r\n]|$)[ \t]*\r?\n?)?\s*/.exec(source)?.[0].length ?? 0;
  const end = source.trimEnd().length;
  return { start: Math.min(marker, end), end };
}
