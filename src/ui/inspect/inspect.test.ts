import { expect, test } from 'vitest';
import { emptyMeshSummary, type MeshSummary, type WorkloadSummary } from '#model/meshSummary.ts';
import { attachmentsOf, editedRef, inspected } from './inspected.ts';
import { participationCause } from './participationCause.ts';

const ref = { kind: 'Pod', namespace: 'shop', name: 'echo-1' };
const origin = { kind: 'Deployment', namespace: 'shop', name: 'echo' };
const service = { kind: 'Service', namespace: 'shop', name: 'echo' };
const workload: WorkloadSummary = {
  ref,
  origin,
  namespace: 'shop',
  name: 'echo-1',
  serviceAccount: 'echo',
  addresses: [],
  node: 'node-a',
  ready: true,
  participation: 'captured',
  hbone: false,
  hostNetwork: false,
  ports: [],
  labels: {},
};
const summary: MeshSummary = {
  ...emptyMeshSummary,
  namespaces: [{ name: 'shop', declared: true, ambient: true }],
  workloads: [workload],
  services: [
    {
      ref: service,
      namespace: 'shop',
      name: 'echo',
      hostname: 'echo.shop.svc.cluster.local',
      addresses: [],
      ports: [],
      endpoints: [{ workload: ref, ready: true }],
      headless: false,
    },
  ],
  attachments: [
    { ref: { kind: 'HTTPRoute', namespace: 'shop', name: 'r' }, targets: [service], enforcedBy: 'waypoint' },
  ],
};

test('a pod that a Deployment made is changed there, and found by either name', () => {
  expect(editedRef(inspected(summary, ref), ref)).toEqual(origin);
  expect(inspected(summary, origin).kind).toBe('workload');
});

test('what is attached to a service speaks of the pods behind it', () => {
  expect(attachmentsOf(summary, ref).map((attachment) => attachment.ref.name)).toEqual(['r']);
});

test.each<[string, Partial<WorkloadSummary>, boolean, string]>([
  ['its namespace', {}, true, 'namespace'],
  ['its own label', { labels: { 'istio.io/dataplane-mode': 'ambient' } }, false, 'pod-label'],
  ['it opts out', { participation: 'outside', labels: { 'istio.io/dataplane-mode': 'none' } }, true, 'pod-label'],
  ['its namespace does not ask', { participation: 'outside' }, false, 'namespace-without'],
  ['the network of its node', { participation: 'outside', hostNetwork: true }, true, 'host-network'],
  ['a sidecar', { participation: 'sidecar' }, true, 'sidecar'],
  ['none of these', { participation: 'outside' }, true, 'other'],
])('why a pod takes part: %s', (_case, part, ambient, kind) => {
  const namespaces = [{ name: 'shop', declared: true, ambient }];
  expect(participationCause({ ...workload, ...part }, namespaces).kind).toBe(kind);
});
