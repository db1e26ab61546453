import { byOther, direct, get, ok, r0, refused, refusedBehind } from '../answers.fixture.ts';
import { row, table } from '../rows.fixture.ts';
import {
  boundToWp,
  namespace,
  pod,
  policy,
  service,
  toApi,
  toClass,
  toWeb,
  toWp,
  waypoint,
  type Spec,
} from '../waypointWorld.fixture.ts';

const principals = (...names: readonly string[]): Spec => ({ from: [{ source: { principals: names } }] });
const client = 'cluster.local/ns/app/sa/client';
const wp = 'cluster.local/ns/app/sa/wp';
const paths = (...list: readonly string[]): Spec => ({ to: [{ operation: { paths: list } }] });
const root = { namespace: 'istio-system' };
const toInfra = { 'istio.io/use-waypoint': 'wp2', 'istio.io/use-waypoint-namespace': 'infra' };
const infra = [
  namespace('infra'),
  waypoint('wp2', { namespace: 'infra', allowed: { from: 'All' } }),
  service('web', '10.96.0.10', { labels: toInfra }),
];
const throughInfra = { via: ['infra/wp2'], podSees: 'cluster.local/ns/infra/sa/wp2' };
const somebodyElse = policy('p', { targetRefs: [toWeb], rules: [principals('something/else')] });
const foo = (values: Spec): Spec => ({ when: [{ key: 'request.headers[x-foo]', ...values }] });
const fooBar = policy('p', { targetRefs: [toWeb], rules: [foo({ values: ['x-bar'] })] });
const denyAll = { action: 'DENY', rules: [{}] };
const workloadWaypoint = [
  waypoint('wp', { labels: { 'istio.io/waypoint-for': 'workload' } }),
  pod('web-v1', { ip: '10.1.0.21', sa: 'web', labels: { app: 'web', ...boundToWp } }),
];
const toPod = { to: 'http://10.1.0.21:8080/' };

