import { describe, expect, test } from 'vitest';
import type { MeshService } from '../mesh/mesh.ts';
import { meshOf, node, pod, service, workloadOf, worldWith } from '../dataplane/smallWorld.ts';
import { seededRandom } from '../random.ts';
import { loadBalance } from './loadBalance.ts';

const mesh = meshOf(
  worldWith(
    node('n1', 'z1', 'r1'),
    node('n2', 'z2', 'r1'),
    node('n3', 'z1', 'r2'),
    pod('app/s', '10.1.0.2', { node: 'n2' }),
    pod('app/s2', '10.1.0.3', { labels: { app: 's' }, node: 'n3' }),
    service('app/svc', '10.96.0.10', { selector: { app: 's' } }),
  ),
);
const source = workloadOf(mesh, 'app/c');
const svc = mesh.services.byAddress('10.96.0.10', 'app') as MeshService;

function drawn(loadBalancing: Partial<MeshService['loadBalancing']>): readonly string[] {
  const asked = { ...svc, loadBalancing: { ...svc.loadBalancing, ...loadBalancing } };
  const names = Array.from({ length: 40 }, (_, seed) => {
    return loadBalance(asked, 80, source, seededRandom(seed)).endpoint?.workload.name ?? 'none';
  });
  return [...new Set(names)].sort();
}

// Follows ztunnel src/state.rs load_balance: the caller is in r1/z1, `s` in r1/z2, `s2` in r2/z1.
describe('which endpoints are near enough', () => {
  test.each([
    ['all without a mode', { mode: 'STANDARD', scopes: [] }, ['s', 's2']],
    ['every scope has to agree', { mode: 'STRICT', scopes: ['REGION', 'ZONE'] }, ['none']],
    ['a scope that agrees', { mode: 'STRICT', scopes: ['REGION'] }, ['s']],
    ['a later scope counts for nothing without the first', { mode: 'FAILOVER', scopes: ['REGION', 'ZONE'] }, ['s']],
    ['no scope agrees', { mode: 'FAILOVER', scopes: ['NODE'] }, ['s', 's2']],
  ] as const)('%s', (_case, loadBalancing, expected) => {
    expect(drawn(loadBalancing)).toEqual(expected);
  });
});

test('an endpoint without capacity is never drawn', () => {
  const endpoints = svc.endpoints.map((each) => ({ ...each, capacity: each.workload.name === 's' ? 0 : 2 }));
  const names = Array.from({ length: 40 }, (_, seed) => {
    return loadBalance({ ...svc, endpoints }, 80, source, seededRandom(seed)).endpoint?.workload.name;
  });
  expect(new Set(names)).toEqual(new Set(['s2']));
});
