import { describe, expect, test } from 'vitest';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import { fieldAt, locate } from './locate.ts';
import { parseScenario } from './parseScenario.ts';

const text = `# the first
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: echo, namespace: shop}
  spec:
    ports:
    - name: http
      port: 80
    - name: 'grpc'
      port: 9000
    selector: &labels
      app: echo
- apiVersion: v1
  kind: ServiceAccount
  metadata:
    name: echo
    namespace: shop
    labels:
      <<: {team: web}
      x: z
`;
const parsed = parseScenario(text);
const shop: ResourceRef = { kind: 'Namespace', name: 'shop' };
const echo: ResourceRef = { kind: 'Service', namespace: 'shop', name: 'echo' };
const account: ResourceRef = { kind: 'ServiceAccount', namespace: 'shop', name: 'echo' };

describe('from a field to its place', () => {
  test.each<[string, ResourceRef, FieldPath, string]>([
    ['a value', shop, ['metadata', 'name'], 'shop'],
    ['nothing after a key', shop, ['metadata', 'labels'], 'labels'],
    ['below that', shop, ['metadata', 'labels', 'a'], 'labels'],
    ['a flow value', echo, ['metadata', 'namespace'], 'shop'],
    ['a list item', echo, ['spec', 'ports', 0], 'name: http\n      port: 80'],
    ['a quoted value', echo, ['spec', 'ports', 1, 'name'], "'grpc'"],
    ['beyond a list', echo, ['spec', 'ports', 7, 'name'], 'ports'],
    ['a field that is not there', echo, ['spec', 'type'], 'spec'],
    ['a merged value', account, ['metadata', 'labels', 'team'], 'web'],
    ['no such root', shop, ['spec', 'x'], 'apiVersion: v1'],
  ])('%s', (_case, resource, path, marked) => {
    const range = locate(parsed, { resource, path });
    expect(text.slice(range?.start, range?.end)).toBe(marked);
  });

  test('an object that is not in the text has no place', () => {
    expect(locate(parsed, { resource: { kind: 'Pod', namespace: 'a', name: 'b' }, path: [] })).toBeUndefined();
  });
});

describe('from a place to its field', () => {
  test.each<[string, string, ResourceRef, FieldPath]>([
    ['in a value', 'hop\n  labels', shop, ['metadata', 'name']],
    ['in a key', 'abels:\n---', shop, ['metadata', 'labels']],
    ['in a comment', 'e first', shop, []],
    ['in an item', 'rt: 9000', echo, ['spec', 'ports', 1, 'port']],
    ['in brackets', 'cho, namespace', echo, ['metadata', 'name']],
    ['in another item of the List', 'z\n', account, ['metadata', 'labels', 'x']],
  ])('%s', (_case, at, resource, path) => {
    expect(fieldAt(parsed, text.indexOf(at))).toEqual({ resource, path });
  });

  test('there is none between objects', () => {
    expect(fieldAt(parsed, text.indexOf('kind: List'))).toBeUndefined();
  });

  test('every field leads back to itself', () => {
    for (const { object } of parsed.objects) {
      const { ref } = object.read;
      if (ref === undefined) continue;
      for (const path of [['metadata', 'name'], ['kind']]) {
        const range = locate(parsed, { resource: ref, path });
        expect(fieldAt(parsed, range?.start ?? -1)).toEqual({ resource: ref, path });
      }
    }
  });
});
