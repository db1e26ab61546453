import { expect, test } from 'vitest';
import { fieldHover } from './fieldHover.ts';

const lines = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: echo
spec:
  rules:
    - backendRefs:
        - name: echo-v1
          port: 80
          wait: 90
`.split('\n');

const texts = { HTTPRoute: { 'spec.rules.backendRefs.port': 'The port of the Service.' } };

test('a key is described by the schema of its kind and by the text about it', () => {
  expect(fieldHover(lines, 8, 12, texts)).toMatchObject({
    field: 'spec.rules.backendRefs.port',
    type: 'integer',
    text: 'The port of the Service.',
    start: 10,
    end: 14,
  });
});

test('a key behind the dashes of a list is one as well', () => {
  expect(fieldHover(lines, 6, 8, texts)).toMatchObject({ field: 'spec.rules.backendRefs', type: 'list' });
});

test.each([
  ['a value', 8, 16],
  ['a field that the kind does not have', 9, 12],
  ['an empty line', 10, 0],
  ['beyond the text', 40, 0],
])('nothing is said of %s', (_, line, column) => {
  expect(fieldHover(lines, line, column, texts)).toBeUndefined();
});
