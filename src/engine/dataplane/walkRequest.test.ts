import { describe, expect, test } from 'vitest';
import type { AuthorizationPolicy, KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { Trace } from '#model/trace.ts';
import {
  ambient,
  authorizationPolicy,
  legsOf,
  meshOf,
  namespace,
  peerAuthentication,
  pod,
  send,
  service,
  waypoint,
  worldWith,
} from './smallWorld.ts';

type Row = readonly [verdict: Trace['verdict']['kind'], client: Trace['verdict']['client'], deniedBy?: string];

function outcome(resources: readonly KubernetesResource[], from: string, to: string): Row {
  const { verdict } = send(meshOf(resources), from, to);
  const row = [verdict.kind, verdict.client] as const;
  return verdict.deniedBy === null ? row : [...row, verdict.deniedBy];
}

const reason = (trace: Trace) => trace.verdict.decidedBy.reason.code;
const toS = { selector: { matchLabels: { app: 's' } } };
const policy = (spec: AuthorizationPolicy['spec'], name = 'app/p') => authorizationPolicy(name, { ...toS, ...spec });
const principals = (...names: readonly string[]) => ({ rules: [{ from: [{ source: { principals: names } }] }] });
const sc = 'cluster.local/ns/app/sa/c';
const ok: Row = ['delivered', 'response'];
const noAllow: Row = ['denied', 'reset', 'no-allow-matched'];
const refusedByP: Row = ['denied', 'reset', 'app/p'];

// Follows ztunnel src/state.rs assert_rbac and istio tests/integration/ambient/baseline_test.go.
describe('policies at the destination', () => {
  test.each<readonly [string, readonly KubernetesResource[], Row, Row]>([
    ['none', [], ok, ok],
    ['ALLOW the captured caller', [policy(principals(sc))], ok, noAllow],
    ['ALLOW somebody else', [policy(principals('x'))], noAllow, noAllow],
    ['ALLOW the caller as a SPIFFE URI', [policy(principals(`spiffe://${sc}`))], noAllow, noAllow],
    ['ALLOW without rules', [policy({})], noAllow, noAllow],
    ['ALLOW everything', [policy({ rules: [{}] })], ok, ok],
    ['DENY everything', [policy({ action: 'DENY', rules: [{}] })], refusedByP, refusedByP],
    [
      'DENY whoever has no identity',
      [policy({ action: 'DENY', rules: [{ from: [{ source: { notPrincipals: ['*'] } }] }] })],
      ok,
      refusedByP,
    ],
    ['ALLOW all but a namespace', [policy({ rules: [{ from: [{ source: { notNamespaces: ['bad'] } }] }] })], ok, ok],
    [
      'ALLOW the port of the Service',
      [policy({ rules: [{ to: [{ operation: { ports: ['80'] } }] }] })],
      noAllow,
      noAllow,
    ],
    ['ALLOW the port of the pod', [policy({ rules: [{ to: [{ operation: { ports: ['8080'] } }] }] })], ok, ok],
    ['ALLOW a method', [policy({ rules: [{ to: [{ operation: { methods: ['GET'] } }] }] })], noAllow, noAllow],
    ['DENY a method', [policy({ action: 'DENY', rules: [{ to: [{ operation: { methods: ['GET'] } }] }] })], ok, ok],
    [
      'DENY a method on a port',
      [policy({ action: 'DENY', rules: [{ to: [{ operation: { methods: ['PUT'], ports: ['8080'] } }] }] })],
      refusedByP,
      refusedByP,
    ],
    ['CUSTOM', [policy({ action: 'CUSTOM', rules: [{}] })], ok, ok],
    ['an empty selector', [policy({ selector: {}, action: 'DENY', rules: [{}] })], ok, ok],
    [
      'a selector in the root namespace',
      [policy({ action: 'DENY', rules: [{}] }, 'istio-system/p')],
      ['denied', 'reset', 'istio-system/p'],
      ['denied', 'reset', 'istio-system/p'],
    ],
    [
      'DENY before ALLOW',
      [policy({ action: 'DENY', rules: [{}] }), policy({ rules: [{}] }, 'app/q')],
      refusedByP,
      refusedByP,
    ],
    [
      'ALLOW of any scope is enough',
      [authorizationPolicy('istio-system/all', {}), policy(principals(sc))],
      ok,
      noAllow,
    ],
    [
      'another revision',
      [authorizationPolicy('app/p', { action: 'DENY', rules: [{}] }, { labels: { 'istio.io/rev': 'other' } })],
      ok,
      ok,
    ],
    [
      'STRICT',
      [peerAuthentication('app/p', { mtls: { mode: 'STRICT' } })],
      ok,
      ['denied', 'reset', 'istio-system/istio_converted_static_strict'],
    ],
    [
      'anything, at a pod that is not captured',
      [policy(principals('x')), pod('app/s', '10.1.0.2', { labels: { 'istio.io/dataplane-mode': 'none' } })],
      ok,
      ok,
    ],
    [
      'anything, at a pod that bypasses capture',
      [
        policy(principals(sc)),
        pod('app/s', '10.1.0.2', { annotations: { 'ambient.istio.io/bypass-inbound-capture': 'true' } }),
      ],
      ok,
      ok,
    ],
  ])('%s', (_case, extra, captured, uncaptured) => {
    const world = worldWith(...extra);
    expect(outcome(world, 'app/c', 'http://svc/')).toEqual(captured);
    expect(outcome(world, 'out/u', 'http://svc.app/')).toEqual(uncaptured);
  });

  test('a STRICT refusal points at the mode that asks for it', () => {
    const world = worldWith(peerAuthentication('app/p', { mtls: { mode: 'STRICT' } }));
    const { verdict, hops } = send(meshOf(world), 'out/u', 'http://svc.app/');
    expect(verdict.decidedBy.reason.code).toBe('rbac/strict');
    expect(verdict.decidedBy.because).toContainEqual({
      resource: { kind: 'PeerAuthentication', namespace: 'app', name: 'p' },
      path: ['spec', 'mtls', 'mode'],
    });
    expect(hops.at(-1)?.outcome).toBe('refused');
  });

  test('names every policy that refuses', () => {
    const deny = { action: 'DENY', rules: [{}] } as const;
    const { five } = send(meshOf(worldWith(policy(deny), policy(deny, 'app/q'))), 'app/c', 'http://svc/');
    expect(five.enforcers).toEqual([expect.objectContaining({ policies: ['app/p', 'app/q'], result: 'deny' })]);
  });
});

// Follows l4 failure outcomes of ztunnel's own tests (tests/namespaced.rs) and real sockets.
describe('what the caller observes', () => {
  const pending = { annotations: { 'ambient.istio.io/redirection': 'pending' } };
  test.each<readonly [string, readonly KubernetesResource[], string, string, Row, string]>([
    [
      'a closed port of a captured pod',
      [],
      'app/c',
      'http://10.1.0.2:9999/',
      ['failed', 'reset'],
      'kubernetes/nothing-listens',
    ],
    [
      'a closed port of a captured pod, plaintext',
      [],
      'out/u',
      'http://10.1.0.2:9999/',
      ['failed', 'reset'],
      'kubernetes/nothing-listens',
    ],
    [
      'a closed port between uncaptured pods',
      [],
      'out/u',
      'http://10.3.0.1:9999/',
      ['failed', 'refused'],
      'kubernetes/nothing-listens',
    ],
    [
      'a closed port of an uncaptured pod',
      [],
      'app/c',
      'http://10.3.0.1:9999/',
      ['failed', 'reset'],
      'kubernetes/nothing-listens',
    ],
    [
      'no endpoint, captured',
      [service('app/none', '10.96.0.11')],
      'app/c',
      'http://none/',
      ['failed', 'reset'],
      'outbound/no-healthy-upstream',
    ],
    [
      'no endpoint, uncaptured',
      [service('app/none', '10.96.0.11')],
      'out/u',
      'http://none.app/',
      ['failed', 'refused'],
      'kubernetes/no-ready-endpoint',
    ],
    [
      'an undeclared port, uncaptured',
      [],
      'out/u',
      'http://svc.app:81/',
      ['failed', 'timeout'],
      'kubernetes/no-such-service-port',
    ],
    ['a name nobody knows', [], 'app/c', 'http://nobody/', ['failed', 'unresolved'], 'kubernetes/no-such-name'],
    [
      'the short name of another namespace',
      [],
      'out/u',
      'http://svc/',
      ['failed', 'unresolved'],
      'kubernetes/no-such-name',
    ],
    ['a port of ztunnel', [], 'app/c', 'tcp://10.1.0.2:15001', ['failed', 'reset'], 'inbound/recursive-call'],
    [
      'plain bytes to the tunnel port',
      [],
      'out/u',
      'tcp://10.1.0.2:15008',
      ['failed', 'reset'],
      'inbound/plain-bytes-to-hbone',
    ],
    [
      'its own ztunnel on loopback',
      [],
      'app/c',
      'tcp://127.0.0.1:15001',
      ['failed', 'reset'],
      'outbound/recursive-call',
    ],
    ['port 53', [], 'app/c', 'tcp://10.1.0.2:53', ['failed', 'reset'], 'outbound/dns-port'],
    [
      'from a half-captured pod',
      [pod('app/c', '10.1.0.1', pending)],
      'app/c',
      'http://svc/',
      ['failed', 'refused'],
      'kubernetes/half-captured',
    ],
    [
      'to a half-captured pod, captured',
      [pod('app/s', '10.1.0.2', pending)],
      'app/c',
      'http://svc/',
      ['failed', 'reset'],
      'kubernetes/half-captured',
    ],
    [
      'to a half-captured pod, from outside the mesh',
      [pod('app/s', '10.1.0.2', pending)],
      'out/u',
      'http://10.1.0.2:8080/',
      ['failed', 'refused'],
      'kubernetes/half-captured',
    ],
    [
      'TLS to an application that has none',
      [],
      'app/c',
      'https://svc:80/',
      ['failed', 'reset'],
      'kubernetes/app-no-tls',
    ],
    [
      'somewhere outside the scenario',
      [],
      'app/c',
      'http://httpbin.org/',
      ['undetermined', 'timeout'],
      'kubernetes/outside-scenario',
    ],
    ['from nobody', [], 'app/nobody', 'http://svc/', ['undetermined', 'timeout'], 'engine/unknown-caller'],
    ['to no URL', [], 'app/c', 'ftp://svc/', ['undetermined', 'timeout'], 'engine/bad-request'],
  ])('%s', (_case, extra, from, to, expected, code) => {
    const trace = send(meshOf(worldWith(...extra)), from, to);
    expect([trace.verdict.kind, trace.verdict.client]).toEqual(expected);
    expect(reason(trace)).toBe(code);
  });

  test('a pod that is going still serves callers beyond the mesh', () => {
    const going = pod('app/s', '10.1.0.2', { meta: { deletionTimestamp: '2026-01-01T00:00:00Z' } });
    expect(outcome(worldWith(going), 'out/u', 'http://svc.app/')).toEqual(ok);
    expect(outcome(worldWith(going), 'app/c', 'http://svc/')).toEqual(['failed', 'reset']);
  });
});

describe('a pod and itself', () => {
  const own = service('app/me', '10.96.0.11', { selector: { app: 'c' } });
  const noSelf = authorizationPolicy('app/p', {
    selector: { matchLabels: { app: 'c' } },
    action: 'DENY',
    rules: [{ from: [{ source: { principals: [sc] } }] }],
  });

  test.each<readonly [string, string, Row, readonly string[]]>([
    ['by service: a tunnel to itself, with policy', 'http://me/', refusedByP, ['hbone 10.1.0.1:15008[10.1.0.1:8080]']],
    ['by its own address: the kernel, without', 'http://10.1.0.1:8080/', ok, []],
    ['by loopback', 'http://127.0.0.1:8080/', ok, []],
    ['by loopback, nobody there', 'http://127.0.0.1:4444/', ['failed', 'refused'], []],
  ])('%s', (_case, to, expected, legs) => {
    const world = worldWith(own, noSelf);
    expect(outcome(world, 'app/c', to)).toEqual(expected);
    expect(legsOf(send(meshOf(world), 'app/c', to))).toEqual(legs);
  });
});

describe('what the pod sees', () => {
  test.each([
    ['the tunnel of a captured caller', 'app/c', 'http://svc/', { identity: sc, address: '10.1.0.1' }],
    ['plaintext', 'out/u', 'http://svc.app/', { identity: 'none', address: '10.3.0.1' }],
  ])('%s', (_case, from, to, expected) => {
    expect(send(meshOf(worldWith()), from, to).five.podSees).toEqual(expected);
  });

  test('an application answers as the request tells it', () => {
    const mesh = meshOf(worldWith());
    const { verdict, http } = send(mesh, 'app/c', 'http://svc/x?y=1', {
      method: 'PUT',
      headers: { 'X-App-Status': '418', 'x-twice': ['a', 'b'], host: 'other' },
    });
    expect(verdict).toMatchObject({ kind: 'delivered', status: 418, backend: { name: 's' } });
    expect(http?.received).toMatchObject({
      method: 'PUT',
      path: '/x?y=1',
      host: 'other',
      headers: { 'x-twice': ['a', 'b'] },
    });
  });

  test('TCP comes back as it was', () => {
    const { verdict, http } = send(meshOf(worldWith()), 'app/c', 'tcp://svc:80', { body: 'ping' });
    expect(verdict).toMatchObject({ kind: 'delivered', status: null, client: 'response' });
    expect(http).toBeNull();
  });
});

describe('from outside', () => {
  const lb = service('app/lb', '10.96.0.12', {
    selector: { app: 's' },
    spec: { type: 'LoadBalancer', ports: [{ port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }] },
  });
  const balanced = { ...lb, status: { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } } };

  test.each<readonly [string, string, Row, readonly string[]]>([
    ['a load balancer', 'http://203.0.113.9/', ok, ['plaintext 10.1.0.2:8080']],
    ['a cluster address', 'http://10.96.0.12/', ['failed', 'timeout'], []],
    ['a pod', 'http://10.1.0.2:8080/', ['failed', 'timeout'], []],
    ['a name nobody serves', 'http://shop.example.com/', ['failed', 'unresolved'], []],
  ])('%s', (_case, to, expected, legs) => {
    const trace = send(meshOf(worldWith(balanced)), 'outside', to);
    expect([trace.verdict.kind, trace.verdict.client]).toEqual(expected);
    expect(legsOf(trace)).toEqual(legs);
  });
});

