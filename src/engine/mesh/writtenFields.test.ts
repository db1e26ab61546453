import { expect, test } from 'vitest';
import { readResource } from '#model/kubernetes/readResource.ts';
import { fieldLocator, statedResources } from './fieldLocator.ts';
import { writtenFields } from './writtenFields.ts';

const route = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'r', namespace: 'app' },
  spec: { parentRefs: [{ name: 's' }], rules: [{ backendRefs: [{ name: 's', port: 80 }] }, { matches: [{}] }] },
};
const reads = [readResource(route)];
const stated = reads.flatMap(({ resource }) => resource ?? []);
const fields = writtenFields(fieldLocator(statedResources(stated), new Map()), reads);

test.each([
  ['spec.rules.0.backendRefs.0.port', 'spec.rules.0.backendRefs.0.port'],
  ['spec.rules.0.backendRefs.0.weight', 'spec.rules.0.backendRefs.0'],
  ['spec.rules.0.matches.0.path.value', 'spec.rules.0'],
  ['spec.rules.1.matches.0.path.value', 'spec.rules.1.matches.0'],
  ['spec.rules.2', undefined],
])('%s leads to %s', (asked, found) => {
  const path = asked.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const resource = { kind: 'HTTPRoute', namespace: 'app', name: 'r' };
  expect(fields.locate({ resource, path })?.path.join('.')).toBe(found);
});
