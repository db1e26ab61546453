import { expect, test } from 'vitest';
import { describeField, fieldsWithin } from './describeField.ts';

const route = ['gateway.networking.k8s.io/v1', 'HTTPRoute'] as const;
const policy = ['security.istio.io/v1', 'AuthorizationPolicy'] as const;

test.each([
  [
    'words',
    describeField(...policy, ['spec', 'action']),
    { type: 'string', words: ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'] },
  ],
  [
    'through lists',
    describeField(...route, ['spec', 'rules', 0, 'backendRefs', 1, 'weight']),
    { field: 'spec.rules.backendRefs.weight', type: 'integer', default: 1, minimum: 0, maximum: 1_000_000 },
  ],
  [
    'through maps',
    describeField('security.istio.io/v1', 'PeerAuthentication', ['spec', 'portLevelMtls', '80', 'mode']),
    { field: 'spec.portLevelMtls.mode' },
  ],
  ['what must be there', describeField(...route, ['metadata', 'name']), { required: true }],
  [
    'what only experimental definitions have',
    describeField(...route, ['spec', 'rules', 0, 'retry']),
    { experimental: true, type: 'object' },
  ],
])('%s', (_case, described, expected) => {
  expect(described).toMatchObject(expected);
});

test.each([
  ['a field that is not there', describeField(...policy, ['spec', 'constructor'])],
  ['an index into an object', describeField(...policy, ['spec', 0])],
  ['a kind that is only kept', describeField('a.b/v1', 'C', ['spec'])],
])('nothing for %s', (_case, described) => {
  expect(described).toBeUndefined();
});

test('what can be written inside an object', () => {
  const names = fieldsWithin(...policy, ['spec', 'rules', 0]).map(({ name, field }) => [name, field]);
  expect(names).toEqual([
    ['from', 'spec.rules.from'],
    ['to', 'spec.rules.to'],
    ['when', 'spec.rules.when'],
  ]);
});
