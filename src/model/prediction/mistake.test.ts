import { expect, test } from 'vitest';
import { emptyMeshSummary, type MeshSummary, type WaypointBindingSummary } from '../meshSummary.ts';
import type { Outcome, Peer, Place, RequestPrediction } from '../prediction.ts';
import type { Hop, Trace } from '../trace.ts';
import { predictionMistake } from './mistake.ts';

const ref = (kind: string, name: string) => ({ kind, namespace: 'shop', name });
const service = ref('Service', 'echo');
const pod = ref('Pod', 'echo');
const policy = ref('AuthorizationPolicy', 'rule');
const hop = (at: unknown, phase: string, part: object = {}) =>
  ({ at, phase, decisions: [], outcome: 'forwarded', ...part }) as unknown as Hop;

const app = { kind: 'app', pod };
const zIn = { kind: 'ztunnel', node: 'b', pod };
const w = { kind: 'waypoint', gateway: ref('Gateway', 'waypoint'), pod: ref('Pod', 'w') };
const caller = hop({ kind: 'app', pod: ref('Pod', 'curl') }, 'app');
const curl = { transport: 'hbone', address: '', sourceIdentity: 'curl' };
const out = hop({ kind: 'ztunnel', node: 'a', pod: ref('Pod', 'curl') }, 'outbound', { leg: curl });
const inbound = hop(zIn, 'inbound');
const through = hop(w, 'waypoint', { leg: { ...curl, sourceIdentity: 'w' } });
const answer = hop(app, 'app', { outcome: 'answered' });
const kubeProxy = hop({ kind: 'kube-proxy', node: 'a' }, 'kube-proxy', {
  leg: { transport: 'plaintext', address: '' },
});

const served = { kind: 'delivered', status: 200, client: 'response', deniedBy: null, backend: pod };
const reasonOf = (code: string) => ({ code, params: {} });

function world(hops: readonly Hop[], verdict: object, five: object = {}, dialled: object = {}): Trace {
  return {
    request: { name: 'r', from: 'shop/curl', to: 'http://echo/' },
    hops,
    verdict: { ...served, decidedBy: { at: hops.at(-1)?.at, reason: reasonOf('x') }, ...verdict },
    five: {
      captured: { source: true, destination: true },
      dialled: { kind: 'service', address: '10.0.0.1', port: 80, resource: service, ...dialled },
      waypoints: [],
      enforcers: [],
      podSees: { identity: 'curl', address: '' },
      ...five,
    },
  } as unknown as Trace;
}

function mesh(waypoint?: Partial<WaypointBindingSummary>, enforcedBy = 'nobody', attached = false): MeshSummary {
  return {
    ...emptyMeshSummary,
    services: [{ ref: service, ...(waypoint === undefined ? {} : { waypoint }) }],
    gateways: [
      {
        ref: ref('Gateway', 'waypoint'),
        namespace: 'shop',
        name: 'waypoint',
        role: 'waypoint',
        waypointFor: 'service',
      },
    ],
    attachments: attached ? [{ ref: policy, targets: [pod], enforcedBy }] : [],
  } as unknown as MeshSummary;
}

const direct = world([caller, out, inbound, answer], {});
const behind = world(
  [caller, out, through, inbound, answer],
  {},
  { waypoints: ['shop/waypoint'], podSees: { identity: 'w', address: '' } },
);
const bypass = world(
  [caller, kubeProxy, answer],
  {},
  { captured: { source: false, destination: false }, podSees: { identity: 'none', address: '' } },
);
const refusedBy = (at: object, verdict: object, hops: readonly Hop[]) =>
  world(
    hops,
    {
      kind: 'denied',
      status: 403,
      backend: null,
      deniedBy: 'shop/rule',
      decidedBy: { at, reason: reasonOf('x') },
      ...verdict,
    },
    {
      enforcers: [{ at, policies: ['shop/rule'], result: 'deny' }],
      podSees: null,
    },
  );
const deniedAtWaypoint = refusedBy(w, {}, [caller, out, hop(w, 'waypoint', { outcome: 'refused' })]);
const deniedAtZtunnel = refusedBy(zIn, { status: null, client: 'reset' }, [
  caller,
  out,
  hop(zIn, 'inbound', { outcome: 'refused' }),
]);
const strict = { decidedBy: { at: zIn, reason: reasonOf('rbac/strict') }, status: null, client: 'reset' };

const waypoint: Place = { kind: 'waypoint', name: 'shop/waypoint' };
const ztunnel: Place = { kind: 'destination-ztunnel' };
const say = (outcome: Outcome, place: Place, peer?: Peer): RequestPrediction => ({
  outcome,
  place,
  ...(peer === undefined ? {} : { peer }),
});

function considered(code: string, outcome: string): Trace {
  const decision = {
    reason: reasonOf('rbac/no-allow-policies'),
    considered: [{ resource: policy, outcome, reason: { code, params: { policy: 'shop/rule', fields: ['to'] } } }],
  };
  return world([caller, out, { ...inbound, decisions: [decision] } as unknown as Hop, answer], {});
}

