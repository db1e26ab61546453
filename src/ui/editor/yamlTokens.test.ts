import { describe, expect, test } from 'vitest';
import { firstLineState, tokenizeYamlLine, type YamlLineState } from './yamlTokens.ts';

function kinds(line: string, state: YamlLineState = firstLineState): readonly string[] {
  return tokenizeYamlLine(line, state)
    .tokens.filter(({ text }) => text.trim() !== '')
    .map(({ kind, text }) => `${kind} ${text.trim()}`);
}

test.each([
  ['a key and a word', 'kind: Service', ['key kind', 'plain :', 'plain Service']],
  ['a key alone', '  metadata:', ['key metadata', 'plain :']],
  ['a label', '    istio.io/use-waypoint: w', ['key istio.io/use-waypoint', 'plain :', 'plain w']],
  ['a list item with a key', '  - name: echo', ['plain -', 'key name', 'plain :', 'plain echo']],
  ['a quoted text', 'group: ""', ['key group', 'plain :', 'string ""']],
  ['a quoted key', '"a b": 1', ['key "a b"', 'plain :', 'number 1']],
  ['a number', 'weight: 90', ['key weight', 'plain :', 'number 90']],
  ['an address is no number', 'ip: 10.0.2.11', ['key ip', 'plain :', 'plain 10.0.2.11']],
  ['a truth value', 'ambient: true', ['key ambient', 'plain :', 'number true']],
  ['a URL is no key', '- http://echo.shop/', ['plain -', 'plain http://echo.shop/']],
  ['a comment', '# a: b', ['comment # a: b']],
  ['a comment behind a value', 'port: 80 # http', ['key port', 'plain :', 'number 80', 'comment # http']],
  ['a # inside a word', 'color: a#b', ['key color', 'plain :', 'plain a#b']],
  ['a document mark', '---', ['mark ---']],
])('%s', (_case, line, expected) => {
  expect(kinds(line)).toEqual(expected);
});

test('the texts of the tokens are the line', () => {
  const line = `  - {name: "a", 'b': [1, two]} # end`;
  expect(
    tokenizeYamlLine(line, firstLineState)
      .tokens.map(({ text }) => text)
      .join(''),
  ).toBe(line);
});

describe('a block scalar', () => {
  const after = (line: string, state = firstLineState) => tokenizeYamlLine(line, state).next;

  test('is text as long as it is indented deeper', () => {
    const inside = after('  script: |');
    expect(kinds('    kind: Service', inside)).toEqual(['string kind: Service']);
    expect(after('', inside)).toEqual(inside);
    expect(kinds('  next: 1', inside)).toEqual(['key next', 'plain :', 'number 1']);
  });

  test('may fold, keep and say its indentation', () => {
    expect(after('a: >-').blockParent).toBe(0);
    expect(after('- |2+').blockParent).toBe(0);
    expect(after('a: b').blockParent).toBeUndefined();
  });
});

test('a very long line is not coloured', () => {
  expect(kinds(`a: ${'x: '.repeat(2000)}`)).toHaveLength(1);
});
