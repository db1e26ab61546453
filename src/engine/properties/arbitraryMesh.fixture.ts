import * as fc from 'fast-check';
import type { ScenarioRequest } from '#model/scenario.ts';
import { arbitraryExtras } from './arbitraryExtras.fixture.ts';

// Small meshes in which many features meet, as manifests that nobody has read yet. Only property tests import this file.

/** A manifest as it is written. */
export type Manifest = Readonly<Record<string, unknown>> & {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Fields };
};

export interface ArbitraryMesh {
  readonly manifests: readonly Manifest[];
  readonly requests: readonly ScenarioRequest[];
}

export type Fields = Readonly<Record<string, unknown>>;

// Mostly the same, so that things meet.
const namespace = fc.constantFrom('n0', 'n0', 'n0', 'n1');
const app = fc.constantFrom('a', 'a', 'b');

/** Leaves fields out whose value is undefined, as somebody would who writes YAML. */
function fields(model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Fields> {
  return fc.record(model).map((value) => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)));
}

const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const few = <T>(value: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<readonly T[]> => fc.array(value, { maxLength });

const waypointName = fc.constantFrom('wp0', 'wp1', 'none', 'missing');

/** Mostly a waypoint that is there; else any nonsense. */
const bindingLabels = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Fields>({}, usesWaypoint('0'), usesWaypoint('1')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Fields>(usesWaypoint('0'), usesWaypoint('1')).map((labels) => ({
      ...labels,
      'istio.io/use-waypoint-canary': 'wp0',
      'istio.io/use-waypoint-canary-namespace': 'n0',
    })),
  },
  {
    weight: 1,
    arbitrary: fields({
      'istio.io/use-waypoint': sometimes(waypointName),
      'istio.io/use-waypoint-namespace': sometimes(namespace),
      'istio.io/use-waypoint-canary': sometimes(waypointName),
      'istio.io/dataplane-mode': sometimes(fc.constantFrom('ambient', 'none')),
    }),
  },
);

function usesWaypoint(index: string): Fields {
  return { 'istio.io/use-waypoint': `wp${index}`, 'istio.io/use-waypoint-namespace': `n${index}` };
}

const canaryWeight = fields({
  'istio.io/use-waypoint-canary-weight': sometimes(fc.constantFrom('0', '40', '100', 'x')),
});

function namespaces(): fc.Arbitrary<readonly Manifest[]> {
  const one = (name: string): fc.Arbitrary<Manifest> =>
    fc.record({ labels: bindingLabels, annotations: canaryWeight }).map(({ labels, annotations }) => {
      const usual = { 'istio.io/dataplane-mode': 'ambient' };
      return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...usual, ...labels }, annotations } };
    });
  return fc.tuple(one('n0'), one('n1'));
}

function pod(index: number): fc.Arbitrary<Manifest> {
  return (
    fc
      .record({
        home: namespace,
        app,
        labels: bindingLabels,
        ready: fc.constantFrom(true, true, true, true, true, true, false),
        node: fc.constantFrom('x', 'y'),
      })
      // The first two are what the Services are most likely to select.
      .map((drawn) => (index < 2 ? { ...drawn, home: 'n0', app: index === 0 ? 'a' : 'b' } : drawn))
      .map((drawn) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `p${String(index)}`,
          namespace: drawn.home,
          labels: { ...drawn.labels, app: drawn.app },
        },
        spec: {
          nodeName: drawn.node,
          serviceAccountName: drawn.app,
          containers: [{ name: 'app', ports: [{ containerPort: 8080 }] }],
        },
        status: {
          phase: 'Running',
          podIP: `10.1.0.${String(index + 1)}`,
          conditions: [{ type: 'Ready', status: drawn.ready ? 'True' : 'False' }],
        },
      }))
  );
}

function service(index: number): fc.Arbitrary<Manifest> {
  const port = fc.constantFrom({ name: 'http', port: 80, targetPort: 8080 }, { port: 80, targetPort: 8080 });
  return fc
    .record({ home: namespace, app, labels: bindingLabels, annotations: canaryWeight, port })
    .map(({ home, app: selected, labels, annotations, port: stated }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `s${String(index)}`, namespace: home, labels, annotations },
      spec: { clusterIP: `10.96.0.${String(index + 1)}`, selector: { app: selected }, ports: [stated] },
    }));
}

