import type { Json } from '#model/kubernetes/schema.ts';
import type { Field, FieldReader } from '../fieldReader.ts';
import { rangeAt } from '../yaml/nodeAt.ts';
import { parseTree } from '../yaml/parseTree.ts';
import { plainValue } from '../yaml/plainValue.ts';
import { lineAt } from '../yaml/problem.ts';
import type { MapNode } from '../yaml/sourceTree.ts';

/** What is wrong with a lesson file, for whoever writes it. Line and column count from 1. */
export interface TeachingProblem {
  readonly line: number;
  readonly column: number;
  readonly words: string;
}

export interface TeachingFile {
  readonly reader: FieldReader;
  readonly root: Field;
  complain(field: Field, words: string): void;
  /** All that was complained about so far, by place. */
  problems(): readonly TeachingProblem[];
}

const nothing: MapNode = { kind: 'map', style: 'block', propertiesStart: 0, start: 0, end: 0, entries: [] };

/** Parses a file of the teaching content and gathers what is wrong with it. */
export function openTeachingFile(source: string): TeachingFile {
  const own: TeachingProblem[] = [];
  const placed = (offset: number, words: string): TeachingProblem => ({
    line: lineAt(source, offset),
    column: offset - source.lastIndexOf('\n', offset - 1),
    words,
  });
  const tree = parseTree(source);
  const root = tree.kind === 'tree' ? tree.root : undefined;
  const map = root?.kind === 'map' ? root : nothing;
  let value: Json = {};
  if (tree.kind === 'problem') own.push(placed(tree.problem.range.start, JSON.stringify(tree.problem.params)));
  else if (root === undefined || map === nothing) own.push(placed(0, 'the file is not a mapping'));
  else {
    const read = plainValue(source, root);
    ({ value } = read);
    own.push(...read.problems.map(({ range, code }) => placed(range.start, code)));
  }
  const reader: FieldReader = { root: map, problems: [] };
  return {
    reader,
    root: { path: [], value },
    complain(field, words) {
      own.push(placed(rangeAt(map, field.path).start, words));
    },
    problems: () =>
      [
        ...own,
        ...reader.problems.map(({ range, code, params }) => placed(range.start, `${code} ${JSON.stringify(params)}`)),
      ].toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}
