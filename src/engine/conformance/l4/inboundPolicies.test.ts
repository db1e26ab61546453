import { cut } from '../answers.fixture.ts';
import { identityOf, meshRow as row } from '../meshWorld.fixture.ts';
import { table, type Answer, type Exchange, type Sent } from '../rows.fixture.ts';
import {
  namespace,
  peerAuthentication,
  pod,
  policy,
  service,
  waypoint,
  type Manifest,
  type Spec,
} from '../waypointWorld.fixture.ts';

const fromC: Sent = { from: 'app/c', to: 'http://svc/' };
const fromU: Sent = { from: 'out/u', to: 'http://10.1.0.2:8080/' };
const ok: Answer = { verdict: 'delivered', status: 200, pod: 'app/s' };
const denied = (by: string): Answer => ({ ...cut, verdict: 'denied', deniedBy: by });
const none = denied('no-allow-matched');
const selector = { matchLabels: { app: 's' } };
const source = (...list: readonly Spec[]): Spec => ({ from: list.map((one) => ({ source: one })) });
const operation = (...list: readonly Spec[]): Spec => ({ to: list.map((one) => ({ operation: one })) });
const when = (key: string, ...values: readonly string[]): Spec => ({ when: [{ key, values }] });
const allow = (...rules: readonly Spec[]) => policy('p', { selector, rules });
const deny = (...rules: readonly Spec[]) => policy('p', { selector, action: 'DENY', rules });
const c = source({ principals: [identityOf('c')] });
const root = { namespace: 'istio-system' };
const behind = [
  waypoint('wp'),
  service('svc', '10.96.0.10', { select: { app: 's' }, labels: { 'istio.io/use-waypoint': 'wp' } }),
];
const throughWp: Answer = { ...ok, via: ['app/wp'], podSees: identityOf('wp') };
const behindDenied = (by: string): Answer => ({ verdict: 'denied', status: 503, client: 'response', deniedBy: by });
const both = (forC: Answer, forU: Answer): readonly Exchange[] => [
  [fromC, forC],
  [fromU, forU],
];