function waypoint(index: number): fc.Arbitrary<Manifest> {
  const labels = fields({ 'istio.io/waypoint-for': sometimes(fc.constantFrom('service', 'workload', 'all', 'none')) });
  const all = { namespaces: { from: 'All' } };
  const allowed = fc.constantFrom(all, all, { namespaces: { from: 'Same' } }, undefined);
  return fc.record({ labels, allowed }).map(({ labels: stated, allowed: allowedRoutes }) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: `wp${String(index)}`, namespace: `n${String(index)}`, labels: stated },
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [
        { name: 'mesh', port: 15008, protocol: 'HBONE', ...(allowedRoutes === undefined ? {} : { allowedRoutes }) },
      ],
    },
  }));
}

const path = fc.constantFrom('/', '/a', '/a/b', '/b');
const serviceName = fc.constantFrom('s0', 's0', 's1', 's1', 's2', 'missing');
const header = fields({ name: fc.constantFrom('x-a', 'x-b'), value: fc.constantFrom('1', '2') });

function route(index: number): fc.Arbitrary<Manifest> {
  const match = fields({
    path: sometimes(fields({ type: fc.constantFrom('Exact', 'PathPrefix', 'RegularExpression'), value: path })),
    method: sometimes(fc.constantFrom('GET', 'POST')),
    headers: sometimes(fc.uniqueArray(header, { maxLength: 2, selector: ({ name }) => name })),
  });
  const filter = fc.constantFrom<Fields>(
    { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-a', value: '2' }] } },
    { type: 'RequestRedirect', requestRedirect: { hostname: 'elsewhere.example' } },
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/b' } } },
    { type: 'RequestMirror', requestMirror: { backendRef: { name: 's0', port: 80 } } },
  );
  // Now and then without a port, which the API server refuses.
  const port = fc.constantFrom(...Array<number>(19).fill(80), undefined);
  const backend = fields({ name: serviceName, port, weight: sometimes(fc.nat(2)) });
  const rule = fields({
    matches: sometimes(few(match)),
    filters: sometimes(few(filter, 1)),
    backendRefs: fc.array(backend, { minLength: 1, maxLength: 2 }),
  }).map(withoutBackendsOfRedirect);
  return fc
    .record({ home: namespace, parent: serviceName, rules: fc.array(rule, { minLength: 1, maxLength: 2 }) })
    .map(({ home, parent, rules }) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `r${String(index)}`, namespace: home },
      spec: { parentRefs: [{ group: '', kind: 'Service', name: parent, port: 80 }], rules },
    }));
}

function saysSomething(part: Fields): boolean {
  return Object.values(part).some((values) => Array.isArray(values) && values.length > 0);
}

/** A redirect has no backends. */
function withoutBackendsOfRedirect(rule: Fields): Fields {
  const filters = (rule['filters'] ?? []) as readonly Fields[];
  if (!filters.some(({ type }) => type === 'RequestRedirect')) return rule;
  return Object.fromEntries(Object.entries(rule).filter(([name]) => name !== 'backendRefs'));
}

function policy(index: number): fc.Arbitrary<Manifest> {
  const source = fields({
    principals: sometimes(few(fc.constantFrom('cluster.local/ns/n0/sa/a', '*/sa/b', '*'))),
    namespaces: sometimes(few(namespace)),
    notIpBlocks: sometimes(few(fc.constantFrom('10.1.0.1', '10.0.0.0/8', '10.1.0.0/16'))),
  });
  const operation = fields({
    methods: sometimes(few(fc.constantFrom('GET', 'POST'))),
    paths: sometimes(few(fc.constantFrom('/a', '/a*', '*/b', '/{*}/b'))),
    ports: sometimes(few(fc.constantFrom('80', '8080', '80', '8080', '80', '8080', 'x'))),
  });
  const when = fc.constantFrom<Fields>(
    { key: 'request.headers[x-a]', values: ['1'] },
    { key: 'source.namespace', notValues: ['n1'] },
    { key: 'destination.port', values: ['80'] },
    { key: 'no.such.key', values: ['1'] },
  );
  const rule = fields({
    from: sometimes(few(fields({ source: source.filter(saysSomething) }))),
    to: sometimes(few(fields({ operation: operation.filter(saysSomething) }))),
    when: sometimes(few(when, 1)),
  });
  const target = fc.oneof(
    fields({ kind: fc.constant('Service'), group: fc.constant(''), name: serviceName }),
    fields({ kind: fc.constant('Gateway'), group: fc.constant('gateway.networking.k8s.io'), name: waypointName }),
  );
  const spec = fields({
    action: fc.constantFrom('ALLOW', 'ALLOW', 'DENY', 'DENY', 'ALLOW', 'AUDIT', 'SOMETIMES', undefined),
    rules: fc.oneof(fc.array(rule, { minLength: 1, maxLength: 2 }), sometimes(few(rule))),
  });
  const scope = fc.oneof(
    fc.constant<Fields>({}),
    app.map((name): Fields => ({ selector: { matchLabels: { app: name } } })),
    fc.array(target, { minLength: 1, maxLength: 2 }).map((targetRefs): Fields => ({ targetRefs })),
  );
  return fc.record({ home: namespace, spec, scope }).map(({ home, spec: stated, scope: reach }) => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: `ap${String(index)}`, namespace: home },
    spec: { ...stated, ...reach },
  }));
}

