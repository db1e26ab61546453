import { expect, test } from 'vitest';
import { readLua } from './luaHeaders.ts';

test.each([
  [
    'one header',
    'function envoy_on_request(h)\n  h:headers():add("x-a", "1")\nend\n',
    [{ kind: 'add', name: 'x-a', value: '1' }],
  ],
  [
    'several statements',
    "function envoy_on_request(handle)\n -- note\n handle:headers():replace('a', 'b'); handle:headers():remove(\"c\")\nend",
    [
      { kind: 'replace', name: 'a', value: 'b' },
      { kind: 'remove', name: 'c' },
    ],
  ],
  ['nothing', 'function envoy_on_request(h) end', []],
  ['a computed value', 'function envoy_on_request(h)\n h:headers():add("x", os.time())\nend', undefined],
  ['another object', 'function envoy_on_request(h)\n g:headers():add("x", "1")\nend', undefined],
  ['a response function', 'function envoy_on_response(h)\n h:headers():add("x", "1")\nend', undefined],
])('%s', (_case, script, expected) => {
  expect(readLua(script)).toEqual(expected);
});
