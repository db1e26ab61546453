import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { resolveFor } from '../dataplane/caller.ts';
import { meshOf, namespace, pod, service, serviceEntry, workloadOf, worldWith } from '../dataplane/smallWorld.ts';
import { seededRandom } from '../random.ts';

function ask(from: string, name: string, extra: readonly KubernetesResource[] = []): string {
  const mesh = meshOf(worldWith(...extra));
  const answer = resolveFor(mesh, workloadOf(mesh, from), name, seededRandom(1));
  return answer.kind === 'address' ? `${answer.ip} ${answer.by}` : answer.kind;
}

const headless = service('app/hl', 'None', { selector: { app: 's' } });
const ports = [{ number: 80, name: 'http', protocol: 'HTTP' }];
const entry = (host: string, more: object = {}) =>
  serviceEntry('app/e', { hosts: [host], ports, resolution: 'STATIC', endpoints: [{ address: '10.9.9.9' }], ...more });
const external = service('app/ext', '', { spec: { type: 'ExternalName', externalName: 'svc.app.svc.cluster.local' } });
const named = pod('app/s', '10.1.0.2', { spec: { hostname: 's-0', subdomain: 'hl' } });

// Follows ztunnel src/dns/server.rs tests and the Kubernetes DNS specification.
describe('names', () => {
  test.each<readonly [string, string, string, readonly KubernetesResource[], string]>([
    ['a Service of the own namespace', 'app/c', 'svc', [], '10.96.0.10 dns-proxy'],
    ['with its namespace', 'app/c', 'svc.app', [], '10.96.0.10 dns-proxy'],
    ['with svc', 'app/c', 'svc.app.svc', [], '10.96.0.10 dns-proxy'],
    ['in full', 'app/c', 'svc.app.svc.cluster.local', [], '10.96.0.10 dns-proxy'],
    ['by an uncaptured pod', 'out/u', 'svc.app', [], '10.96.0.10 cluster-dns'],
    ['the short name of another namespace', 'out/u', 'svc', [], 'no-such-name'],
    ['a headless Service', 'app/c', 'hl', [headless], '10.1.0.2 dns-proxy'],
    [
      'a headless Service without ready pods',
      'app/c',
      'hl',
      [headless, pod('app/s', '10.1.0.2', { ready: false })],
      'no-address',
    ],
    ['a pod of a headless Service', 'app/c', 's-0.hl', [headless, named], '10.1.0.2 cluster-dns'],
    ['an external name', 'app/c', 'ext', [external], '10.96.0.10 cluster-dns'],
    [
      'the host of a ServiceEntry',
      'app/c',
      'api.example',
      [entry('api.example', { addresses: ['240.1.1.1'] })],
      '240.1.1.1 dns-proxy',
    ],
    ['a host without address', 'app/c', 'api.example', [entry('api.example', { resolution: 'NONE' })], 'no-such-name'],
    [
      'a wildcard host with an address',
      'app/c',
      'a.b.example',
      [entry('*.b.example', { addresses: ['240.1.1.1'] })],
      '240.1.1.1 dns-proxy',
    ],
    [
      'the host of a ServiceEntry, uncaptured',
      'out/u',
      'api.example',
      [entry('api.example', { addresses: ['240.1.1.1'] })],
      'no-such-name',
    ],
    [
      'without DNS capture',
      'app/c',
      'api.example',
      [entry('api.example'), pod('app/c', '10.1.0.1', { annotations: { 'ambient.istio.io/dns-capture': 'false' } })],
      'no-such-name',
    ],
    [
      'an entry of the own namespace takes over a name',
      'app/c',
      'x.out.svc.cluster.local',
      [service('out/x', '10.96.0.20'), entry('x.out.svc.cluster.local', { addresses: ['240.1.1.1'] })],
      '240.1.1.1 dns-proxy',
    ],
    [
      'a pod of the node network asks its node',
      'out/h',
      'svc.app',
      [pod('out/h', '172.18.0.9', { spec: { hostNetwork: true } })],
      'no-such-name',
    ],
    [
      'unless its DNS policy says otherwise',
      'out/h',
      'svc.app',
      [pod('out/h', '172.18.0.9', { spec: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } })],
      '10.96.0.10 cluster-dns',
    ],
  ])('%s', (_case, from, name, extra, expected) => {
    expect(ask(from, name, extra)).toBe(expected);
  });

  test('istiod allocates an address of its own range for a host without one', () => {
    expect(ask('app/c', 'api.example', [entry('api.example')])).toMatch(/^240\.240\.\d+\.\d+ dns-proxy$/);
  });

  test('an allocated address that is stated is believed', () => {
    const stated = { ...entry('api.example'), status: { addresses: [{ value: '240.240.3.1', host: 'api.example' }] } };
    expect(ask('app/c', 'api.example', [stated])).toBe('240.240.3.1 dns-proxy');
  });

  test('an entry that only its namespace sees has no name elsewhere', () => {
    const meshConfig = { serviceEntryVisibility: { defaultVisibility: 'NAMESPACE' } };
    const world = worldWith(namespace('out', { 'istio.io/dataplane-mode': 'ambient' }), entry('api.example'));
    const mesh = meshOf(world, { meshConfig });
    const from = (name: string) => resolveFor(mesh, workloadOf(mesh, name), 'api.example', seededRandom(1)).kind;
    expect([from('app/c'), from('out/u')]).toEqual(['address', 'no-such-name']);
  });

  test.each([
    ['httpbin.org', true],
    ['api.partner.example', false],
    ['single', false],
    ['a.svc', false],
    ['bad_.-name.org', false],
  ])('the public DNS knows %s: %s', (name, expected) => {
    expect(ask('out/u', name).endsWith('public-dns')).toBe(expected);
  });
});