function mtls(index: number): fc.Arbitrary<Manifest> {
  const mode = fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET');
  const selector = sometimes(app.map((name) => ({ matchLabels: { app: name } })));
  return fc.record({ home: namespace, spec: fields({ selector, mtls: fields({ mode }) }) }).map(({ home, spec }) => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: `pa${String(index)}`, namespace: home },
    spec,
  }));
}

/** Up to so many of a kind, each with a name of its own. */
function upTo(
  count: number,
  one: (index: number) => fc.Arbitrary<Manifest>,
  least = 0,
): fc.Arbitrary<readonly Manifest[]> {
  return fc.integer({ min: least, max: count }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => one(i))));
}

const request = fc.record({
  caller: fc.nat(5),
  service: fc.nat(2),
  to: fc.constantFrom('name', 'name', 'name', 'vip', 'pod', 'tcp', 'grpc', 'entry', 'ingress', 'nobody'),
  path,
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  headers: fc.constantFrom<Record<string, string>>({}, { 'x-a': '1' }, { 'x-b': '2' }),
  token: fc.constantFrom<ScenarioRequest['token']>('none', 'none', 'valid', 'expired'),
  seed: fc.nat(1000),
});

type Drawn = typeof request extends fc.Arbitrary<infer T> ? T : never;

/** Two namespaces with everything that may stand in them, and requests between what is there. */
export const arbitraryMesh: fc.Arbitrary<ArbitraryMesh> = fc
  .tuple(
    namespaces(),
    upTo(4, pod, 3),
    upTo(3, service, 2),
    upTo(2, waypoint, 1),
    upTo(3, route, 1),
    upTo(3, policy, 1),
    upTo(2, mtls),
    arbitraryExtras,
    fc.array(request, { minLength: 2, maxLength: 4 }),
  )
  .map(([spaces, pods, services, waypoints, routes, policies, modes, extras, requests]) => ({
    manifests: [...spaces, ...pods, ...services, ...waypoints, ...routes, ...policies, ...modes, ...extras],
    requests: requests.map((drawn) => requestOf(drawn, { pods: [...pods, ...extras.filter(isPod)], services, extras })),
  }));

function isPod(manifest: Manifest): boolean {
  return manifest['kind'] === 'Pod';
}

interface Callable {
  readonly pods: readonly Manifest[];
  readonly services: readonly Manifest[];
  readonly extras: readonly Manifest[];
}

function requestOf(drawn: Drawn, { pods, services, extras }: Callable): ScenarioRequest {
  const { caller: who, service: wanted, to, path: asked, token, ...rest } = drawn;
  const from = pods[who % pods.length]?.metadata;
  const called = services[wanted % services.length]?.metadata;
  const host = `${called?.name ?? ''}.${called?.namespace ?? ''}`;
  const urls = {
    name: `http://${host}${asked}`,
    vip: `http://10.96.0.${String((wanted % services.length) + 1)}${asked}`,
    pod: `http://10.1.0.${String((wanted % pods.length) + 1)}:8080${asked}`,
    tcp: `tcp://${host}:80`,
    grpc: `grpc://${host}/a.B/C`,
    entry: `http://e.example${asked}`,
    ingress: `http://a.example${asked}`,
    nobody: `http://missing.n0${asked}`,
  };
  const has = (kind: string): boolean => extras.some((manifest) => manifest['kind'] === kind);
  const there = (to === 'entry' && !has('ServiceEntry')) || (to === 'ingress' && !has('Gateway')) ? 'name' : to;
  const caller = there === 'ingress' ? 'outside' : `${from?.namespace ?? ''}/${from?.name ?? ''}`;
  return { name: 'q', from: caller, to: urls[there], ...rest, ...(token === undefined ? {} : { token }) };
}
