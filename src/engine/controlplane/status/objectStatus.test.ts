import { describe, expect, test } from 'vitest';
import type { StatusCondition } from '#model/objectStatus.ts';
import type { ResourceKey } from '#model/kubernetes/resource.ts';
import { namespace, pod, worldOf } from '../../forward/testWorld.ts';
import { objectStatuses } from './controlPlaneStatus.ts';

const waypointLabel = { 'istio.io/use-waypoint': 'wp' };

const gateway = (name: string, spec: object = {}, labels: object = {}) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name, namespace: 'app', labels },
  spec: {
    gatewayClassName: 'istio-waypoint',
    listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    ...spec,
  },
});

const service = (labels: object = {}, annotations: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 's', namespace: 'app', labels, annotations },
  spec: { selector: { app: 's' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
});

const policy = (spec: object, metadata: object = {}) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'p', namespace: 'app', ...metadata },
  spec,
});

const route = (spec: object) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'r', namespace: 'app' },
  spec: {
    parentRefs: [{ group: '', kind: 'Service', name: 's' }],
    rules: [{ backendRefs: [{ name: 's', port: 80 }] }],
    ...spec,
  },
});

const app = [namespace('app', { 'istio.io/dataplane-mode': 'ambient' }), pod('app/s', { ip: '10.1.0.2' })];

function statusOf(key: string, manifests: readonly object[]) {
  const mesh = worldOf([...app, ...manifests] as Parameters<typeof worldOf>[0]);
  return new Map(objectStatuses(mesh)).get(key as ResourceKey);
}

/** `Type=Status Reason`, as a table can show it. */
function short(conditions: readonly StatusCondition[] | undefined): readonly string[] {
  return (conditions ?? []).map(({ type, status, reason }) => `${type}=${status} ${reason}`);
}

describe('a Service that asks for a waypoint', () => {
  const bound = 'istio.io/WaypointBound';
  test.each([
    ['asks for none', service(), [gateway('wp')], []],
    ['is bound', service(waypointLabel), [gateway('wp')], [`${bound}=True WaypointAccepted`]],
    ['names a Gateway that is not there', service(waypointLabel), [], [`${bound}=False WaypointIsNotReady`]],
    [
      'names one for other traffic',
      service(waypointLabel),
      [gateway('wp', {}, { 'istio.io/waypoint-for': 'workload' })],
      [`${bound}=False UnsupportedTrafficType`],
    ],
  ])('%s', (_case, asking, others, expected) => {
    expect(short(statusOf('Service/app/s', [asking, ...others])?.conditions)).toEqual(expected);
  });

  test.each([
    ['nothing said', {}, {}, 'Successfully attached to waypoint app/wp'],
    [
      'ingress through it',
      { 'istio.io/ingress-use-waypoint': 'true' },
      {},
      'Successfully attached to waypoint app/wp. Ingress traffic will traverse the waypoint',
    ],
    [
      'ingress past it',
      { 'istio.io/ingress-use-waypoint': 'false' },
      {},
      'Successfully attached to waypoint app/wp. Ingress traffic is not using the waypoint, set the istio.io/ingress-use-waypoint label to true if desired.',
    ],
    [
      'a canary with a bad weight',
      { 'istio.io/use-waypoint-canary': 'next' },
      { 'istio.io/use-waypoint-canary-weight': 'abc' },
      'Successfully attached to waypoint app/wp. Canary waypoint not attached: canary waypoint "app/next" has an invalid weight; must be an integer in [0,100]',
    ],
  ])('with %s', (_case, labels, annotations, message) => {
    const asking = service({ ...waypointLabel, ...labels }, annotations);
    const [condition] = statusOf('Service/app/s', [asking, gateway('wp')])?.conditions ?? [];
    expect(condition?.message).toBe(message);
  });
});

