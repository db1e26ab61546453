import { expect, test } from 'vitest';
import { parseScenario } from '../parseScenario.ts';

function mistakeIn(text: string): unknown {
  const found = parseScenario(text).problems.find(({ code }) => code === 'document/yaml-syntax');
  return (found?.params as { mistake?: unknown } | undefined)?.mistake;
}

test.each([
  ['a line that stands between two levels', 'a:\n  b: 1\n c: 2\n', 'indentation'],
  ['a second colon in a value', 'a: b: c\n', 'indentation'],
  ['a tab', 'a:\n\tb: 1\n', 'tab'],
  ['a mapping after a list', '- a\nb: 1\n', 'does-not-continue'],
  ['a key alone', 'a: 1\nlabels\nb: 1\n', 'no-colon'],
  ['a bracket that never closes', 'a: [1, 2\n', 'open-bracket'],
  ['double quotes that never close', 'a: "x\n', 'open-quote'],
  ['single quotes that never close', "a: 'x\n", 'open-quote'],
  ['two values side by side', 'a: ["x" "y"]\n', 'no-comma'],
  ['a comma before the first value', 'a: [,1]\n', 'stray-comma'],
  ['an escape that does not exist', 'a: "\\q"\n', 'escape'],
  ['a control character', 'a: \u0007\n', 'not-printable'],
  ['an anchor without a name', 'a: &\n', 'nameless-anchor'],
  ['what hardly anybody does', 'a: |0\n  x\n', 'other'],
])('%s', (_case, text, mistake) => {
  expect(mistakeIn(text)).toBe(mistake);
});
