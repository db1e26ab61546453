import * as fc from 'fast-check';
import { demoKeySet } from '../envoy/authentication/demoTokens.ts';
import type { Fields, Manifest } from './arbitraryMesh.fixture.ts';

// What stands beside the basic objects of a random mesh: gateways, sidecars, entries, tokens and Istio's own routes.

const namespace = fc.constantFrom('n0', 'n0', 'n1');
const serviceName = fc.constantFrom('s0', 's0', 's1', 'missing');
const path = fc.constantFrom('/', '/a', '/a/b');
const host = fc.constantFrom('a.example', '*.example');

function object(
  apiVersion: string,
  kind: string,
  name: string,
  home: string,
  spec: unknown,
  more: Fields = {},
): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: home, ...more }, spec };
}

/** An ingress gateway with one or two listeners, and a route to a Service that may be in another namespace. */
const ingress: fc.Arbitrary<readonly Manifest[]> = fc
  .record({
    home: namespace,
    routeHome: namespace,
    from: fc.constantFrom('All', 'Same'),
    listenerHost: fc.option(host, { nil: undefined }),
    second: fc.boolean(),
    backend: serviceName,
    backendHome: fc.option(namespace, { nil: undefined }),
    match: path,
    granted: fc.boolean(),
  })
  .map((drawn) => {
    const allowedRoutes = { namespaces: { from: drawn.from } };
    const hostname = drawn.listenerHost === undefined ? {} : { hostname: drawn.listenerHost };
    const listeners = [
      { name: 'web', port: 80, protocol: 'HTTP', allowedRoutes, ...hostname },
      ...(drawn.second ? [{ name: 'alt', port: 8080, protocol: 'HTTP', allowedRoutes }] : []),
    ];
    const target = { name: drawn.backend, port: 80 };
    const backend = drawn.backendHome === undefined ? target : { ...target, namespace: drawn.backendHome };
    const grant = object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'grant', drawn.backendHome ?? 'n0', {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: drawn.routeHome }],
      to: [{ group: '', kind: 'Service' }],
    });
    return [
      object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', drawn.home, { gatewayClassName: 'istio', listeners }),
      object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'in', drawn.routeHome, {
        parentRefs: [{ name: 'edge', namespace: drawn.home }],
        hostnames: ['a.example'],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: drawn.match } }], backendRefs: [backend] }],
      }),
      ...(drawn.granted ? [grant] : []),
    ];
  });

/** A pod with a sidecar, which may take HBONE; it answers as `a`. */
const sidecar: fc.Arbitrary<readonly Manifest[]> = fc
  .record({ home: namespace, hbone: fc.boolean(), app: fc.constantFrom('a', 'side') })
  .map(({ home, hbone, app }) => {
    const tunnel = hbone ? { 'networking.istio.io/tunnel': 'http' } : {};
    const labels = { app, 'security.istio.io/tlsMode': 'istio', ...tunnel };
    const annotations = { 'sidecar.istio.io/status': '{}' };
    const spec = {
      nodeName: 'x',
      serviceAccountName: 'side',
      containers: [{ name: 'app', ports: [{ containerPort: 8080 }] }],
    };
    const conditions = [{ type: 'Ready', status: 'True' }];
    const pod = object('v1', 'Pod', 'side', home, spec, { labels, annotations });
    return [{ ...pod, status: { phase: 'Running', podIP: '10.1.1.1', conditions } }];
  });

const entry: fc.Arbitrary<readonly Manifest[]> = fc
  .record({
    home: namespace,
    resolution: fc.constantFrom('STATIC', 'STATIC', 'NONE', 'DNS'),
    labels: fc.constantFrom<Fields>({}, { 'istio.io/use-waypoint': 'wp0', 'istio.io/use-waypoint-namespace': 'n0' }),
    endpoints: fc.constantFrom<readonly Fields[]>(
      [],
      [{ address: '10.1.0.1', ports: { http: 8080 } }],
      [{ address: '10.9.9.9' }],
    ),
    protocol: fc.constantFrom('HTTP', 'TCP'),
  })
  .map(({ home, resolution, labels, endpoints, protocol }) => {
    const ports = [{ number: 80, name: 'http', protocol }];
    const own = resolution === 'NONE' ? {} : { endpoints };
    const spec = { hosts: ['e.example'], addresses: ['10.200.0.1'], resolution, ports, ...own };
    return [object('networking.istio.io/v1', 'ServiceEntry', 'e', home, spec, { labels })];
  });

