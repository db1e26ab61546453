import { describe, expect, test } from 'vitest';
import { keyOf } from '#model/kubernetes/resource.ts';
import { parseScenario } from './parseScenario.ts';
import type { ParsedScenario } from './parsedScenario.ts';

const namespace = (name: string, labels = '') =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n${labels}`;
const account = (name: string) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n  namespace: shop\n`;

function names(parsed: ParsedScenario): readonly string[] {
  return parsed.resources.map(({ kind, metadata }) =>
    keyOf({
      kind,
      name: metadata.name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    }),
  );
}

function codes(parsed: ParsedScenario): readonly string[] {
  return parsed.problems.map(({ code }) => code);
}

describe('documents', () => {
  test.each([
    ['one', namespace('a'), ['Namespace//a']],
    ['two', `${namespace('a')}---\n${namespace('b')}`, ['Namespace//a', 'Namespace//b']],
    ['a marker first and last', `---\n${namespace('a')}---\n`, ['Namespace//a']],
    ['comments only in one', `# hello\n---\n${namespace('a')}---\n# bye\n`, ['Namespace//a']],
    ['ended by dots', `${namespace('a')}...\n${namespace('b')}`, ['Namespace//a', 'Namespace//b']],
    [
      'Windows line ends',
      `${namespace('a')}---\n${namespace('b')}`.replaceAll('\n', '\r\n'),
      ['Namespace//a', 'Namespace//b'],
    ],
    ['a byte order mark', `\uFEFF${namespace('a')}`, ['Namespace//a']],
    ['a directive', `%YAML 1.1\n---\n${namespace('a')}`, ['Namespace//a']],
    ['JSON', '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}', ['Namespace//a']],
    [
      'a bracket below its key',
      'apiVersion: v1\nkind: Namespace\nmetadata: {\nname: a, # "short"\nannotations: {\n  b: "c # d"\n}\n}\n',
      ['Namespace//a'],
    ],
    ['content beside the marker', '--- {apiVersion: v1, kind: Namespace, metadata: {name: a}}\n', ['Namespace//a']],
    ['nothing', '', []],
    [
      'a List',
      `apiVersion: v1\nkind: List\nitems:\n- ${namespace('a').replaceAll('\n', '\n  ').trim()}\n- ${account('x').replaceAll('\n', '\n  ').trim()}\n`,
      ['Namespace//a', 'ServiceAccount/shop/x'],
    ],
    [
      'a typed list, whose items have no kind',
      'apiVersion: v1\nkind: NamespaceList\nitems:\n- metadata: {name: a}\n',
      ['Namespace//a'],
    ],
    [
      'dashes inside a block scalar, indented',
      `${namespace('a')}  annotations:\n    note: |\n      x\n      ---\n      y\n`,
      ['Namespace//a'],
    ],
  ])('%s', (_case, text, expected) => {
    const parsed = parseScenario(text);
    expect(names(parsed)).toEqual(expected);
    expect(codes(parsed)).toEqual([]);
    expect(parsed.manifests.map(({ full }) => text.slice(full.start, full.end)).join('')).toBe(text);
  });
});

