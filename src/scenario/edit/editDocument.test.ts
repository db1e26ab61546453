import fc from 'fast-check';
import { parseEvents } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { buildTree } from '../yaml/buildTree.ts';
import { nodeAt } from '../yaml/nodeAt.ts';
import { plainValue } from '../yaml/plainValue.ts';
import type { SourceNode } from '../yaml/sourceTree.ts';
import { corpus } from './corpus.fixture.ts';
import { editDocument } from './editDocument.ts';
import { applyToValue, operationsBetween, type FieldOperation } from './fieldOperation.ts';

function edit(source: string, operations: readonly FieldOperation[]) {
  return editDocument(source, [{ object: [], operations }]);
}

function treeOf(source: string): SourceNode {
  const root = buildTree(source, parseEvents(source, {}));
  if (root === undefined) throw new Error('an empty document in the corpus');
  return root;
}

function valueOf(source: string): Json {
  return plainValue(source, treeOf(source)).value;
}

/** Every path of a value that leads to something `wanted` accepts. */
function pathsOf(value: Json, wanted: (value: Json) => boolean, path: FieldPath = []): readonly FieldPath[] {
  const here = wanted(value) && path.length > 0 ? [path] : [];
  if (typeof value !== 'object' || value === null) return here;
  const entries = Array.isArray(value)
    ? (value as readonly Json[]).map((entry, index) => [index, entry] as const)
    : Object.entries(value as Readonly<Record<string, Json>>);
  return [...here, ...entries.flatMap(([step, entry]) => pathsOf(entry, wanted, [...path, step]))];
}

const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;

/** What makes our own document ours also decides how its keys are read. */
function editablePaths(style: string, value: Json): readonly FieldPath[] {
  const paths = pathsOf(value, isScalar);
  return style === 'a scenario' ? paths.filter(([first]) => first !== 'apiVersion' && first !== 'kind') : paths;
}

/** The part of `before` that is another in `after`. */
function changedPart(before: string, after: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail };
}

/** What anchors share cannot be changed in one place, and explicit keys are nobody's style: written anew when need be. */
const unspliced = new Set(['anchors and aliases', 'merges', 'explicit keys']);

const newScalars: readonly Json[] = [
  'plain',
  'on',
  '010',
  'a: b',
  'x # y',
  '',
  ' lead',
  "it's",
  '"q"',
  '*star',
  '{a}',
  'é',
  '1:30',
  '2001-01-01',
  'a\nb\n',
  '- x',
  5,
  -1.5,
  true,
  null,
];

