import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { legsOf, meshOf, pod, send, service, worldWith, type ServiceOptions } from '../dataplane/smallWorld.ts';

const near = pod('app/near', '10.1.0.11', { labels: { app: 's' }, node: 'n1' });
const svc = (spec: ServiceOptions['spec'] = {}) => service('app/svc', '10.96.0.10', { selector: { app: 's' }, spec });
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** Where connections of `out/u` on node n1 to the service end up. */
function reached(...extra: readonly KubernetesResource[]): readonly string[] {
  const mesh = meshOf(worldWith(...extra));
  const ends = seeds.map((seed) => {
    const trace = send(mesh, 'out/u', 'http://svc.app/', {}, seed);
    return legsOf(trace)[0] ?? trace.verdict.decidedBy.reason.code;
  });
  return [...new Set(ends)].sort();
}

const unready = (name: string, ip: string) => pod(name, ip, { labels: { app: 's' }, ready: false });

// Follows kubernetes pkg/proxy/topology.go CategorizeEndpoints.
describe('a service address outside the mesh', () => {
  test.each<readonly [string, readonly KubernetesResource[], readonly string[]]>([
    ['any ready pod', [near], ['plaintext 10.1.0.11:8080', 'plaintext 10.1.0.2:8080']],
    ['unready pods are left out', [unready('app/near', '10.1.0.11')], ['plaintext 10.1.0.2:8080']],
    [
      'unless they are published',
      [unready('app/s', '10.1.0.2'), svc({ publishNotReadyAddresses: true })],
      ['plaintext 10.1.0.2:8080'],
    ],
    ['none ready', [unready('app/s', '10.1.0.2')], ['kubernetes/no-ready-endpoint']],
    ['pods of the own node only', [near, svc({ internalTrafficPolicy: 'Local' })], ['plaintext 10.1.0.11:8080']],
    ['none on the own node', [svc({ internalTrafficPolicy: 'Local' })], ['kubernetes/no-local-endpoint']],
  ])('%s', (_case, extra, expected) => {
    expect(reached(...extra)).toEqual(expected);
  });

  test('the leg is the endpoint: inside the node there is none', () => {
    const trace = send(meshOf(worldWith()), 'out/u', 'http://svc.app/');
    expect(trace.hops.map(({ phase, leg }) => [phase, leg?.address])).toEqual([
      ['app', undefined],
      ['kube-proxy', '10.1.0.2:8080'],
      ['inbound-passthrough', undefined],
      ['app', undefined],
    ]);
  });

  test('a host port leads into the pod', () => {
    const open = { containers: [{ name: 'app', ports: [{ containerPort: 8080, hostPort: 9000, protocol: 'TCP' }] }] };
    const stated = pod('app/s', '10.1.0.2', { spec: open });
    const placed = { ...stated, status: { ...stated.status, hostIP: '172.18.0.7' } };
    expect(legsOf(send(meshOf(worldWith(placed)), 'out/u', 'http://172.18.0.7:9000/'))).toEqual([
      'plaintext 10.1.0.2:8080',
    ]);
  });
});