describe('problems name a place and hide nothing else', () => {
  const good = namespace('good');
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1\n', 'document/yaml-syntax', '\tb: 1'],
    ['a bracket that never closes', 'a: [1,\n', 'document/yaml-syntax', ','],
    ['a scalar', 'hello\n', 'document/not-an-object', 'hello'],
    ['a list', '- 1\n- 2\n', 'document/not-an-object', '- 1\n- 2'],
    ['no kind', 'apiVersion: v1\nmetadata: {name: x}\n', 'document/missing-field', 'apiVersion: v1'],
    ['no name', 'apiVersion: v1\nkind: Namespace\nmetadata: {}\n', 'document/missing-field', 'metadata'],
    [
      'two equal keys',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, name: b}\n',
      'document/duplicate-key',
      'name',
    ],
    ['__proto__', `${namespace('x')}  __proto__: {a: 1}\n`, 'document/forbidden-key', '__proto__'],
    ['an alias to nothing', `${namespace('x')}  labels: *none\n`, 'document/unknown-alias', '*none'],
    ['an alias to itself', `${namespace('x')}  labels: &a {b: *a}\n`, 'document/alias-of-itself', '*a'],
    ['a bad merge', `${namespace('x')}  labels: {<<: 5}\n`, 'document/bad-merge', '5'],
    ['a mapping as key', `${namespace('x')}  labels: {{a: b}: c}\n`, 'document/bad-key', '{a: b}'],
    ['not a number', `${namespace('x')}  labels: {a: .nan}\n`, 'document/not-json', '.nan'],
    ['a value against its tag', `${namespace('x')}  labels: {a: !!int x}\n`, 'document/bad-tagged-value', 'x'],
    ['nesting', `a: ${'['.repeat(200)}${']'.repeat(200)}\n`, 'document/too-deep', undefined],
  ])('%s', (_case, text, code, marked) => {
    const stream = `${good}---\n${text}---\n${namespace('also')}`;
    const parsed = parseScenario(stream);
    const found = parsed.problems.find((problem) => problem.code === code);
    expect(found).toBeDefined();
    if (marked !== undefined) expect(stream.slice(found?.range?.start, found?.range?.end)).toBe(marked);
    expect(names(parsed)).toEqual(expect.arrayContaining(['Namespace//good', 'Namespace//also']));
  });

  test('an alias bomb is counted as if written out, and stops early', () => {
    const levels = Array.from({ length: 10 }, (_, at) =>
      at === 0
        ? 'l0: &l0 [a,a,a,a,a,a,a,a,a,a]'
        : `l${at}: &l${at} [${Array(10)
            .fill(`*l${at - 1}`)
            .join(',')}]`,
    );
    const parsed = parseScenario(`${levels.join('\n')}\n---\n${good}`);
    expect(codes(parsed)).toEqual(['document/alias-expansion']);
    expect(names(parsed)).toEqual(['Namespace//good']);
  });

  test('a huge paste keeps its text, simulates the first part and says so', () => {
    const text = `${good}---\n${'# padding\n'.repeat(2_000_000)}---\n${namespace('late')}`;
    const parsed = parseScenario(text);
    expect(parsed.text).toBe(text);
    expect(names(parsed)).toEqual(['Namespace//good']);
    expect(codes(parsed)).toEqual(['document/too-large']);
  });

  test('no prototype is touched', () => {
    parseScenario(
      `${namespace('x')}  labels: {__proto__: {polluted: 'yes'}, constructor: {prototype: {polluted: 'yes'}}}\n`,
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('one name twice', () => {
  test('the later wins, with a warning', () => {
    const labelled = namespace('shop', '  labels: {istio.io/dataplane-mode: ambient}\n');
    const parsed = parseScenario(`${namespace('shop')}---\n${labelled}`);
    expect(parsed.resources).toHaveLength(1);
    expect(parsed.resources[0]?.metadata.labels).toEqual({ 'istio.io/dataplane-mode': 'ambient' });
    expect(parsed.problems).toMatchObject([{ code: 'document/same-name', severity: 'warning', params: { line: 1 } }]);
  });

  test('a refused document replaces nothing', () => {
    const refused = namespace('shop', '  labels: {a: [1]}\n');
    expect(names(parseScenario(`${namespace('shop')}---\n${refused}`))).toEqual(['Namespace//shop']);
  });
});

describe('while typing', () => {
  const text = `${namespace('shop')}---\n${account('a')}---\n${account('b')}`;
  const before = parseScenario(text);

  test('an unchanged document keeps its objects', () => {
    const after = parseScenario(text.replace('name: b', 'name: c'), before);
    expect(after.resources[0]).toBe(before.resources[0]);
    expect(after.resources[1]).toBe(before.resources[1]);
    expect(names(after)[2]).toBe('ServiceAccount/shop/c');
  });

  test.each([
    ['broken YAML', text.replace('name: a', 'name: [a')],
    ['a refused value', text.replace('name: a\n', 'name: a\n  labels: {x: [1]}\n')],
    ['a name half deleted', text.replace('  name: a\n', '  name:\n')],
  ])('%s leaves the last good form, flagged', (_case, broken) => {
    const after = parseScenario(broken, before);
    expect(names(after)).toEqual(names(before));
    expect(after.stale).toEqual([{ kind: 'ServiceAccount', namespace: 'shop', name: 'a' }]);
    const still = parseScenario(broken.replace('shop', 'shop '), after);
    expect(still.stale).toHaveLength(1);
    expect(parseScenario(text, still).stale).toEqual([]);
  });

  test('a deleted document leaves no ghost', () => {
    const after = parseScenario(`${namespace('shop')}---\n${account('b')}`, before);
    expect(names(after)).toEqual(['Namespace//shop', 'ServiceAccount/shop/b']);
    expect(after.stale).toEqual([]);
  });
});
