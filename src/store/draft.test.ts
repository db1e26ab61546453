import { expect, test } from 'vitest';
import type { Compiled } from '#model/compiled.ts';
import { emptyMeshSummary, type ServiceSummary, type WorkloadSummary } from '#model/meshSummary.ts';
import { draftOf, emptyDraft } from './draft.ts';

function workload(name: string, more: Partial<WorkloadSummary> = {}): WorkloadSummary {
  const [namespace = '', own = ''] = name.split('/');
  return {
    ref: { kind: 'Pod', namespace, name: own },
    namespace,
    name: own,
    serviceAccount: 'default',
    addresses: [],
    node: 'node-a',
    ready: true,
    participation: 'captured',
    hbone: true,
    hostNetwork: false,
    ports: [],
    labels: {},
    ...more,
  };
}

function service(name: string, port: number, behind: string): ServiceSummary {
  const [namespace = '', own = ''] = name.split('/');
  return {
    ref: { kind: 'Service', namespace, name: own },
    namespace,
    name: own,
    hostname: `${own}.${namespace}.svc.cluster.local`,
    addresses: [],
    ports: [{ port, protocol: 'HTTP' }],
    endpoints: [{ workload: workload(behind).ref, ready: true }],
    headless: false,
  };
}

function compiled(workloads: readonly WorkloadSummary[], services: readonly ServiceSummary[] = []): Compiled {
  return {
    revision: 1,
    spec: { requests: [] } as unknown as Compiled['spec'],
    summary: { ...emptyMeshSummary, workloads, services },
    manifests: [],
    diagnostics: [],
    stale: [],
  };
}

const gateway = { kind: 'Gateway', namespace: 'shop', name: 'waypoint' };
const mesh = compiled(
  [
    workload('kube-system/coredns'),
    workload('shop/waypoint-1', { gateway, participation: 'waypoint' }),
    workload('shop/cart'),
    workload('shop/pay'),
  ],
  [
    service('kube-system/kube-dns', 53, 'kube-system/coredns'),
    service('shop/waypoint', 15008, 'shop/waypoint-1'),
    service('shop/pay', 8000, 'shop/pay'),
  ],
);

test('the first guess is an ordinary call, not one of the mesh or the cluster itself', () => {
  expect(draftOf(emptyDraft, mesh)).toMatchObject({ from: 'shop/cart', to: 'http://pay.shop:8000/' });
});

test('a draft whose caller is still there stays, whatever else changed', () => {
  const draft = { ...emptyDraft, from: 'shop/cart', to: 'http://nowhere/' };
  expect(draftOf(draft, mesh, compiled([workload('shop/cart')]))).toBe(draft);
});

test('what was typed and never was a caller stays', () => {
  const draft = { ...emptyDraft, from: 'shop/ca', to: '' };
  expect(draftOf(draft, mesh, mesh)).toBe(draft);
});

test('a caller that got another name is followed', () => {
  const draft = { ...emptyDraft, from: 'shop/cart', to: 'http://pay.shop/', method: 'POST' };
  const after = compiled([workload('shop/cart2'), workload('shop/pay')]);
  expect(draftOf(draft, after, mesh)).toEqual({ ...draft, from: 'shop/cart2' });
});

test('another document begins with a request of its own', () => {
  const draft = { ...emptyDraft, from: 'clients/curl', to: 'http://gone.old/', method: 'POST' };
  expect(draftOf(draft, mesh, compiled([workload('clients/curl')]))).toMatchObject({
    from: 'shop/cart',
    to: 'http://pay.shop:8000/',
    method: 'GET',
  });
});
