import { parseEvents } from 'js-yaml';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { buildTree } from '../yaml/buildTree.ts';
import { nodeAt } from '../yaml/nodeAt.ts';
import { plainValue } from '../yaml/plainValue.ts';
import type { SourceNode } from '../yaml/sourceTree.ts';
import { applyToValue, sameJson, type FieldOperation } from './fieldOperation.ts';
import { printBlock } from './printYaml.ts';
import { spliceFor } from './splice.ts';
import { columnOf, withLineEndsOf, type Splice } from './spot.ts';

export interface EditedDocument {
  readonly source: string;
  /** True where the object had to be written anew: its comments and style are lost. */
  readonly rewritten: boolean;
}

interface ReadDocument {
  readonly root: SourceNode;
  readonly value: Json;
}

/**
 * Carries operations out in the text of a document. Each splice is read back and compared with what the operation means;
 * where it falls short, the object it concerns is written anew instead. An operation that does not fit is left out.
 */
export function editDocument(source: string, object: FieldPath, operations: readonly FieldOperation[]): EditedDocument {
  let edited: EditedDocument = { source, rewritten: false };
  for (const operation of operations) {
    const document = read(edited.source);
    if (document === undefined) return edited;
    const wanted = applyToValue(document.value, operation);
    if (wanted === undefined || sameJson(wanted, document.value)) continue;
    const splice = spliceFor(edited.source, document.root, operation);
    const spliced = splice === undefined ? undefined : apply(edited.source, splice);
    edited =
      spliced !== undefined && says(spliced, wanted)
        ? { ...edited, source: spliced }
        : { source: rewrite(edited.source, document.root, object, wanted), rewritten: true };
  }
  return edited;
}

function apply(source: string, { start, end, insert }: Splice): string {
  return source.slice(0, start) + insert + source.slice(end);
}

function says(source: string, wanted: Json): boolean {
  const document = read(source);
  return document !== undefined && sameJson(document.value, wanted);
}

function read(source: string): ReadDocument | undefined {
  try {
    const root = buildTree(source, parseEvents(source, { maxDepth: 100 }));
    if (root === undefined) return undefined;
    const { value, problems } = plainValue(source, root);
    const fatal = problems.some(({ severity, code }) => severity === 'error' && code !== 'document/duplicate-key');
    return fatal ? undefined : { root, value };
  } catch {
    // The parser has no other way to say that a text is not YAML.
    return undefined;
  }
}

/** Writes one object of the document anew, and the document if aliases or odd indentation stand in the way. */
function rewrite(source: string, root: SourceNode, object: FieldPath, wanted: Json): string {
  const parent = nodeAt(root, object.slice(0, -1)).node;
  const index = object.at(-1);
  const found = nodeAt(root, object).node;
  if (parent.kind === 'list' && parent.style === 'block' && typeof index === 'number') {
    const dash = parent.dashes[index] ?? found.start;
    const value = object.reduce<Json | undefined>(stepInto, wanted);
    const insert = ` ${printBlock(value ?? null, columnOf(source, dash) + 2)}`;
    const spliced = apply(source, { start: dash + 1, end: found.end, insert: withLineEndsOf(source, insert) });
    if (says(spliced, wanted)) return spliced;
  }
  const flow = root.kind === 'map' && root.style === 'flow';
  const insert = flow ? JSON.stringify(wanted, undefined, 2) : printBlock(wanted, 0);
  return apply(source, { start: root.propertiesStart, end: root.end, insert: withLineEndsOf(source, insert) });
}

function stepInto(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string | number, Json>>)[step];
}