table('l4.md 11.4: policies at a ztunnel', [
  row('A7, A8 and A9 a principal', [allow(c)], both(ok, none)),
  row('A8 somebody else', [allow(source({ principals: ['something/else'] }))], both(none, none)),
  row(
    'A10 nobody guards a pod outside the mesh',
    [
      allow(source({ principals: ['x'] })),
      pod('s', { ip: '10.1.0.2', labels: { app: 's', 'istio.io/dataplane-mode': 'none' } }),
    ],
    both(ok, ok),
  ),
  row(
    'A11 behind a waypoint the identity is the waypoint',
    [...behind, allow(c)],
    [[fromC, behindDenied('no-allow-matched')]],
  ),
  row('A12 both are named', [...behind, allow(c, source({ principals: [identityOf('wp')] }))], [[fromC, throughWp]]),
  row(
    'A13 an empty policy of the root',
    [...behind, policy('p', {}, root)],
    [[fromC, behindDenied('no-allow-matched')]],
  ),
  row(
    'A14 and an ALLOW below it',
    [...behind, policy('p', {}, root), policy('q', { rules: [source({ principals: [identityOf('wp')] })] })],
    [[fromC, throughWp]],
  ),
  row('A16 an empty policy of the namespace', [policy('p', {})], both(none, none)),
  row('A17 DENY without rules does not exist', [policy('p', { action: 'DENY' })], both(ok, ok)),
  row('A18 an ALLOW for all', [allow({})], both(ok, ok)),
  row('A19 a DENY for all', [deny({})], both(denied('app/p'), denied('app/p'))),
  row(
    'A20 a namespace and a port',
    [allow({ ...source({ namespaces: ['app', 'b'] }), ...operation({ ports: ['8080'] }) })],
    both(ok, none),
  ),
  row(
    'A20 another port',
    [allow({ ...source({ namespaces: ['app'] }), ...operation({ ports: ['12345'] }) })],
    both(none, none),
  ),
  row(
    'A21 either of two rules',
    [allow(source({ namespaces: ['a'] }), source({ namespaces: ['app'] }))],
    both(ok, none),
  ),
  row('A22 notNamespaces admits plaintext', [allow(source({ notNamespaces: ['bad'] }))], both(ok, ok)),
  row('A23 notPrincipals admits plaintext', [allow(source({ notPrincipals: ['x'] }))], both(ok, ok)),
  row('A24 a DENY of who has no identity', [deny(source({ notPrincipals: ['*'] }))], both(ok, denied('app/p'))),
  row('A25 ipBlocks', [allow(source({ ipBlocks: ['10.1.0.0/24'] }))], both(ok, none)),
  row(
    'A25 ipBlocks behind a waypoint',
    [...behind, allow(source({ ipBlocks: ['10.1.0.1'] }))],
    [[fromC, behindDenied('no-allow-matched')]],
  ),
  row('A26 the port of the Service is none', [allow(operation({ ports: ['80'] }))], both(none, none)),
  row('A27 a port that is a word does not exist', [allow(operation({ ports: ['http'] }))], both(ok, ok)),
  row(
    'A28 spiffe:// matches nobody',
    [allow(source({ principals: [`spiffe://${identityOf('c')}`] }))],
    both(none, none),
  ),
  row('A29 a service account', [allow(source({ serviceAccounts: ['c'] }))], both(ok, none)),
  row('A29 of another namespace', [allow(source({ serviceAccounts: ['out/c'] }))], both(none, none)),
  row('A30 methods alone deny all', [allow(operation({ methods: ['GET'] }))], both(none, none), {
    status: {
      'AuthorizationPolicy/app/p': [
        'ZtunnelAccepted=True UnsupportedValue: ztunnel does not support HTTP attributes (found: methods). In ambient mode you must use a waypoint proxy to enforce HTTP rules. Within an ALLOW policy, rules matching HTTP attributes are omitted. This will be more restrictive than requested.',
      ],
    },
  }),
  row(
    'A31 another rule is left',
    [allow(operation({ methods: ['GET'] }), { ...c, ...operation({ ports: ['8080'] }) })],
    both(ok, none),
  ),
  row('A32 a DENY of methods does nothing', [deny(operation({ methods: ['GET'] }))], both(ok, ok)),
  row(
    'A33 nor with a source',
    [deny({ ...source({ namespaces: ['app'] }), ...operation({ methods: ['GET'] }) })],
    both(ok, ok),
  ),
  row(
    'A34 with a port it is wider',
    [deny(operation({ ports: ['8080'], methods: ['DELETE'] }))],
    both(denied('app/p'), denied('app/p')),
  ),
  row(
    'A35 a DENY with a header does nothing',
    [deny({ ...source({ namespaces: ['app'] }), ...when('request.headers[x]', 'y') })],
    both(ok, ok),
  ),
  row('A36 the other rule still acts', [deny(operation({ methods: ['GET'] }), c)], both(denied('app/p'), ok)),
  row(
    'A37 a source that is emptied in part',
    [
      deny({
        ...source({ principals: [identityOf('c')], requestPrincipals: ['x'] }),
        ...operation({ ports: ['8080'] }),
      }),
    ],
    both(denied('app/p'), ok),
  ),
  row('A38 connection.sni drops the rule', [allow(when('connection.sni', 'x'))], both(none, none)),
  row(
    '4.2 an emptied alternative vanishes',
    [deny(operation({ methods: ['GET'] }, { ports: ['8080'] }))],
    both(denied('app/p'), denied('app/p')),
  ),
  row('4.2 trustDomains are not read', [allow(source({ trustDomains: ['cluster.local'] }))], both(none, none)),
  row(
    '4.2 strings by form',
    [allow(source({ principals: ['*/sa/c'] }), source({ namespaces: ['o*'] }))],
    both(ok, none),
  ),
  row('4.2 a presence needs an identity', [allow(source({ principals: ['*'] }))], both(ok, none)),
  row(
    '4.2 conditions',
    [
      allow({
        when: [
          { key: 'source.principal', values: ['*/c'] },
          { key: 'destination.port', notValues: ['80'] },
          { key: 'source.ip', values: ['10.1.0.0/16'] },
          { key: 'destination.ip', values: ['10.1.0.2'] },
          { key: 'source.namespace', notValues: ['out'] },
        ],
      }),
    ],
    both(ok, none),
  ),
  row(
    'A39 and A40 CUSTOM and AUDIT',
    [
      policy('p', { selector, action: 'CUSTOM', provider: { name: 'x' }, rules: [{}] }),
      policy('q', { selector, action: 'AUDIT', rules: [{}] }),
    ],
    both(ok, ok),
  ),
  row(
    'A41 a dry run',
    [policy('p', { selector, action: 'DENY', rules: [{}] }, { annotations: { 'istio.io/dry-run': 'true' } })],
    both(ok, ok),
  ),
  row(
    'A43 a target without a waypoint',
    [policy('p', { targetRefs: [{ group: '', kind: 'Service', name: 'svc' }], action: 'DENY', rules: [{}] })],
    both(ok, ok),
    {
      status: {
        'AuthorizationPolicy/app/p': [
          'WaypointAccepted=False AncestorNotBound: Service app/svc is not bound to a waypoint',
        ],
      },
    },
  ),
  row(
    'A44 a selector of the root namespace',
    [policy('p', { selector, action: 'DENY', rules: [{}] }, root)],
    both(denied('istio-system/p'), denied('istio-system/p')),
  ),
  row('A45 an empty selector', [policy('p', { selector: {}, action: 'DENY', rules: [{}] })], both(ok, ok)),
  row(
    'A46 another revision',
    [policy('p', { action: 'DENY', rules: [{}] }, { labels: { 'istio.io/rev': 'other' } })],
    both(ok, ok),
  ),
  row('A50 DENY before ALLOW', [policy('q', { rules: [{}] }), deny(c)], both(denied('app/p'), ok)),
  row(
    'A51 ports of the ztunnel',
    [],
    [
      [
        { from: 'out/u', to: 'http://10.1.0.2:15006/' },
        { ...cut, verdict: 'failed' },
      ],
      [
        { from: 'app/c', to: 'http://10.1.0.2:15001/' },
        { ...cut, verdict: 'failed' },
      ],
    ],
  ),
  row(
    'A52 the waypoint alone is let in',
    behind,
    [
      [fromC, throughWp],
      [
        { from: 'app/c', to: 'http://10.1.0.2:8080/' },
        { ...cut, verdict: 'denied', deniedBy: 'no-allow-matched' },
      ],
      [fromU, none],
    ],
    { settings: { flags: { PILOT_AUTO_ALLOW_WAYPOINT_POLICY: true } } },
  ),
]);

