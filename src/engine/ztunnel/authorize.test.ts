import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { authorizationPolicy, meshOf, workloadOf, worldWith } from '../dataplane/smallWorld.ts';
import { authorize } from './authorize.ts';

const dryRun = { annotations: { 'istio.io/dry-run': 'true' } };
const everybody = { rules: [{}] };
const denyAll = { action: 'DENY', ...everybody } as const;
const stranger = { rules: [{ from: [{ source: { namespaces: ['elsewhere'] } }] }] };

// Follows ztunnel src/state.rs assert_rbac.
describe('what a pod lets in', () => {
  test.each<readonly [string, readonly KubernetesResource[], string | undefined]>([
    ['a DENY that matches', [authorizationPolicy('app/p', denyAll)], 'app/p'],
    ['a DENY that is only tried out', [authorizationPolicy('app/p', denyAll, dryRun)], undefined],
    ['an ALLOW for others', [authorizationPolicy('app/p', stranger)], 'no-allow-matched'],
    ['an ALLOW for others that is only tried out', [authorizationPolicy('app/p', stranger, dryRun)], undefined],
    [
      'an ALLOW that is tried out admits nobody',
      [authorizationPolicy('app/p', stranger), authorizationPolicy('app/q', everybody, dryRun)],
      'no-allow-matched',
    ],
  ])('%s', (_case, policies, deniedBy) => {
    const mesh = meshOf(worldWith(...policies));
    const connection = {
      sourceIp: '10.1.0.1',
      identity: 'cluster.local/ns/app/sa/c',
      destinationIp: '10.1.0.2',
      destinationPort: 8080,
    };
    expect(authorize(mesh, workloadOf(mesh, 'app/s'), connection).deniedBy).toBe(deniedBy);
  });

  test.each([
    ['a DENY that would refuse', authorizationPolicy('app/p', denyAll, dryRun)],
    ['an ALLOW for others', authorizationPolicy('app/p', stranger, dryRun)],
  ])('where istiod sends policies that are tried out, %s refuses nobody', (_case, policy) => {
    const mesh = meshOf(worldWith(policy), { flags: { AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY: 'true' } });
    const connection = {
      sourceIp: '10.1.0.1',
      identity: 'cluster.local/ns/app/sa/c',
      destinationIp: '10.1.0.2',
      destinationPort: 8080,
    };
    const verdict = authorize(mesh, workloadOf(mesh, 'app/s'), connection);
    expect(mesh.policies.forWorkload(workloadOf(mesh, 'app/s'))).toHaveLength(1);
    expect(verdict.allowed).toBe(true);
    expect(verdict.dryRun).toEqual(policy.spec.action === 'DENY' ? ['app/p'] : []);
  });
});