table('l7.md 10.2: where policies attach', [
  row(
    'B1 and B2 an ALLOW policy of one Service',
    [somebodyElse],
    [
      [r0, refused('no-allow-matched', { details: 'rbac_access_denied_matched_policy[none]', flags: '-' })],
      [{ to: 'http://api/' }, ok('api')],
    ],
  ),
  row(
    'B3, B4 and B5 a header condition',
    [fooBar],
    [
      [get('/', { 'x-foo': 'x-bar' }), ok()],
      [get('/', { 'x-foo': 'wrong' }), refused()],
      [r0, refused()],
    ],
  ),
  row(
    'B6 an empty policy of the root namespace acts in the ztunnel',
    [policy('none', {}, root)],
    [[r0, refusedBehind]],
  ),
  row(
    'B7 unless the waypoint is allowed',
    [policy('none', {}, root), policy('wp', { rules: [principals(wp)] })],
    [[r0, ok()]],
  ),
  row(
    'B8 a policy of the class',
    [
      policy('none', {}, root),
      policy('wp', { rules: [principals(wp)] }),
      policy('class', { targetRefs: [toClass] }, root),
    ],
    [[r0, refused()]],
    {
      status: { 'AuthorizationPolicy/istio-system/class': ['WaypointAccepted=True Accepted: bound to istio-waypoint'] },
    },
  ),
  row('B9 a policy of the class elsewhere', [policy('class', { targetRefs: [toClass] })], [[r0, ok()]]),
  row(
    'B10 a selector with HTTP fields',
    [policy('p', { selector: { matchLabels: { app: 'web' } }, action: 'DENY', rules: [paths('/x')] })],
    [[get('/x'), ok()]],
  ),
  row(
    'B11 a selector of the waypoint pod',
    [policy('p', { selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'wp' } } })],
    [[r0, ok()]],
  ),
  row('B12 no target', [policy('p', {})], [[r0, refusedBehind]]),
  row(
    'B13 and B14 paths and methods of a Gateway',
    [policy('p', { targetRefs: [toWp], rules: [{ to: [{ operation: { methods: ['GET'], paths: ['/allowed'] } }] }] })],
    [
      [get('/allowed'), ok()],
      [get('/deny'), refused()],
      [{ to: 'http://api/allowed' }, ok('api')],
    ],
  ),
  row(
    'B15 and B16 identities of a Gateway',
    [
      policy('p', {
        targetRefs: [toWp],
        rules: [
          { ...principals(client), ...paths('/allowed-identity') },
          { ...principals('cluster.local/ns/app/sa/someone-else'), ...paths('/denied-identity') },
        ],
      }),
    ],
    [
      [get('/allowed-identity'), ok()],
      [get('/denied-identity'), refused()],
    ],
  ),
  row(
    'B17 DENY before ALLOW',
    [
      policy('allow', { targetRefs: [toWp], rules: [{ to: [{ operation: { methods: ['POST'] } }] }] }),
      policy('deny', { targetRefs: [toWp], action: 'DENY', rules: [paths('/explicit-deny')] }),
    ],
    [
      [
        get('/explicit-deny', {}, { method: 'POST' }),
        refused('app/deny', { details: 'rbac_access_denied_matched_policy[ns[app]-policy[deny]-rule[0]]' }),
      ],
      [get('/x', {}, { method: 'POST' }), ok()],
    ],
  ),
  row(
    'B18 a prefix',
    [
      policy('p', {
        targetRefs: [toWp],
        rules: [{ to: [{ operation: { methods: ['GET'], paths: ['/allowed-wildcard*'] } }] }],
      }),
    ],
    [[get('/allowed-wildcardtest'), ok()]],
  ),
  row(
    'B19 and B20 values and notValues',
    [
      policy('p', {
        targetRefs: [toWp],
        rules: [{ ...paths('/headers'), ...foo({ values: ['match'], notValues: ['no'] }) }],
      }),
    ],
    [
      [get('/headers', { 'x-foo': 'match' }), ok()],
      [get('/headers', { 'x-foo': 'no' }), refused()],
      [get('/headers', { 'x-foo': ['match', 'no'] }), refused()],
    ],
  ),
  row(
    'B21 two Services in one policy',
    [policy('p', { targetRefs: [toWeb, toApi], ...denyAll })],
    [
      [r0, refused('app/p')],
      [{ to: 'http://api/' }, refused('app/p')],
    ],
    { status: { 'AuthorizationPolicy/app/p': ['WaypointAccepted=True Accepted: '] } },
  ),
  row(
    'B22 a Gateway of another namespace',
    [...infra, policy('p', { targetRefs: [{ ...toWp, name: 'wp2' }], ...denyAll })],
    [[r0, ok('web', throughInfra)]],
  ),
  row(
    'B22 a Gateway of its own namespace',
    [...infra, policy('p', { targetRefs: [{ ...toWp, name: 'wp2' }], ...denyAll }, { namespace: 'infra' })],
    [[r0, refused('infra/p', { via: ['infra/wp2'] })]],
  ),
  row(
    'B23 a Service behind a foreign waypoint',
    [...infra, policy('p', { targetRefs: [toWeb], ...denyAll })],
    [[r0, refused('app/p', { via: ['infra/wp2'] })]],
  ),
  row(
    'B23 a Service is not targeted from the waypoint namespace',
    [...infra, policy('p', { targetRefs: [toWeb], ...denyAll }, { namespace: 'infra' })],
    [[r0, ok('web', throughInfra)]],
  ),
  row(
    'B24 a ServiceEntry that is a Service',
    [policy('p', { targetRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: 'web' }], ...denyAll })],
    [[r0, ok()]],
    {
      status: {
        'AuthorizationPolicy/app/p': ['WaypointAccepted=False TargetNotFound: ServiceEntry app/web was not found'],
      },
    },
  ),
  row(
    'B85 a policy of a Service and a pod address',
    [...workloadWaypoint, policy('p', { targetRefs: [toWeb], ...denyAll })],
    [[toPod, ok()]],
  ),
  row(
    'B86 a policy of the Gateway and a pod address',
    [...workloadWaypoint, policy('p', { targetRefs: [toWp], ...denyAll })],
    [[toPod, refused('app/p')]],
  ),
  row(
    'B87 selector and target',
    [policy('p', { targetRefs: [toWeb], selector: { matchLabels: { app: 'web' } }, ...denyAll })],
    [[r0, ok()]],
    {
      status: {
        'AuthorizationPolicy/app/p':
          'CRD validation: AuthorizationPolicy/p/app: spec: Invalid value: only one of targetRefs or selector can be set',
      },
    },
  ),
  row('3.1 a legacy targetRef', [policy('p', { targetRef: toWeb, ...denyAll })], [[r0, refused('app/p')]]),
  row(
    '3.1 group core is the empty group',
    [policy('p', { targetRefs: [{ ...toWeb, group: 'core' }], ...denyAll })],
    [[r0, refused('app/p')]],
  ),
  row(
    '3.1 one of two targets is enough',
    [policy('p', { targetRefs: [{ ...toWeb, name: 'nope' }, toWeb], ...denyAll })],
    [[r0, refused('app/p')]],
  ),
  row(
    '3.1 a target of no waypoint',
    [service('api', '10.96.0.11'), policy('p', { targetRefs: [toApi], ...denyAll })],
    [[{ to: 'http://api/' }, direct('api')]],
  ),
  row(
    'B37 identities at the waypoint are the callers',
    [policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [principals('cluster.local/ns/app/sa/other')] })],
    [
      [r0, ok()],
      [byOther, refused('app/p')],
    ],
  ),
]);