/** A VirtualService for a Service, with what only it can say, and a DestinationRule with subsets. */
const istioRoutes: fc.Arbitrary<readonly Manifest[]> = fc
  .record({
    home: namespace,
    of: serviceName,
    prefix: path,
    subset: fc.constantFrom('v1', 'none'),
    extra: fc.constantFrom<Fields>(
      {},
      { fault: { abort: { httpStatus: 418, percentage: { value: 50 } } } },
      { timeout: '1s', retries: { attempts: 2, retryOn: '5xx' } },
      { corsPolicy: { allowOrigins: [{ exact: '*' }] } },
      { rewrite: { uri: '/b' }, headers: { request: { set: { 'x-a': '1' } } } },
      { mirror: { host: 's0', port: { number: 80 } } },
    ),
  })
  .map(({ home, of, prefix, subset, extra }) => {
    const destination = { host: of, subset, port: { number: 80 } };
    const http = [{ match: [{ uri: { prefix } }], route: [{ destination }], ...extra }];
    const subsets = [{ name: 'v1', labels: { app: 'a' } }];
    return [
      object('networking.istio.io/v1', 'VirtualService', 'vs', home, { hosts: [of], http }),
      object('networking.istio.io/v1', 'DestinationRule', 'dr', home, { host: of, subsets }),
    ];
  });

const target = fc.oneof(
  serviceName.map((name) => ({ kind: 'Service', group: '', name })),
  fc.constant({ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'wp0' }),
);

/** Tokens and a policy on who brought them. */
const tokens: fc.Arbitrary<readonly Manifest[]> = fc
  .record({
    home: namespace,
    targetRef: target,
    rule: fc.constantFrom<Fields>(
      {},
      { audiences: ['x'] },
      { outputClaimToHeaders: [{ header: 'x-a', claim: 'sub' }] },
    ),
    principal: fc.constantFrom('*', 'demo/demo-user', 'other/*'),
  })
  .map(({ home, targetRef, rule, principal }) => [
    object('security.istio.io/v1', 'RequestAuthentication', 'jwt', home, {
      targetRefs: [targetRef],
      jwtRules: [{ issuer: 'demo', jwks: demoKeySet(), ...rule }],
    }),
    object('security.istio.io/v1', 'AuthorizationPolicy', 'who', home, {
      targetRefs: [targetRef],
      rules: [{ from: [{ source: { requestPrincipals: [principal] } }] }],
    }),
  ]);

/** A policy that reaches all namespaces: of the class, or of the root namespace. */
const wide: fc.Arbitrary<readonly Manifest[]> = fc
  .record({
    targeted: fc.boolean(),
    action: fc.constantFrom('ALLOW', 'DENY'),
    principal: fc.constantFrom('*/sa/wp0', '*/sa/a', '*'),
    dry: fc.boolean(),
  })
  .map(({ targeted, action, principal, dry }) => {
    const classRef = { kind: 'GatewayClass', group: 'gateway.networking.k8s.io', name: 'istio-waypoint' };
    const rules = [{ from: [{ source: { principals: [principal] } }] }];
    const spec = { ...(targeted ? { targetRefs: [classRef] } : {}), action, rules };
    const annotations = dry ? { 'istio.io/dry-run': 'true' } : {};
    return [object('security.istio.io/v1', 'AuthorizationPolicy', 'wide', 'istio-system', spec, { annotations })];
  });

const grpc: fc.Arbitrary<readonly Manifest[]> = fc
  .record({ home: namespace, of: serviceName, to: serviceName, service: fc.constantFrom('a.B', 'x.Y') })
  .map(({ home, of, to, service }) => [
    object('gateway.networking.k8s.io/v1', 'GRPCRoute', 'g', home, {
      parentRefs: [{ group: '', kind: 'Service', name: of }],
      rules: [{ matches: [{ method: { service } }], backendRefs: [{ name: to, port: 80 }] }],
    }),
  ]);

/** What the networks of the nodes let in and out, now and then without the port of the tunnel or of the DNS. */
const network: fc.Arbitrary<readonly Manifest[]> = fc
  .record({
    home: namespace,
    selected: fc.constantFrom<Fields>({}, { matchLabels: { app: 'a' } }, { matchLabels: { app: 'b' } }),
    types: fc.constantFrom<readonly string[]>(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ports: fc.subarray([8080, 15008, 53, 'http']),
    protocol: fc.constantFrom('TCP', 'TCP', 'TCP', 'UDP', 'tcp'),
    peer: fc.constantFrom<readonly Fields[]>(
      [],
      [],
      [{ podSelector: { matchLabels: { app: 'a' } } }],
      [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'n1' } } }],
      [{ ipBlock: { cidr: '10.1.0.0/16', except: ['10.1.0.1/32'] } }],
    ),
  })
  .map(({ home, selected, types, ports: numbers, protocol, peer }) => {
    const ports = numbers.map((port) => ({ protocol, port }));
    const spec = {
      podSelector: selected,
      policyTypes: types,
      ingress: [{ from: peer, ports }],
      egress: [{ to: peer, ports }],
    };
    return [object('networking.k8s.io/v1', 'NetworkPolicy', 'net', home, spec)];
  });

/** One or two of these groups, in the order they are drawn. */
export const arbitraryExtras: fc.Arbitrary<readonly Manifest[]> = fc
  .subarray([ingress, sidecar, entry, istioRoutes, tokens, wide, grpc, network], { minLength: 1, maxLength: 2 })
  .chain((groups) => fc.tuple(...groups))
  .map((groups) => groups.flat());
