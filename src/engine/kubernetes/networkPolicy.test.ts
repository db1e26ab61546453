import { describe, expect, test } from 'vitest';
import type { KubernetesResource, NetworkPolicy } from '#model/kubernetes/kinds.ts';
import { ambient, meshOf, namespace, pod, send, service, waypoint, worldWith } from '../dataplane/smallWorld.ts';
import { meshDiagnostics } from '../diagnostics/meshDiagnostics.ts';

type Spec = Partial<NetworkPolicy['spec']>;

function networkPolicy(name: string, spec: Spec): NetworkPolicy {
  const [home = '', own = ''] = name.split('/');
  const metadata = { name: own, namespace: home };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: { podSelector: { matchLabels: { app: 's' } }, ...spec },
  };
}

const tcp = (...ports: readonly (number | string)[]) => ports.map((port) => ({ protocol: 'TCP', port }));
const ingress = (...ports: readonly (number | string)[]): Spec => ({ ingress: [{ ports: tcp(...ports) }] });
const fromLabel = (app: string): Spec => ({
  ingress: [{ from: [{ podSelector: { matchLabels: { app } } }], ports: tcp(15008) }],
});

/** How a call over HBONE and one in plaintext end. */
function outcomes(...extra: readonly KubernetesResource[]): readonly string[] {
  const mesh = meshOf(worldWith(...extra));
  return ['app/c', 'out/u'].map((from) => {
    const { verdict } = send(mesh, from, 'http://svc.app');
    return verdict.kind === 'delivered' ? 'delivered' : verdict.client;
  });
}

// Follows NetworkPolicySpec of the Kubernetes API; the port of the tunnel is Istio's.
describe('what the network of the destination sees', () => {
  test.each<readonly [string, readonly KubernetesResource[], readonly string[]]>([
    ['no policy', [], ['delivered', 'delivered']],
    [
      'a policy for other pods',
      [networkPolicy('app/p', { podSelector: { matchLabels: { app: 'x' } } })],
      ['delivered', 'delivered'],
    ],
    ['a policy of another namespace', [networkPolicy('out/p', {})], ['delivered', 'delivered']],
    ['nothing allowed', [networkPolicy('app/p', {})], ['reset', 'timeout']],
    ['every pod selected', [networkPolicy('app/p', { podSelector: {} })], ['reset', 'timeout']],
    ['the port of the application', [networkPolicy('app/p', ingress(8080))], ['reset', 'delivered']],
    ['the port of the tunnel', [networkPolicy('app/p', ingress(15008))], ['delivered', 'timeout']],
    ['both ports', [networkPolicy('app/p', ingress(8080, 15008))], ['delivered', 'delivered']],
    [
      'two policies add up',
      [networkPolicy('app/p', ingress(8080)), networkPolicy('app/q', ingress(15008))],
      ['delivered', 'delivered'],
    ],
    ['the port of the Service', [networkPolicy('app/p', ingress(80))], ['reset', 'timeout']],
    [
      'a range of ports',
      [networkPolicy('app/p', { ingress: [{ ports: [{ protocol: 'TCP', port: 8000, endPort: 8090 }] }] })],
      ['reset', 'delivered'],
    ],
    [
      'UDP alone',
      [networkPolicy('app/p', { ingress: [{ ports: [{ protocol: 'UDP', port: 8080 }] }] })],
      ['reset', 'timeout'],
    ],
    ['an empty rule', [networkPolicy('app/p', { ingress: [{}] })], ['delivered', 'delivered']],
    [
      'egress alone is stated',
      [networkPolicy('app/p', { policyTypes: ['Egress'], egress: [{}] })],
      ['delivered', 'delivered'],
    ],
    ['the caller by label, to the tunnel', [networkPolicy('app/p', fromLabel('c'))], ['delivered', 'timeout']],
    ['another caller by label', [networkPolicy('app/p', fromLabel('x'))], ['reset', 'timeout']],
    [
      'a namespace by the label that every namespace has',
      [
        networkPolicy('app/p', {
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'out' } } }] }],
        }),
      ],
      ['reset', 'delivered'],
    ],
    [
      'a block of addresses',
      [networkPolicy('app/p', { ingress: [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }] })],
      ['delivered', 'timeout'],
    ],
    [
      'a block with an exception',
      [networkPolicy('app/p', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] })],
      ['reset', 'delivered'],
    ],
  ])('%s', (_, policies, expected) => {
    expect(outcomes(...policies)).toEqual(expected);
  });

  test('a waypoint is the peer that the pod behind it sees, and is isolated itself', () => {
    const use = { 'istio.io/use-waypoint': 'waypoint' };
    const world = [
      namespace('app', { ...ambient, ...use }),
      service('app/svc', '10.96.0.10', { selector: { app: 's' } }),
      waypoint('app/waypoint'),
    ];
    const byWaypoint = { 'gateway.networking.k8s.io/gateway-name': 'waypoint' };
    const admits = networkPolicy('app/p', {
      ingress: [{ from: [{ podSelector: { matchLabels: byWaypoint } }], ports: tcp(15008) }],
    });
    expect(outcomes(...world, admits)[0]).toBe('delivered');
    expect(outcomes(...world, networkPolicy('app/p', fromLabel('c')))[0]).toBe('response');
    expect(outcomes(...world, networkPolicy('app/p', { podSelector: { matchLabels: byWaypoint } }))[0]).toBe('reset');
  });

  test('the network says so, and knows no application port inside the tunnel', () => {
    const trace = send(meshOf(worldWith(networkPolicy('app/p', ingress(8080)))), 'app/c', 'http://svc.app');
    expect(trace.verdict.decidedBy.reason).toEqual({
      code: 'kubernetes/network-policy-drops',
      params: { direction: 'ingress', pod: 'app/s', peer: 'app/c', port: 15008, policies: ['app/p'] },
    });
    expect(trace.hops.map(({ at }) => at.kind)).toEqual(['app', 'ztunnel', 'network']);
    expect(trace.logs.at(-1)?.line).toContain('maybe a NetworkPolicy is blocking HBONE port 15008');
  });
});

