import { expect, test } from 'vitest';
import { readSession } from './carriedSession.ts';

const request = { from: 'a/b', to: 'http://c', method: 'GET' };

test.each<readonly [string, unknown, unknown]>([
  [
    'an example',
    { text: 'x', origin: { kind: 'example', slug: 's' }, request },
    { text: 'x', origin: { kind: 'example', slug: 's' }, request },
  ],
  [
    'a scenario of one’s own',
    { text: '', origin: { kind: 'own', id: '1' }, request },
    { text: '', origin: { kind: 'own', id: '1' }, request },
  ],
  [
    'a blank page without a request',
    { text: '', origin: { kind: 'blank' } },
    { text: '', origin: { kind: 'blank' }, request: { from: '', to: '', method: '' } },
  ],
  ['a link, which its address opens', { text: 'x', origin: { kind: 'link' }, request }, undefined],
  ['another version', { yaml: 'x' }, undefined],
  ['a text that is no text', { text: 1, origin: { kind: 'blank' } }, undefined],
  ['nothing', null, undefined],
])('%s', (_, kept, expected) => {
  expect(readSession(kept)).toEqual(expected);
});
