import { cut, direct, ok, r0 } from '../answers.fixture.ts';
import { row, table } from '../rows.fixture.ts';
import {
  api,
  authentication,
  boundToWp,
  grpcRoute,
  pod,
  policy,
  route,
  service,
  toApi,
  waypoint,
  web,
  type Spec,
} from '../waypointWorld.fixture.ts';

const regex = (value: string): Spec => ({
  matches: [{ path: { type: 'RegularExpression', value } }],
  backendRefs: [api],
});
const header = (value: string): Spec => ({
  matches: [{ headers: [{ type: 'RegularExpression', name: 'x', value }] }],
  backendRefs: [api],
});
const all: Spec = { backendRefs: [web] };
const toTheApi = { to: 'http://api/' };
const dead = [
  [r0, cut],
  [toTheApi, cut],
  [{ to: 'tcp://web:9090' }, cut],
] as const;

table('l7.md 1.5: one unusable object stops the whole waypoint', [
  row('a path that does not compile', [route('r', [regex('/x(')])], [...dead]),
  row('a class that does not end', [route('r', [regex('/[')])], [...dead]),
  row('lookahead', [route('r', [regex('/(?!a).*')])], [...dead]),
  row('a header that does not compile', [route('r', [header('a(')])], [...dead]),
  row(
    'a gRPC method that does not compile',
    [
      grpcRoute('r', [
        { matches: [{ method: { type: 'RegularExpression', service: 'a(', method: 'b' } }], backendRefs: [api] },
      ]),
    ],
    [...dead],
  ),
  row('a rule for all before it keeps it out', [route('r', [regex('/x('), all])], [[r0, ok()]]),
  row(
    'a Service of no waypoint',
    [service('api', '10.96.0.11'), route('r', [regex('/x(')], { parents: [toApi] })],
    [
      [r0, ok()],
      [toTheApi, direct('api')],
    ],
  ),
  row(
    'a Service of another waypoint',
    [
      waypoint('wp2'),
      service('api', '10.96.0.11', { labels: { 'istio.io/use-waypoint': 'wp2' } }),
      route('r', [regex('/x(')], { parents: [toApi] }),
    ],
    [
      [r0, ok()],
      [toTheApi, cut],
    ],
  ),
  row(
    'keys for one Service',
    [authentication('ra', { targetRefs: [toApi], jwtRules: [{ issuer: 'a', jwks: '{"keys":[]}' }] })],
    [...dead],
  ),
  row(
    'pods of the waypoint as well',
    [
      waypoint('wp', { labels: { 'istio.io/waypoint-for': 'all' } }),
      pod('api-1', { ip: '10.1.0.31', sa: 'api', labels: { app: 'api', ...boundToWp } }),
      route('r', [regex('/x(')]),
    ],
    [[{ to: 'http://10.1.0.31:8080/' }, cut]],
  ),
  row('what RE2 compiles is fine', [route('r', [regex('(?i)/a{2,3}[[:alpha:]]\\d'), all])], [[r0, ok()]]),
  row(
    'a policy is no configuration of Envoy expressions',
    [policy('p', { targetRefs: [toApi], action: 'DENY', rules: [{ to: [{ operation: { paths: ['/x('] } }] }] })],
    [[toTheApi, ok('api')]],
  ),
]);