describe('what the network of the caller lets out', () => {
  const caller = { podSelector: { matchLabels: { app: 'c' } }, policyTypes: ['Egress'] };
  test.each<readonly [string, Spec, string]>([
    ['nothing', {}, 'reset'],
    ['the port of the application', { egress: [{ ports: tcp(8080) }] }, 'reset'],
    ['the port of the tunnel', { egress: [{ ports: tcp(15008) }] }, 'delivered'],
    ['the pod by label', { egress: [{ to: [{ podSelector: { matchLabels: { app: 's' } } }] }] }, 'delivered'],
    ['the address of the Service', { egress: [{ to: [{ ipBlock: { cidr: '10.96.0.10/32' } }] }] }, 'reset'],
  ])('%s', (_, spec, expected) => {
    expect(outcomes(networkPolicy('app/p', { ...caller, ...spec }))[0]).toBe(expected);
  });
});

describe('what the caller may ask the DNS of the cluster', () => {
  const isolated = (spec: Spec) =>
    networkPolicy('out/p', { podSelector: { matchLabels: { app: 'u' } }, policyTypes: ['Egress'], ...spec });
  const dns = (protocol: string) => [{ protocol, port: 53 }];
  const system = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } };
  const rest = { to: [{ podSelector: {}, namespaceSelector: {} }], ports: tcp(8080) };
  test.each<readonly [string, Spec, string, readonly string[]]>([
    ['nothing', { egress: [rest] }, 'kubernetes/dns-blocked', []],
    ['over UDP', { egress: [rest, { ports: dns('UDP') }] }, 'kubernetes/resolved', []],
    ['over TCP', { egress: [rest, { ports: dns('TCP') }] }, 'kubernetes/resolved', []],
    ['everything', { egress: [{}] }, 'kubernetes/resolved', []],
    ['the usual namespace', { egress: [rest, { to: [system] }] }, 'kubernetes/resolved', ['kubernetes/dns-blocked']],
    [
      'pods of its own namespace',
      { egress: [rest, { to: [{ podSelector: {} }] }] },
      'kubernetes/dns-blocked',
      ['kubernetes/dns-blocked'],
    ],
    ['ingress alone is isolated', { policyTypes: ['Ingress'] }, 'kubernetes/resolved', []],
  ])('%s', (_, spec, code, approximate) => {
    const trace = send(meshOf(worldWith(isolated(spec))), 'out/u', 'http://svc.app');
    expect(trace.hops[0]?.decisions.map(({ reason }) => reason.code)).toContain(code);
    expect(trace.approximate).toEqual(approximate);
    expect(trace.verdict.client === 'unresolved').toBe(code === 'kubernetes/dns-blocked');
  });

  test('ztunnel answers for the mesh itself, and asks for the rest from the network of the pod', () => {
    const open = { podSelector: { matchLabels: { app: 'c' } }, policyTypes: ['Egress'] };
    const mesh = meshOf(worldWith(networkPolicy('app/p', { ...open, egress: [{ ports: tcp(15008) }] })));
    expect(send(mesh, 'app/c', 'http://svc.app').verdict.kind).toBe('delivered');
    const { decidedBy, client } = send(mesh, 'app/c', 'http://www.istio.io').verdict;
    expect([client, decidedBy.reason.code]).toEqual(['unresolved', 'kubernetes/dns-blocked']);
    expect(decidedBy.because).toEqual([
      { resource: { kind: 'NetworkPolicy', namespace: 'app', name: 'p' }, path: ['spec', 'egress'] },
    ]);
  });
});

test('what runs on the node of a pod reaches it whatever the policies say', () => {
  const host = pod('out/host', '10.9.0.2', { node: 'n2', spec: { hostNetwork: true } });
  const trace = send(meshOf(worldWith(host, networkPolicy('app/p', {}))), 'out/host', 'http://10.1.0.2:8080');
  expect(trace.verdict.kind).toBe('delivered');
});

describe('diagnostics', () => {
  const codes = (...policies: readonly NetworkPolicy[]) =>
    meshDiagnostics(meshOf(worldWith(...policies)))
      .map(({ code }) => code)
      .filter((code) => code.startsWith('mesh/network-policy'));
  test.each<readonly [string, readonly NetworkPolicy[], readonly string[]]>([
    ['the application port alone', [networkPolicy('app/p', ingress(8080))], ['mesh/network-policy-blocks-hbone']],
    [
      'another policy opens the tunnel',
      [networkPolicy('app/p', ingress(8080)), networkPolicy('app/q', ingress(15008))],
      [],
    ],
    [
      'both ports in one policy',
      [networkPolicy('app/p', ingress(8080, 15008))],
      ['mesh/network-policy-ports-bypassed'],
    ],
    ['closed on purpose', [networkPolicy('app/p', {})], []],
    ['pods outside the mesh', [networkPolicy('out/p', { podSelector: {}, ...ingress(8080) })], []],
  ])('%s', (_, policies, expected) => {
    expect(codes(...policies)).toEqual(expected);
  });
});
