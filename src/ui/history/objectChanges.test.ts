import { expect, test } from 'vitest';
import { objectChanges, objectCount } from './objectChanges.ts';

const pod = (name: string, image = 'a'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n  image: ${image}\n`;
const stream = (...documents: readonly string[]): string => documents.join('---\n');
const none = { added: 0, removed: 0, changed: 0 };

test.each([
  ['nothing', stream(pod('a')), stream(pod('a')), none],
  ['an added object', stream(pod('a')), stream(pod('a'), pod('b')), { ...none, added: 1 }],
  ['a removed object', stream(pod('a'), pod('b')), stream(pod('b')), { ...none, removed: 1 }],
  ['a changed field', stream(pod('a')), stream(pod('a', 'b')), { ...none, changed: 1 }],
  ['another name', stream(pod('a')), stream(pod('b')), { ...none, added: 1, removed: 1 }],
  ['another order', stream(pod('a'), pod('b')), stream(pod('b'), pod('a')), none],
  ['a comment and space', stream(pod('a')), stream(`# ours\n${pod('a')}\n\n`), none],
  ['another of the same name', stream(pod('a')), stream(pod('a'), pod('a')), { ...none, added: 1 }],
  [
    'a name in flow style',
    'kind: Pod\nmetadata: { name: a, namespace: x }',
    'kind: Pod\nmetadata: { name: a, namespace: y }',
    { ...none, added: 1, removed: 1 },
  ],
  ['what is no YAML', ']]', '', { ...none, removed: 1 }],
])('%s', (_, before, after, changes) => {
  expect(objectChanges(before, after)).toEqual(changes);
});

test('empty documents are no objects', () => {
  expect(objectCount('---\n# nothing\n---\n')).toBe(0);
  expect(objectCount(stream(pod('a'), pod('b')))).toBe(2);
});