describe('traces', () => {
  const world = worldWith(
    waypoint('app/wp'),
    service('app/svc', '10.96.0.10', { selector: { app: 's' }, labels: { 'istio.io/use-waypoint': 'gone' } }),
    policy(principals(sc)),
    peerAuthentication('app/strict', { mtls: { mode: 'STRICT' } }),
    namespace('more', ambient),
  );
  const calls = [
    ['app/c', 'http://svc/'],
    ['out/u', 'http://svc.app/'],
    ['app/c', 'http://10.1.0.2:1/'],
    ['app/c', 'http://nobody/'],
  ] as const;

  test('say why at every hop, by fields that exist', () => {
    const mesh = meshOf(world);
    for (const [from, to] of calls) {
      const { hops } = send(mesh, from, to);
      for (const hop of hops) expect(hop.decisions.length).toBeGreaterThan(0);
      for (const field of hops.flatMap(({ decisions }) => decisions.flatMap(({ because }) => because))) {
        expect(mesh.fields.locate(field)).toEqual(field);
      }
    }
  });

  test('do not depend on the order of manifests or on strangers', () => {
    const stranger = [namespace('stranger'), pod('stranger/x', '10.9.9.9'), service('stranger/x', '10.96.9.9')];
    for (const [from, to] of calls) {
      const trace = send(meshOf(world), from, to);
      expect(send(meshOf([...world].reverse()), from, to)).toEqual(trace);
      expect(send(meshOf([...stranger, ...world]), from, to)).toEqual(trace);
    }
  });

  test('print what ztunnel would print', () => {
    const lines = send(meshOf(world), 'app/c', 'http://svc/').logs.map(({ line }) => line.split('\t'));
    expect(lines.map(([level, target, message]) => [level, target, message])).toEqual([
      ['info', 'access', 'connection complete'],
      ['info', 'access', 'connection complete'],
    ]);
    expect(lines[0]?.[3]).toBe(
      'src.addr=10.1.0.1:* src.workload="c" src.namespace="app" src.identity="spiffe://cluster.local/ns/app/sa/c" src.cluster="Kubernetes" dst.addr=10.1.0.2:15008 dst.hbone_addr=10.1.0.2:8080 dst.service="svc.app.svc.cluster.local" dst.workload="s" dst.namespace="app" dst.identity="spiffe://cluster.local/ns/app/sa/s" dst.cluster="Kubernetes" direction="inbound" bytes_sent=* bytes_recv=* duration="*ms"',
    );
  });

  test('print a refusal at both ends', () => {
    const refusing = worldWith(policy({ action: 'DENY', rules: [{}] }));
    const errors = send(meshOf(refusing), 'app/c', 'http://svc/').logs.map(
      ({ line }) => /error="(.*)"$/.exec(line)?.[1],
    );
    expect(errors).toEqual([
      'connection closed due to policy rejection: explicitly denied by: app/p',
      'http status: 401 Unauthorized',
    ]);
  });

  test('print four fields of a call that never left', () => {
    const { logs } = send(meshOf(worldWith()), 'app/c', 'http://svc:81/');
    expect(logs.map(({ line }) => line)).toEqual([
      'warn\taccess\tconnection failed\tsrc.addr=10.1.0.1:* dst.addr=10.96.0.10:81 direction="outbound" error="no healthy upstream: 10.96.0.10:81"',
    ]);
  });
});