describe('an AuthorizationPolicy', () => {
  const methods = { to: [{ operation: { methods: ['GET'] } }] };
  const target = { targetRefs: [{ group: '', kind: 'Service', name: 's' }] };
  test.each([
    ['for ztunnel', policy({ rules: [{}] }), [], ['ZtunnelAccepted=True Accepted']],
    ['with HTTP fields', policy({ rules: [methods] }), [], ['ZtunnelAccepted=True UnsupportedValue']],
    ['to audit', policy({ action: 'AUDIT', rules: [{}] }), [], ['ZtunnelAccepted=False UnsupportedValue']],
    ['of another revision', policy({ rules: [{}] }, { labels: { 'istio.io/rev': 'canary' } }), [], []],
    [
      'for a bound Service',
      policy(target),
      [service(waypointLabel), gateway('wp')],
      ['WaypointAccepted=True Accepted'],
    ],
    ['for an unbound Service', policy(target), [service()], ['WaypointAccepted=False AncestorNotBound']],
    ['for no Service', policy(target), [], ['WaypointAccepted=False TargetNotFound']],
    [
      'for two of which one is bound',
      policy({ targetRefs: [...target.targetRefs, { group: '', kind: 'Service', name: 'gone' }] }),
      [service(waypointLabel), gateway('wp')],
      ['WaypointAccepted=True PartiallyInvalid'],
    ],
    [
      'for a class, outside the root namespace',
      policy({ targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' }] }),
      [],
      ['WaypointAccepted=False Invalid'],
    ],
  ])('%s', (_case, own, others, expected) => {
    expect(short(statusOf('AuthorizationPolicy/app/p', [own, ...others])?.conditions)).toEqual(expected);
  });

  test('says nothing where istiod leaves it to chance which of several gets its condition', () => {
    const first = policy({ action: 'AUDIT', rules: [{}] });
    const second = policy({ action: 'CUSTOM', rules: [{}] }, { name: 'q' });
    expect(statusOf('AuthorizationPolicy/app/p', [first, second])).toBeUndefined();
  });
});

describe('a Gateway', () => {
  test('of a waypoint is programmed by its Service', () => {
    const status = statusOf('Gateway/app/wp', [gateway('wp')]);
    expect(short(status?.conditions)).toEqual([
      'Accepted=True Accepted',
      'Programmed=True Programmed',
      'ResolvedRefs=True ResolvedRefs',
    ]);
    expect(status?.addresses?.map(({ type }) => type)).toEqual(['IPAddress', 'Hostname']);
  });

  test('without a Service is not programmed', () => {
    const stated = {
      ...gateway('wp'),
      status: { addresses: [{ type: 'Hostname', value: 'wp.app.svc.cluster.local' }] },
    };
    expect(short(statusOf('Gateway/app/wp', [stated])?.conditions)).toContain('Programmed=False AddressNotUsable');
  });

  test.each([
    ['two of one name', 'HTTP', 80, 'Conflicted=True HostnameConflict'],
    ['of two protocols', 'TCP', 80, 'Conflicted=True ProtocolConflict'],
    ['of two ports', 'HTTP', 81, 'Conflicted=False NoConflicts'],
  ])('%s', (_case, protocol, port, expected) => {
    const listeners = [
      { name: 'a', port: 80, protocol: 'HTTP' },
      { name: 'b', port, protocol },
    ];
    const status = statusOf('Gateway/app/gw', [gateway('gw', { gatewayClassName: 'istio', listeners })]);
    expect(short(status?.listeners?.[1]?.conditions)).toContain(expected);
  });

  test('counts a route once per listener it hangs on', () => {
    const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
    const edge = gateway('gw', { gatewayClassName: 'istio', listeners });
    const status = statusOf('Gateway/app/gw', [
      edge,
      route({ parentRefs: [{ name: 'gw' }, { name: 'gw', port: 80 }] }),
    ]);
    expect(status?.listeners?.map(({ attachedRoutes }) => attachedRoutes)).toEqual([1]);
  });
});

describe('an HTTPRoute', () => {
  const withWaypoint = [service(waypointLabel), gateway('wp')];
  const backend = (fields: object) => route({ rules: [{ backendRefs: [{ name: 's', port: 80, ...fields }] }] });
  test.each([
    ['is fine', route({}), withWaypoint, 'ResolvedRefs=True ResolvedRefs'],
    ['has no such backend', backend({ name: 'gone' }), withWaypoint, 'ResolvedRefs=False BackendNotFound'],
    [
      'has a backend of no kind',
      backend({ group: 'x.io', kind: 'Thing' }),
      withWaypoint,
      'ResolvedRefs=False InvalidKind',
    ],
    ['has a host name as backend', backend({ name: 's.app' }), withWaypoint, 'ResolvedRefs=False InvalidDestination'],
    [
      'has a filter nobody knows',
      route({
        rules: [{ filters: [{ type: 'ExtensionRef', extensionRef: { group: 'x.io', kind: 'X', name: 'x' } }] }],
      }),
      withWaypoint,
      'ResolvedRefs=False InvalidFilter',
    ],
    ['has no such parent', route({}), [], 'Accepted=False NoMatchingParent'],
  ])('%s', (_case, own, others, expected) => {
    expect(short(statusOf('HTTPRoute/app/r', [own, ...others])?.parents?.[0]?.conditions)).toContain(expected);
  });

  test('needs a grant for a foreign backend at a Gateway, not at a Service', () => {
    const foreign = { rules: [{ backendRefs: [{ name: 't', namespace: 'far', port: 80 }] }] };
    const far = { ...service(), metadata: { name: 't', namespace: 'far' } };
    const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
    const edge = gateway('gw', { gatewayClassName: 'istio', listeners });
    const parentRefs = [{ name: 'gw' }, { group: '', kind: 'Service', name: 's' }];
    const status = statusOf('HTTPRoute/app/r', [far, edge, ...withWaypoint, route({ ...foreign, parentRefs })]);
    const byKind = new Map(status?.parents?.map(({ parentRef, conditions }) => [parentRef.kind, short(conditions)]));
    expect(byKind.get('Gateway')).toContain('ResolvedRefs=False RefNotPermitted');
    expect(byKind.get('Service')).toContain('ResolvedRefs=True ResolvedRefs');
  });

  test('at a waypoint Gateway has no parent at all', () => {
    const own = route({ parentRefs: [{ name: 'wp' }] });
    expect(statusOf('HTTPRoute/app/r', [own, ...withWaypoint])).toEqual({ parents: [] });
  });
});

describe('a BackendTLSPolicy', () => {
  const valid = { hostname: 's.example', wellKnownCACertificates: 'System' };
  const tls = (name: string, target: object, validation: object = valid, annotations: object = {}) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name, namespace: 'app', annotations },
    spec: { targetRefs: [{ group: '', kind: 'Service', name: 's', ...target }], validation },
  });
  const fromMap = (kind = 'ConfigMap') => ({
    hostname: 's.example',
    caCertificateRefs: [{ group: '', kind, name: 'ca' }],
  });
  const configMap = (data: object) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'ca', namespace: 'app' },
    data,
  });
  const good = [
    'Accepted=True Accepted: Configuration is valid',
    'ResolvedRefs=True ResolvedRefs: Configuration is valid',
  ];
  const bad = (error: string, reason: string, says: string) => [
    `Accepted=False NoValidCACertificate: Certificate reference invalid: ${error}`,
    `ResolvedRefs=False ${reason}: ${says}: ${error}`,
  ];
  test.each<readonly [string, readonly object[], readonly string[]]>([
    ['is valid', [tls('t', {})], good],
    ['names a port', [tls('t', { sectionName: 'http' })], good],
    [
      'names a port that is not there',
      [tls('t', { sectionName: 'https' })],
      [
        'Accepted=False TargetNotFound: targetRefs invalid: sectionName "https" does not exist in Service app/s',
        good[1] ?? '',
      ],
    ],
    [
      'has no target',
      [tls('t', { name: 'none' })],
      [
        'Accepted=False TargetNotFound: targetRefs invalid: reference app/none (of kind Service) not found',
        good[1] ?? '',
      ],
    ],
    [
      'comes after another one',
      [tls('t', {}), tls('a', {})],
      ['Accepted=False Conflicted: Conflicts with BackendTLSPolicy "a" targeting the same backend', good[1] ?? ''],
    ],
    [
      'comes after one that is ignored',
      [tls('t', {}), tls('a', {}, valid, { 'istio.io/ignore-policy-attachment': 'true' })],
      good,
    ],
    ['has its CA in a ConfigMap', [tls('t', {}, fromMap()), configMap({ 'ca.crt': 'x' })], good],
    [
      'has no CA',
      [tls('t', {}, fromMap())],
      bad(
        'reference app/ca (of kind ConfigMap) not found',
        'InvalidCACertificateRef',
        'Certificate reference not found',
      ),
    ],
    [
      'has a CA of an unknown kind',
      [tls('t', {}, fromMap('Other'))],
      bad('unsupported kind Other', 'InvalidKind', 'Certificate reference not supported'),
    ],
    [
      'has a ConfigMap without a CA',
      [tls('t', {}, fromMap()), configMap({ other: 'x' })],
      bad(
        "found secret, but didn't have expected keys cacert or ca.crt; found: other",
        'InvalidCACertificateRef',
        'Certificate invalid',
      ),
    ],
    [
      'is ignored',
      [tls('t', {}, valid, { 'istio.io/ignore-policy-attachment': 'True' })],
      ['Accepted=False IgnoredByIstio: Ignored by Istio due to annotation istio.io/ignore-policy-attachment=true'],
    ],
  ])('%s', (_case, manifests, expected) => {
    const { ancestors = [] } = statusOf('BackendTLSPolicy/app/t', [service(), ...manifests]) ?? {};
    const [first] = ancestors;
    expect(first?.controllerName).toBe('istio.io/mesh-controller');
    expect(first?.conditions.map((one) => `${one.type}=${one.status} ${one.reason}: ${one.message ?? ''}`)).toEqual(
      expected,
    );
  });

  test('tells the Gateways whose routes lead to its target', () => {
    const parentRefs = [{ name: 'edge' }];
    const { ancestors = [] } =
      statusOf('BackendTLSPolicy/app/t', [service(), tls('t', {}), route({ parentRefs })]) ?? {};
    expect(
      ancestors.map(({ ancestorRef, controllerName }) => [ancestorRef.kind, ancestorRef.name, controllerName]),
    ).toEqual([
      ['Service', 's', 'istio.io/mesh-controller'],
      ['Gateway', 'edge', 'istio.io/gateway-controller'],
    ]);
  });
});
