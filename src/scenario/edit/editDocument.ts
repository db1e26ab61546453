import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { nodeAt } from '../yaml/nodeAt.ts';
import { parseTree } from '../yaml/parseTree.ts';
import { plainValue } from '../yaml/plainValue.ts';
import type { SourceNode } from '../yaml/sourceTree.ts';
import { applyToValue, sameJson, type FieldOperation } from './fieldOperation.ts';
import { printBlock } from './printYaml.ts';
import { spliceFor } from './splice.ts';
import { columnOf, withLineEndsOf, type Splice } from './spot.ts';

/** Operations on one object of a document. */
export interface ObjectOperations {
  /** Steps from the root of the document to the object. */
  readonly object: FieldPath;
  /** With paths from the root of the object. */
  readonly operations: readonly FieldOperation[];
}

export interface EditedDocument {
  readonly source: string;
  /** Objects that had to be written anew: their comments and style are lost. */
  readonly rewritten: readonly FieldPath[];
}

interface ReadDocument {
  readonly root: SourceNode;
  readonly value: Json;
}

interface Step {
  readonly object: FieldPath;
  readonly operation: FieldOperation;
}

/**
 * Carries operations out in the text of a document. Each splice is read back and compared with what the operation means;
 * where it falls short, the object it concerns is written anew instead. An operation that does not fit is left out.
 */
export function editDocument(source: string, edits: readonly ObjectOperations[]): EditedDocument {
  const steps = edits.flatMap(({ object, operations }) =>
    operations.map((operation) => ({ object, operation: { ...operation, path: [...object, ...operation.path] } })),
  );
  const together = steps.length < 2 ? undefined : atOnce(source, steps);
  return together === undefined ? oneByOne(source, steps) : { source: together, rewritten: [] };
}

/** Changes here and there in a long document: one reading serves them all, if none is in another's way. */
function atOnce(source: string, steps: readonly Step[]): string | undefined {
  const document = read(source);
  if (document === undefined) return undefined;
  const splices: Splice[] = [];
  let wanted: Json | undefined = document.value;
  for (const { operation } of steps) {
    const splice = spliceFor(source, document.root, operation);
    wanted = applyToValue(wanted, operation);
    if (splice === undefined || wanted === undefined) return undefined;
    splices.push(splice);
  }
  splices.sort((a, b) => a.start - b.start);
  let result = '';
  let from = 0;
  for (const { start, end, insert } of splices) {
    if (start < from) return undefined;
    result += source.slice(from, start) + insert;
    from = end;
  }
  result += source.slice(from);
  return says(result, wanted) ? result : undefined;
}

function oneByOne(source: string, steps: readonly Step[]): EditedDocument {
  let text = source;
  const rewritten: FieldPath[] = [];
  for (const { object, operation } of steps) {
    const document = read(text);
    if (document === undefined) break;
    const wanted = applyToValue(document.value, operation);
    if (wanted === undefined || sameJson(wanted, document.value)) continue;
    const splice = spliceFor(text, document.root, operation);
    const spliced = splice === undefined ? undefined : apply(text, splice);
    if (spliced !== undefined && says(spliced, wanted)) text = spliced;
    else {
      text = rewrite(text, document.root, object, wanted);
      rewritten.push(object);
    }
  }
  return { source: text, rewritten };
}

function apply(source: string, { start, end, insert }: Splice): string {
  return source.slice(0, start) + insert + source.slice(end);
}

function says(source: string, wanted: Json): boolean {
  const document = read(source);
  return document !== undefined && sameJson(document.value, wanted);
}

function read(source: string): ReadDocument | undefined {
  const tree = parseTree(source);
  if (tree.kind === 'problem' || tree.root === undefined) return undefined;
  const { value, problems } = plainValue(source, tree.root);
  const fatal = problems.some(({ severity, code }) => severity === 'error' && code !== 'document/duplicate-key');
  return fatal ? undefined : { root: tree.root, value };
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
