import { describe, expect, test } from 'vitest';
import { readResource } from './readResource.ts';

const route = (spec: unknown) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'web', namespace: 'shop' },
  spec,
});

const policy = (spec: unknown) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec,
});

const service = (spec: unknown, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'echo', namespace: 'shop', ...metadata },
  spec,
});

const messages = (value: unknown) => readResource(value).problems.map(({ message }) => message);

test('fills in what the API server would', () => {
  const { resource } = readResource(route({ rules: [{ backendRefs: [{ name: 'v1', port: 80 }] }] }));
  expect(resource).toMatchObject({
    spec: {
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'v1', port: 80, weight: 1 }],
        },
      ],
    },
  });
});

test.each([
  [
    'a word for a list',
    route({ rules: 'x' }),
    'spec.rules: Invalid value: "string": spec.rules in body must be of type array: "string"',
  ],
  [
    'a word for a number',
    route({ parentRefs: [{ name: 'g', port: '80' }] }),
    'spec.parentRefs[0].port: Invalid value: "string": spec.parentRefs[0].port in body must be of type integer: "string"',
  ],
  ['an unknown field', policy({ rulez: [] }), 'unknown field "spec.rulez"'],
  [
    'an unknown word',
    policy({ action: 'PERMIT' }),
    'spec.action: Unsupported value: "PERMIT": supported values: "ALLOW", "DENY", "AUDIT", "CUSTOM"',
  ],
  [
    'a missing field',
    route({ rules: [{ backendRefs: [{ port: 80 }] }] }),
    'spec.rules[0].backendRefs[0].name: Required value',
  ],
  [
    'a number out of bounds',
    route({ rules: [{ retry: { attempts: 0 } }] }),
    'spec.rules[0].retry.attempts: Invalid value: 0: spec.rules[0].retry.attempts in body should be greater than or equal to 1',
  ],
  [
    'a broken condition',
    route({ rules: [{ backendRefs: [{ name: 'v1' }] }] }),
    'spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference',
  ],
  [
    'a label that is no text',
    service({ clusterIP: 'None' }, { labels: { a: true } }),
    'json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string',
  ],
  [
    'a nothing in a list',
    policy({ rules: [null] }),
    'spec.rules[0]: Invalid value: "null": spec.rules[0] in body must be of type object: "null"',
  ],
])('says %s as the API server does', (_case, value, expected) => {
  expect(messages(value)).toEqual([expected]);
});

test.each([
  ['a Service without ports', service({}), 'spec.ports: Required value'],
  [
    'a label value with a blank',
    service({ clusterIP: 'None' }, { labels: { a: 'b c' } }),
    'metadata.labels: Invalid value: "b c": a valid label must be',
  ],
  [
    'a number for a port name',
    service({ ports: [{ port: 80, targetPort: '80' }] }),
    'spec.ports[0].targetPort: Invalid value: "80": must contain at least one letter (a-z)',
  ],
  [
    'a long port name',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ ports: [{ name: 'a-very-long-port', containerPort: 80 }] }] },
    },
    'spec.containers[0].ports[0].name: Invalid value: "a-very-long-port": must be no more than 15 bytes',
  ],
  [
    'a namespace with a dot',
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a.b' } },
    'metadata.name: Invalid value: "a.b": a lowercase RFC 1123 label must consist',
  ],
  [
    'a Service that begins with a digit',
    service({ clusterIP: 'None' }, { name: '1a' }),
    'metadata.name: Invalid value: "1a": a DNS-1035 label must consist',
  ],
])('Kubernetes’ own checks: %s', (_case, value, expected) => {
  const said = messages(value);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(expected);
});

test('conditions wait until the structure is sound', () => {
  const value = route({ rules: [{ matches: [{ method: 'FETCH' }], backendRefs: [{ name: 'v1' }] }] });
  expect(readResource(value).problems.map(({ code }) => code)).toEqual(['admission/unsupported-value']);
});

test('a refused object whose types are sound is still read', () => {
  expect(readResource(route({ rules: [{ backendRefs: [{ name: 'v1' }] }] })).resource).toBeDefined();
  expect(readResource(route({ rules: 'x' })).resource).toBeUndefined();
});

test('nulls stand for absent fields', () => {
  const { resource, problems } = readResource(policy({ rules: null, selector: null }));
  expect(problems).toEqual([]);
  expect(resource).toMatchObject({ spec: {} });
});

describe('names', () => {
  test.each([
    ['no namespace', { name: 'a' }, { kind: 'Service', namespace: 'default', name: 'a' }],
    ['a namespace', { name: 'a', namespace: 'b' }, { kind: 'Service', namespace: 'b', name: 'a' }],
    ['no name', { namespace: 'b' }, undefined],
  ])('%s', (_case, metadata, ref) => {
    expect(readResource({ apiVersion: 'v1', kind: 'Service', metadata }).ref).toEqual(ref);
  });

  test('cluster-scoped kinds have no namespace', () => {
    const read = readResource({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', namespace: 'b' } });
    expect(read.ref).toEqual({ kind: 'Namespace', name: 'a' });
    expect(read.resource?.metadata).toEqual({ name: 'a' });
  });
});

test.each([
  ['a kind nobody simulates', { apiVersion: 'x.io/v1', kind: 'Thing', metadata: { name: 'a' } }, true],
  ["Istio's own Gateway", { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'a' } }, true],
  ['a kind that is kept', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }, undefined],
])('%s', (_case, value, unknownKind) => {
  expect(readResource(value).unknownKind).toBe(unknownKind);
});

test('a version that is not served', () => {
  const value = { ...route({}), apiVersion: 'gateway.networking.k8s.io/v2' };
  expect(messages(value)).toEqual(['no matches for kind "HTTPRoute" in version "gateway.networking.k8s.io/v2"']);
});

test('the standard channel lacks what is experimental', () => {
  const value = route({ rules: [{ retry: { attempts: 2 } }] });
  expect(readResource(value, 'standard').problems.map(({ code }) => code)).toEqual(['admission/unknown-field']);
  expect(readResource(value, 'experimental').problems).toEqual([]);
});

describe('hostile documents', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('the key %s', (key) => {
    const labels: unknown = JSON.parse(`{"${key}": "x"}`);
    const read = readResource(service({ clusterIP: 'None' }, { labels }));
    expect(read.problems.map(({ code }) => code)).toEqual(['admission/reserved-key']);
    expect(read.resource).toBeUndefined();
  });

  test('a small text that is a huge tree', () => {
    let bomb: unknown = 'x';
    for (let level = 0; level < 30; level += 1) bomb = [bomb, bomb];
    const read = readResource({
      apiVersion: 'extensions.istio.io/v1alpha1',
      kind: 'WasmPlugin',
      metadata: { name: 'a' },
      spec: { url: 'oci://x', pluginConfig: { bomb } },
    });
    expect(read.problems.map(({ code }) => code)).toEqual(['admission/too-large']);
  });

  test.each([undefined, null, 1, 'x', [], {}])('%j is no object', (value) => {
    const read = readResource(value);
    expect(read.resource).toBeUndefined();
    expect(read.problems).toHaveLength(1);
  });
});
