import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { Connection, Outcome } from '../dataplane/connection.ts';
import { createWalk } from '../dataplane/createWalk.ts';
import {
  ambient,
  authorizationPolicy,
  meshOf,
  namespace,
  pod,
  service,
  waypoint,
  workloadOf,
  worldWith,
} from '../dataplane/smallWorld.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { seededRandom } from '../random.ts';
import { receiveInbound } from './inbound.ts';
import { receivePassthrough } from './inboundPassthrough.ts';

const caller = 'cluster.local/ns/app/sa/c';
const toS: Connection = {
  transport: 'hbone',
  source: { ip: '10.1.0.1', port: 40000 },
  identity: caller,
  to: { ip: '10.1.0.2', port: 15008 },
  authority: { ip: '10.1.0.2', port: 8080 },
  payload: { kind: 'tcp', bytes: 'hello' },
};

type Receive = typeof receiveInbound;

/** How a connection to a pod ends, and the codes of what was decided on the way. */
function receive(by: Receive, mesh: Mesh, at: string, connection: Connection): readonly [Outcome, readonly string[]] {
  const codes: string[] = [];
  const context = { tokens: noTokens, now: 0 };
  const { walk } = createWalk(mesh, seededRandom(1), context, () => ({ kind: 'reset' }));
  const spied = {
    ...walk,
    turn: (...asked: Parameters<typeof walk.turn>) => {
      const turn = walk.turn(...asked);
      return {
        ...turn,
        decide: (decision: Parameters<typeof turn.decide>[0]) => {
          codes.push(decision.reason.code);
          turn.decide(decision);
        },
      };
    },
  };
  return [by(spied, connection, workloadOf(mesh, at)), codes];
}

// Follows ztunnel src/tls/workload.rs verify_client_cert and src/proxy/inbound.rs validate_destination.
describe('HBONE at a captured pod', () => {
  test.each([
    ['of the mesh', caller, 'bytes'],
    ['of a foreign trust domain', 'other.local/ns/app/sa/c', 'tls-failure'],
    ['of an alias of the trust domain', 'old.local/ns/app/sa/c', 'tls-failure'],
    ['of a trust domain that begins like the own one', 'cluster.local.evil/ns/app/sa/c', 'tls-failure'],
  ])('a peer %s', (_case, identity, expected) => {
    const mesh = meshOf(worldWith(), { meshConfig: { trustDomainAliases: ['old.local'] } });
    expect(receive(receiveInbound, mesh, 'app/s', { ...toS, identity })[0].kind).toBe(expected);
  });

  const toVip = { ip: '10.96.0.10', port: 80 };
  const proxyOf = (name: string) =>
    pod(`app/${name}-pod`, name === 'wp' ? '10.1.0.31' : '10.1.0.32', {
      labels: { 'gateway.networking.k8s.io/gateway-name': name, 'istio.io/dataplane-mode': 'ambient' },
    });
  const bound = service('app/svc', '10.96.0.10', {
    selector: { app: 's' },
    labels: { 'istio.io/use-waypoint': 'wp', 'istio.io/use-waypoint-canary': 'next' },
    annotations: { 'istio.io/use-waypoint-canary-weight': '30' },
  });
  const withProxies: readonly KubernetesResource[] = worldWith(
    namespace('app', ambient),
    waypoint('app/wp'),
    waypoint('app/next'),
    waypoint('app/idle'),
    proxyOf('wp'),
    proxyOf('next'),
    proxyOf('idle'),
    bound,
  );
  test.each([
    ['the waypoint of the service', 'wp', false],
    ['its canary', 'next', false],
    ['a waypoint that it does not use', 'idle', true],
  ])('the address of a service at %s', (_case, name, mismatch) => {
    const mesh = meshOf(withProxies);
    const to = { ip: workloadOf(mesh, `app/${name}-pod`).addresses[0] ?? '', port: 15008 };
    const [, codes] = receive(receiveInbound, mesh, `app/${name}-pod`, { ...toS, to, authority: toVip });
    expect(codes.includes('inbound/ip-mismatch')).toBe(mismatch);
  });
});

// Follows ztunnel src/proxy/inbound_passthrough.rs: a certificate inside the bytes is nothing to it, and an application without TLS cannot read them.
test.each([
  ['an ALLOW for this identity', 'ALLOW', { principals: [caller] }, 'reset'],
  ['a DENY for this identity', 'DENY', { principals: [caller] }, 'tls-failure'],
  ['a DENY for whoever has none', 'DENY', { notPrincipals: ['*'] }, 'reset'],
] as const)('plaintext has no identity: %s', (_case, action, source, expected) => {
  const mesh = meshOf(worldWith(authorizationPolicy('app/p', { action, rules: [{ from: [{ source }] }] })));
  const connection: Connection = { ...toS, transport: 'istio-mtls', to: { ip: '10.1.0.2', port: 8080 } };
  expect(receive(receivePassthrough, mesh, 'app/s', connection)[0].kind).toBe(expected);
});