/** Modes of the root namespace, the namespace and the workload, with ports of the workload. */
const modes = (
  mesh: string,
  home: string,
  own: string,
  ports: Readonly<Record<number, string>> = {},
): readonly Manifest[] => [
  ...(mesh === '' ? [] : [peerAuthentication('mesh', { mtls: { mode: mesh } }, root)]),
  ...(home === '' ? [] : [peerAuthentication('home', { mtls: { mode: home } })]),
  ...(own === '' && Object.keys(ports).length === 0
    ? []
    : [
        peerAuthentication('own', {
          selector,
          ...(own === '' ? {} : { mtls: { mode: own } }),
          ...(Object.keys(ports).length === 0
            ? {}
            : { portLevelMtls: Object.fromEntries(Object.entries(ports).map(([port, mode]) => [port, { mode }])) }),
        }),
      ]),
];
const server = pod('s', { ip: '10.1.0.2', labels: { app: 's' }, ports: [8080, 9090] });
const plain = (name: string, manifests: readonly Manifest[], first: boolean, second: boolean) =>
  row(
    name,
    [server, ...manifests],
    [
      [fromU, first ? ok : { ...cut, verdict: 'denied' }],
      [{ from: 'out/u', to: 'http://10.1.0.2:9090/' }, second ? ok : { ...cut, verdict: 'denied' }],
      [fromC, ok],
    ],
  );