describe.each(corpus)('%s', (style, source) => {
  const value = valueOf(source);

  test.each(editablePaths(style, value).map((path) => [path.join('.'), path] as const))(
    'setting %s changes that value and nothing else',
    (_name, path) => {
      fc.assert(
        fc.property(fc.oneof(fc.constantFrom(...newScalars), fc.string(), fc.integer(), fc.boolean()), (scalar) => {
          const operation: FieldOperation = { kind: 'set', path, value: scalar };
          const { source: after, rewritten } = edit(source, [operation]);
          expect(valueOf(after)).toEqual(applyToValue(value, operation));
          if (rewritten.length > 0) {
            expect([...unspliced]).toContain(style);
            return;
          }
          const { node, entry } = nodeAt(treeOf(source), path);
          const { start, end } = changedPart(source, after);
          // A value that was empty is written after its colon.
          expect(start).toBeGreaterThanOrEqual(Math.min(node.propertiesStart, entry?.afterColon ?? node.start));
          expect(end).toBeLessThanOrEqual(Math.max(node.end, start));
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );

  test('every field can be removed, every mapping and list added to, every collection replaced', () => {
    const collections = pathsOf(value, (one) => !isScalar(one));
    const operations: readonly FieldOperation[] = [
      ...pathsOf(value, () => true)
        .filter(([first]) => style !== 'a scenario' || first === 'spec')
        .map((path) => ({ kind: 'remove' as const, path })),
      ...collections.flatMap((path) => [
        { kind: 'set' as const, path, value: 'scalar' },
        { kind: 'set' as const, path, value: { new: ['a', { b: 'on' }], empty: {} } },
        { kind: 'set' as const, path: [...path, 'added', 'deep'], value: '010' },
        { kind: 'insert' as const, path: [...path, 0], value: { first: 1, second: [2, 'three'] } },
      ]),
    ];
    for (const operation of operations) {
      const wanted = applyToValue(value, operation);
      if (wanted === undefined) continue;
      const { source: after, rewritten } = edit(source, [operation]);
      expect(valueOf(after), JSON.stringify(operation)).toEqual(wanted);
      if (!unspliced.has(style)) expect([operation, rewritten]).toEqual([operation, []]);
    }
  }, 60_000);
});

const own = 'apiVersion: ambient.playground/v1alpha1\nkind: Scenario\n';

test.each([
  ['a comment on the line stays', 'a: 1 # one\nb: 2\n', { kind: 'set', path: ['a'], value: 3 }, 'a: 3 # one\nb: 2\n'],
  ['quotes stay', "a: 'x'\n", { kind: 'set', path: ['a'], value: 'y' }, "a: 'y'\n"],
  ['what would read as something else is quoted', 'a: x\n', { kind: 'set', path: ['a'], value: 'on' }, 'a: "on"\n'],
  [
    'a new entry goes below the last',
    'a:\n  b: 1 # one\n# end\n',
    { kind: 'set', path: ['a', 'c'], value: 'd' },
    'a:\n  b: 1 # one\n  c: d\n# end\n',
  ],
  [
    'a new parent',
    'a: 1\n',
    { kind: 'set', path: ['m', 'labels', 'x'], value: 'z' },
    'a: 1\nm:\n  labels:\n    x: z\n',
  ],
  ['an empty mapping opens', 'a: {}\n', { kind: 'set', path: ['a', 'b'], value: 1 }, 'a:\n  b: 1\n'],
  ['brackets stay brackets', 'a: {b: 1}\n', { kind: 'set', path: ['a', 'c'], value: 2 }, 'a: {b: 1, c: 2}\n'],
  ['JSON stays JSON', '{"a": {"b": 1}}', { kind: 'set', path: ['a', 'c'], value: 'd' }, '{"a": {"b": 1, "c": "d"}}'],
  [
    'an item goes to the end',
    'a:\n- b: 1\n- b: 2\n',
    { kind: 'set', path: ['a', 2], value: { b: 3, c: 4 } },
    'a:\n- b: 1\n- b: 2\n- b: 3\n  c: 4\n',
  ],
  ['a line goes whole', 'a: 1\nb: 2 # two\nc: 3\n', { kind: 'remove', path: ['b'] }, 'a: 1\nc: 3\n'],
  ['a dash keeps its line', 'a:\n- b: 1\n  c: 2\n', { kind: 'remove', path: ['a', 0, 'b'] }, 'a:\n- c: 2\n'],
  [
    'a place of the canvas is one line',
    `${own}l:\n  a: { x: 1, y: 2 }\n`,
    { kind: 'set', path: ['l', 'b'], value: { x: 3, y: 4 } },
    `${own}l:\n  a: { x: 1, y: 2 }\n  b: { x: 3, y: 4 }\n`,
  ],
] as const)('%s', (_case, before, operation, after) => {
  expect(edit(before, [operation])).toEqual({ source: after, rewritten: [] });
});

test('what a splice cannot do safely is written anew, and said', () => {
  const list = 'kind: List\nitems:\n- a: &x 1 # one\n  b: *x\n- c: 3 # three\n';
  const edited = editDocument(list, [{ object: ['items', 0], operations: [{ kind: 'set', path: ['a'], value: 2 }] }]);
  expect(edited).toEqual({ source: 'kind: List\nitems:\n- a: 2\n  b: 1\n- c: 3 # three\n', rewritten: [['items', 0]] });
});

test('operations between two values lead from the one to the other', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
      const [before, after] = [{ v: a as Json }, { v: b as Json }];
      const operations = operationsBetween(before.v, after.v, ['v']);
      const reached = operations.reduce<Json | undefined>((value, operation) => applyToValue(value, operation), before);
      expect(JSON.parse(JSON.stringify(reached))).toEqual(JSON.parse(JSON.stringify(after)));
    }),
    { numRuns: 300 },
  );
});