test.each([
  ['all right', say('served', { kind: 'app' }), direct, mesh(), undefined],
  ['right about a refusal', say('forbidden', waypoint), deniedAtWaypoint, mesh(), undefined],
  ['waypoint: nobody asked for it', say('forbidden', waypoint), direct, mesh(), ['waypoint/no-label', 1]],
  ['waypoint: opted out', say('forbidden', waypoint), direct, mesh({ requested: 'none' }), ['waypoint/opted-out', 1]],
  [
    'waypoint: not ready',
    say('forbidden', waypoint),
    direct,
    mesh({ requested: 'shop/waypoint', reason: 'WaypointIsNotReady' }),
    ['waypoint/not-ready', 1],
  ],
  [
    'waypoint: another one',
    say('forbidden', waypoint),
    direct,
    mesh({ requested: 'shop/w2', bound: ref('Gateway', 'w2') }),
    ['waypoint/another', 1],
  ],
  [
    'waypoint: the pod was dialled',
    say('forbidden', waypoint),
    world([caller, out, inbound, answer], {}, {}, { kind: 'pod' }),
    mesh(),
    ['waypoint/pod-dialled', 1],
  ],
  [
    'waypoint: the caller is not captured',
    say('forbidden', waypoint),
    bypass,
    mesh(),
    ['waypoint/caller-not-captured', 1],
  ],
  ['waypoint: carries it, and checks nothing', say('served', waypoint), behind, mesh(), ['place/no-policy-here', 2]],
  [
    'a ztunnel checks nothing on the way out',
    say('served', { kind: 'caller-ztunnel' }),
    direct,
    mesh(),
    ['place/only-carries', 1],
  ],
  [
    'the caller has no ztunnel',
    say('served', { kind: 'caller-ztunnel' }),
    bypass,
    mesh(),
    ['place/caller-not-captured', 1],
  ],
  ['the pod has no ztunnel', say('reset', ztunnel), bypass, mesh(), ['place/destination-not-captured', 2]],
  ['refused before it came so far', say('reset', ztunnel), deniedAtWaypoint, mesh(), ['place/ended-before', 2]],
  [
    'a guard stands before the app',
    say('served', { kind: 'app' }),
    deniedAtWaypoint,
    mesh(),
    ['place/ended-before', 2],
  ],
  [
    'ztunnel cannot read the rule',
    say('reset', ztunnel),
    considered('control-plane/deny-without-effect', 'no-match'),
    mesh(),
    ['place/unreadable-policy', 2],
  ],
  [
    'the rule did not match',
    say('reset', ztunnel),
    considered('rbac/policy-did-not-match', 'no-match'),
    mesh(),
    ['place/passed-unmatched', 2],
  ],
  ['a DENY matched', say('served', waypoint), deniedAtWaypoint, mesh(), ['outcome/deny-matched', 2]],
  [
    'no ALLOW matched',
    say('served', waypoint),
    refusedBy(w, { deniedBy: 'no-allow-matched' }, deniedAtWaypoint.hops),
    mesh(),
    ['outcome/no-allow-matched', 2],
  ],
  [
    'plaintext under STRICT',
    say('served', ztunnel),
    refusedBy(zIn, strict, deniedAtZtunnel.hops),
    mesh(),
    ['outcome/plaintext-refused', 2],
  ],
  ['ztunnel has no status to give', say('forbidden', ztunnel), deniedAtZtunnel, mesh(), ['outcome/no-status', 2]],
  ['a waypoint has', say('reset', waypoint), deniedAtWaypoint, mesh(), ['outcome/has-status', 2]],
  [
    'nobody reads the policy',
    say('forbidden', { kind: 'app' }),
    direct,
    mesh(undefined, 'nobody', true),
    ['outcome/unread-policy', 3],
  ],
  [
    'its enforcer is not on the path',
    say('forbidden', { kind: 'app' }),
    direct,
    mesh(undefined, 'waypoint', true),
    ['outcome/policy-elsewhere', 3],
  ],
  ['there is no policy', say('forbidden', { kind: 'app' }), direct, mesh(), ['outcome/no-policy', 3]],
  [
    'the pod sees the waypoint',
    say('served', { kind: 'app' }, 'caller'),
    behind,
    mesh(),
    ['peer/waypoint-restamps', 2],
  ],
  ['the pod sees nobody', say('served', { kind: 'app' }, 'caller'), bypass, mesh(), ['peer/plaintext', 1]],
  ['the pod sees the caller', say('served', { kind: 'app' }, 'waypoint'), direct, mesh(), ['peer/caller-kept', 3]],
  ['no pod was reached', say('forbidden', waypoint, 'caller'), deniedAtWaypoint, mesh(), ['peer/no-pod', 2]],
  ['the engine cannot tell', say('forbidden', waypoint), world([caller], { kind: 'undetermined' }), mesh(), undefined],
] as const)('%s', (_case, prediction, trace, summary, expected) => {
  const found = predictionMistake(prediction, trace, summary);
  expect(found === undefined ? undefined : [found.code, found.step]).toEqual(expected);
});