table('l4.md 11.5: PeerAuthentication', [
  plain('P1', [], true, true),
  plain('P2', modes('', 'STRICT', ''), false, false),
  plain('P3', modes('', 'PERMISSIVE', ''), true, true),
  plain('P4', modes('STRICT', '', ''), false, false),
  plain('P5', modes('STRICT', 'PERMISSIVE', ''), true, true),
  plain('P6', modes('PERMISSIVE', 'STRICT', 'PERMISSIVE'), true, true),
  plain('P7', modes('STRICT', 'PERMISSIVE', 'STRICT'), false, false),
  plain('P8', modes('', '', 'STRICT', { 8080: 'PERMISSIVE' }), true, false),
  plain('P9', modes('', '', 'STRICT', { 8080: 'DISABLE' }), true, false),
  plain('P10', modes('', '', 'STRICT', { 8080: 'STRICT' }), false, false),
  plain('P11', modes('', '', 'PERMISSIVE', { 8080: 'STRICT' }), false, true),
  plain('P12', modes('', '', 'DISABLE', { 8080: 'STRICT' }), false, true),
  plain('P13', modes('', '', 'UNSET', { 8080: 'STRICT' }), false, true),
  plain('P14', modes('STRICT', '', 'UNSET', { 8080: 'PERMISSIVE' }), true, false),
  plain('P15', modes('PERMISSIVE', '', 'UNSET', { 8080: 'STRICT' }), false, true),
  plain('P16', modes('STRICT', '', 'UNSET', { 8080: 'STRICT', 9090: 'PERMISSIVE' }), false, true),
  plain('P17', modes('PERMISSIVE', 'UNSET', 'UNSET', { 9090: 'STRICT', 8080: 'PERMISSIVE' }), true, false),
  plain('P18', [peerAuthentication('p', { selector, mtls: { mode: 'STRICT' } }, root)], true, true),
  plain('P19', modes('', '', 'DISABLE'), true, true),
  plain('P20', modes('', 'STRICT', 'UNSET', { 8080: 'DISABLE' }), false, false),
  plain('P21', modes('STRICT', '', 'PERMISSIVE', { 8080: 'STRICT' }), true, true),
  plain('P22', modes('STRICT', 'UNSET', 'UNSET', { 8080: 'PERMISSIVE' }), true, true),
  plain('P25', modes('STRICT', '', 'PERMISSIVE'), true, true),
  plain('5 a mode without one', modes('STRICT', '', '', { 8080: 'PERMISSIVE' }), true, false),
  row(
    'P23 STRICT behind a waypoint',
    [...behind, ...modes('', 'STRICT', '')],
    [
      [fromC, throughWp],
      [
        { from: 'out/u', to: 'http://svc.app/' },
        { ...cut, verdict: 'denied' },
      ],
    ],
  ),
  row(
    '5 the oldest of a level',
    [
      peerAuthentication('a', { mtls: { mode: 'STRICT' } }, { creationTimestamp: '2026-02-01T00:00:00Z' }),
      peerAuthentication('b', { mtls: { mode: 'PERMISSIVE' } }, { creationTimestamp: '2026-01-01T00:00:00Z' }),
    ],
    [[fromU, ok]],
  ),
  row(
    '5 an empty selector is the namespace',
    [peerAuthentication('a', { selector: {}, mtls: { mode: 'STRICT' } })],
    [[fromU, { ...cut, verdict: 'denied' }]],
  ),
  row(
    '5 another namespace',
    [namespace('more'), peerAuthentication('a', { mtls: { mode: 'STRICT' } }, { namespace: 'more' })],
    [[fromU, ok]],
  ),
]);
