import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import {
  meshOf,
  namespace,
  node,
  pod,
  service,
  serviceEntry,
  waypoint,
  workloadOf,
  worldWith,
  ambient,
} from '../dataplane/smallWorld.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import { seededRandom } from '../random.ts';
import { drawWaypoint } from './resolveWaypoint.ts';
import { planOutbound, type OutboundPlan } from './planOutbound.ts';

function planFor(resources: readonly KubernetesResource[], target: string, from = 'app/c', seed = 1): OutboundPlan {
  const mesh = meshOf(resources);
  const [ip = '', port = ''] = target.split(/:(?=\d+$)/);
  const random = seededRandom(seed);
  return planOutbound({ mesh, source: workloadOf(mesh, from), target: { ip, port: Number(port) }, random });
}

function told(plan: OutboundPlan): string {
  if (plan.kind === 'reject') return plan.error;
  const to = formatSocket(plan.to.ip, plan.to.port);
  return plan.kind === 'plaintext' ? `→t ${to}` : `⇒H[${formatSocket(plan.authority.ip, plan.authority.port)}] ${to}`;
}

const useWp = { 'istio.io/use-waypoint': 'wp' };
const forAll = { labels: { 'istio.io/waypoint-for': 'all' } };
const forWorkload = { labels: { 'istio.io/waypoint-for': 'workload' } };
const out = { labels: { 'istio.io/dataplane-mode': 'none' } };
const svc = (options: Parameters<typeof service>[2] = {}) =>
  service('app/svc', '10.96.0.10', { selector: { app: 's' }, ...options });

// Follows ztunnel src/proxy/outbound.rs build_request_* and state.rs.
describe('without a waypoint', () => {
  test.each<readonly [string, readonly KubernetesResource[], string, string]>([
    ['a service', worldWith(), '10.96.0.10:80', '⇒H[10.1.0.2:8080] 10.1.0.2:15008'],
    [
      'a pod on the same node, no shortcut',
      worldWith(pod('app/s', '10.1.0.2')),
      '10.96.0.10:80',
      '⇒H[10.1.0.2:8080] 10.1.0.2:15008',
    ],
    ['a pod address keeps its port', worldWith(), '10.1.0.2:80', '⇒H[10.1.0.2:80] 10.1.0.2:15008'],
    ['an uncaptured pod', worldWith(pod('app/s', '10.1.0.2', out)), '10.1.0.2:80', '→t 10.1.0.2:80'],
    ['a service of an uncaptured pod', worldWith(pod('app/s', '10.1.0.2', out)), '10.96.0.10:80', '→t 10.1.0.2:8080'],
    ['an address nobody knows', worldWith(), '1.2.3.4:80', '→t 1.2.3.4:80'],
    [
      'a service without endpoints',
      worldWith(svc({ selector: { app: 'x' } })),
      '10.96.0.10:80',
      'no healthy upstream: 10.96.0.10:80',
    ],
    ['a port the service does not declare', worldWith(), '10.96.0.10:81', 'no healthy upstream: 10.96.0.10:81'],
    ['the target port of a service', worldWith(), '10.96.0.10:8080', 'no healthy upstream: 10.96.0.10:8080'],
    [
      'only unready pods',
      worldWith(pod('app/s', '10.1.0.2', { ready: false })),
      '10.96.0.10:80',
      'no healthy upstream: 10.96.0.10:80',
    ],
    [
      'unready pods that are published',
      worldWith(pod('app/s', '10.1.0.2', { ready: false }), svc({ spec: { publishNotReadyAddresses: true } })),
      '10.96.0.10:80',
      '⇒H[10.1.0.2:8080] 10.1.0.2:15008',
    ],
    [
      'a pod that is going',
      worldWith(pod('app/s', '10.1.0.2', { meta: { deletionTimestamp: '2026-01-01T00:00:00Z' } })),
      '10.96.0.10:80',
      'no healthy upstream: 10.96.0.10:80',
    ],
    [
      'a sidecar that speaks HBONE',
      worldWith(
        pod('app/s', '10.1.0.2', {
          annotations: { 'sidecar.istio.io/status': '{}' },
          labels: { 'networking.istio.io/tunnel': 'http' },
        }),
      ),
      '10.96.0.10:80',
      '⇒H[10.1.0.2:8080] 10.1.0.2:15008',
    ],
    [
      'a sidecar that does not',
      worldWith(pod('app/s', '10.1.0.2', { annotations: { 'sidecar.istio.io/status': '{}' } })),
      '10.96.0.10:80',
      '→t 10.1.0.2:8080',
    ],
    [
      'a half-captured pod',
      worldWith(pod('app/s', '10.1.0.2', { annotations: { 'ambient.istio.io/redirection': 'pending' } })),
      '10.96.0.10:80',
      '→t 10.1.0.2:8080',
    ],
    [
      'a pod of the node network behind a service',
      worldWith(pod('app/s', '172.18.0.9', { spec: { hostNetwork: true } })),
      '10.96.0.10:80',
      '→t 172.18.0.9:8080',
    ],
    [
      'the address of a node',
      worldWith(pod('app/s', '172.18.0.9', { spec: { hostNetwork: true } })),
      '172.18.0.9:80',
      '→t 172.18.0.9:80',
    ],
    [
      'itself by service',
      worldWith(service('app/me', '10.96.0.11', { selector: { app: 'c' } })),
      '10.96.0.11:80',
      '⇒H[10.1.0.1:8080] 10.1.0.1:15008',
    ],
  ])('%s', (_case, resources, target, expected) => {
    expect(told(planFor(resources, target))).toBe(expected);
  });

  test('a named target port leads only to pods that have it', () => {
    const named = svc({ selector: { tier: 'x' }, spec: { ports: [{ port: 80, targetPort: 'web', protocol: 'TCP' }] } });
    const tier = { tier: 'x' };
    const a = pod('app/a', '10.1.0.3', { labels: tier, ports: [['web', 1234]] });
    const b = pod('app/b', '10.1.0.4', { labels: tier, ports: [['other', 1234]] });
    const seen = new Set(
      [1, 2, 3, 4, 5, 6].map((seed) => told(planFor(worldWith(named, a, b), '10.96.0.10:80', 'app/c', seed))),
    );
    expect([...seen]).toEqual(['⇒H[10.1.0.3:1234] 10.1.0.3:15008']);
  });
});

describe('with a waypoint', () => {
  const wp = waypoint('app/wp');
  const proxyOf = (resources: readonly KubernetesResource[]) =>
    meshOf(resources).workloads.all.find(({ role }) => role === 'waypoint')?.addresses[0] ?? '';

  test.each<readonly [string, readonly KubernetesResource[], string, string]>([
    ['of the service', worldWith(wp, svc({ labels: useWp })), '10.96.0.10:80', 'via 10.96.0.10:80'],
    [
      'of the namespace',
      worldWith(wp, namespace('app', { ...ambient, ...useWp })),
      '10.96.0.10:80',
      'via 10.96.0.10:80',
    ],
    ['and an undeclared port', worldWith(wp, svc({ labels: useWp })), '10.96.0.10:12345', 'via 10.96.0.10:12345'],
    [
      'of the service, pod address dialled',
      worldWith(wp, svc({ labels: useWp })),
      '10.1.0.2:8080',
      '⇒H[10.1.0.2:8080] 10.1.0.2:15008',
    ],
    [
      'of the namespace, pod address dialled',
      worldWith(wp, namespace('app', { ...ambient, ...useWp })),
      '10.1.0.2:8080',
      '⇒H[10.1.0.2:8080] 10.1.0.2:15008',
    ],
    [
      'of the pod',
      worldWith(waypoint('app/wp', forWorkload), pod('app/s', '10.1.0.2', { labels: useWp })),
      '10.1.0.2:8080',
      'via 10.1.0.2:8080',
    ],
    [
      'of the pod, service dialled',
      worldWith(waypoint('app/wp', forWorkload), pod('app/s', '10.1.0.2', { labels: useWp })),
      '10.96.0.10:80',
      '⇒H[10.1.0.2:8080] 10.1.0.2:15008',
    ],
    [
      'of an uncaptured pod',
      worldWith(waypoint('app/wp', forWorkload), pod('app/s', '10.1.0.2', { labels: { ...useWp, ...out.labels } })),
      '10.1.0.2:80',
      'via 10.1.0.2:80',
    ],
    [
      'of the caller only',
      worldWith(waypoint('app/wp', forAll), pod('app/c', '10.1.0.1', { labels: useWp })),
      '10.96.0.10:80',
      '⇒H[10.1.0.2:8080] 10.1.0.2:15008',
    ],
    ['that does not exist', worldWith(svc({ labels: useWp })), '10.96.0.10:80', '⇒H[10.1.0.2:8080] 10.1.0.2:15008'],
  ])('%s', (_case, resources, target, expected) => {
    const proxy = proxyOf(resources);
    const authority = expected.replace('via ', '');
    expect(told(planFor(resources, target))).toBe(
      expected.startsWith('via ') ? `⇒H[${authority}] ${proxy}:15008` : expected,
    );
  });

  test('whose proxies are gone, the call fails and does not go around', () => {
    const addresses = [{ type: 'Hostname', value: 'wp.app.svc.cluster.local' }];
    const idle = waypoint('app/wp', { status: { addresses } });
    const itsService = service('app/wp', '10.96.0.20', { spec: { ports: [{ port: 15008, protocol: 'TCP' }] } });
    const base = worldWith(idle, svc({ labels: useWp }));
    expect(told(planFor(base, '10.96.0.10:80'))).toBe('unknown waypoint: waypoint wp.app.svc.cluster.local not found');
    expect(told(planFor([...base, itsService], '10.96.0.10:80'))).toBe(
      'unknown waypoint: waypoint GatewayAddress { destination: Hostname(NamespacedHostname { namespace: "app", hostname: "wp.app.svc.cluster.local" }), hbone_mtls_port: 15008 } not found',
    );
  });

  test('that has only the name of a Service elsewhere is not found', () => {
    const addresses = [{ type: 'Hostname', value: 'wp.out.svc.cluster.local' }];
    const foreign = service('out/wp', '10.96.0.20', {
      selector: { app: 'u' },
      spec: { ports: [{ port: 15008, protocol: 'TCP' }] },
    });
    const resources = worldWith(waypoint('app/wp', { status: { addresses } }), foreign, svc({ labels: useWp }));
    expect(told(planFor(resources, '10.96.0.10:80'))).toBe(
      'unknown waypoint: waypoint wp.out.svc.cluster.local not found',
    );
  });

  test.each([
    ['its own proxy goes on to the pod', 'app', '⇒H[10.1.0.2:8080] 10.1.0.2:15008'],
    ['one of the same name elsewhere goes to the waypoint', 'out', 'via'],
  ])('of the pod, asked by a waypoint: %s', (_case, home, expected) => {
    const resources = worldWith(
      waypoint('app/wp', forWorkload),
      waypoint('out/wp', forWorkload),
      pod('app/s', '10.1.0.2', { labels: useWp }),
    );
    const mesh = meshOf(resources);
    const at = (place: string) =>
      mesh.workloads.all.find(({ role, namespace: where }) => role === 'waypoint' && where === place);
    const source = at(home);
    if (source === undefined) throw new Error('no waypoint');
    const plan = planOutbound({ mesh, source, target: { ip: '10.1.0.2', port: 8080 }, random: seededRandom(1) });
    const via = `⇒H[10.1.0.2:8080] ${at('app')?.addresses[0] ?? ''}:15008`;
    expect(told(plan)).toBe(expected === 'via' ? via : expected);
  });

  test.each([
    [30, 0.2999, 'next'],
    [30, 0.3, 'wp'],
    [0, 0, 'wp'],
    [100, 0.9999, 'next'],
  ])('a canary of %i draws below its weight: %d', (weight, drawn, expected) => {
    const labels = { ...useWp, 'istio.io/use-waypoint-canary': 'next' };
    const annotations = { 'istio.io/use-waypoint-canary-weight': String(weight) };
    const mesh = meshOf(worldWith(wp, waypoint('app/next'), svc({ labels, annotations })));
    const binding = mesh.bindings.get('Service/app/svc')?.binding;
    if (binding === undefined) throw new Error('no waypoint');
    expect(drawWaypoint(binding, { next: () => drawn }).target.gateway.name).toBe(expected);
  });

  test('a canary takes its share of connections', () => {
    const labels = { ...useWp, 'istio.io/use-waypoint-canary': 'next' };
    const annotations = { 'istio.io/use-waypoint-canary-weight': '30' };
    const mesh = meshOf(worldWith(wp, waypoint('app/next'), svc({ labels, annotations })));
    const source = workloadOf(mesh, 'app/c');
    let canary = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const plan = planOutbound({ mesh, source, target: { ip: '10.96.0.10', port: 80 }, random: seededRandom(seed) });
      if (plan.kind === 'hbone' && plan.upstream.gateway?.name === 'next') canary += 1;
    }
    expect(canary / 400).toBeCloseTo(0.3, 1);
  });

  test('says which waypoints were not asked, and why', () => {
    const resources = worldWith(
      waypoint('app/wp', forAll),
      svc({ labels: useWp }),
      pod('app/s', '10.1.0.2', { labels: useWp }),
    );
    const codes = planFor(resources, '10.96.0.10:80').decisions.flatMap(({ considered }) =>
      (considered ?? []).map(({ reason }) => reason.code),
    );
    expect(codes).toContain('outbound/pod-waypoint-not-consulted');
  });
});

describe('why there is no waypoint', () => {
  test.each([
    ['nobody asks', {}, 'control-plane/no-waypoint-asked'],
    ['it opts out', { 'istio.io/use-waypoint': 'none' }, 'control-plane/waypoint-opted-out'],
    ['what it asks for is not there', { 'istio.io/use-waypoint': 'gone' }, 'control-plane/waypoint-not-bound'],
  ] as const)('%s', (_case, labels, expected) => {
    const [first] = planFor(worldWith(svc({ labels })), '10.96.0.10:80').decisions;
    expect(first?.considered?.map(({ reason }) => reason.code)).toEqual([expected]);
  });
});

describe('nearness', () => {
  const nodes = [node('n1', 'z1'), node('n2', 'z2')];
  const near = pod('app/near', '10.1.0.11', { labels: { app: 's' }, node: 'n1' });
  const both = (near_: KubernetesResource, spec: Parameters<typeof service>[2]) => [
    ...worldWith(near_, svc(spec)),
    ...nodes,
  ];
  const seen = (resources: readonly KubernetesResource[]) =>
    [
      ...new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => told(planFor(resources, '10.96.0.10:80', 'app/c', seed)))),
    ].sort();
  const nearOnly = ['⇒H[10.1.0.11:8080] 10.1.0.11:15008'];
  const farOnly = ['⇒H[10.1.0.2:8080] 10.1.0.2:15008'];

  test.each<readonly [string, readonly KubernetesResource[], readonly string[]]>([
    ['none asked', both(near, {}), [...nearOnly, ...farOnly]],
    ['PreferClose', both(near, { spec: { trafficDistribution: 'PreferClose' } }), nearOnly],
    [
      'PreferClose, the near one unready',
      both(pod('app/near', '10.1.0.11', { labels: { app: 's' }, ready: false }), {
        spec: { trafficDistribution: 'PreferClose' },
      }),
      farOnly,
    ],
    [
      'by annotation, whatever the case',
      both(near, { annotations: { 'networking.istio.io/traffic-distribution': 'prefersamezone' } }),
      nearOnly,
    ],
    [
      'a word nobody knows',
      both(near, { annotations: { 'networking.istio.io/traffic-distribution': 'Nearby' } }),
      [...nearOnly, ...farOnly],
    ],
    ['internalTrafficPolicy Local', both(near, { spec: { internalTrafficPolicy: 'Local' } }), nearOnly],
    [
      'Local before PreferClose, nobody local',
      [...worldWith(svc({ spec: { internalTrafficPolicy: 'Local', trafficDistribution: 'PreferClose' } })), ...nodes],
      ['no healthy upstream: 10.96.0.10:80'],
    ],
  ])('%s', (_case, resources, expected) => {
    expect(seen(resources)).toEqual([...expected].sort());
  });
});

// Follows ztunnel src/state.rs get_workload_socket_address and its tests at outbound.rs build_request_*ip_families.
describe('address families', () => {
  const dual = pod('app/s', '10.1.0.2', {});
  const podIPs = [{ ip: '10.1.0.2' }, { ip: 'fd00::2' }];
  const both = { ...dual, status: { ...dual.status, podIPs } };
  const clusterIPs = ['10.96.0.10', 'fd00:96::10'];
  const to = (ip: string) => `⇒H[${formatSocket(ip, 8080)}] ${formatSocket(ip, 15008)}`;
  test.each([
    ['the family of the address dialled', ['IPv4', 'IPv6'], '10.96.0.10:80', to('10.1.0.2')],
    ['the other family', ['IPv4', 'IPv6'], '[fd00:96::10]:80', to('fd00::2')],
    ['only a family of the Service', ['IPv6'], '10.96.0.10:80', to('fd00::2')],
    ['and not the one dialled', ['IPv4'], '[fd00:96::10]:80', to('10.1.0.2')],
    ['a pod by its own address', ['IPv4'], '[fd00::2]:8080', to('fd00::2')],
  ])('%s', (_case, ipFamilies, target, expected) => {
    const spec = { clusterIPs, ipFamilies: ipFamilies as ('IPv4' | 'IPv6')[] };
    expect(told(planFor(worldWith(both, svc({ spec })), target.replace(/[[\]]/g, '')))).toBe(expected);
  });

  test('an address that is the own one of the pod stays, whatever the families of the Service', () => {
    const spec = { clusterIP: '10.1.0.2', clusterIPs: ['10.1.0.2'], ipFamilies: ['IPv6' as const] };
    expect(told(planFor(worldWith(both, svc({ spec })), '10.1.0.2:80'))).toBe(to('10.1.0.2'));
  });
});

describe('ServiceEntries', () => {
  const ports = [{ number: 80, name: 'http', protocol: 'HTTP' }];
  test.each<readonly [string, readonly KubernetesResource[], string, string]>([
    [
      'resolution NONE',
      worldWith(serviceEntry('app/e', { hosts: ['e.example'], addresses: ['1.2.3.4'], ports, resolution: 'NONE' })),
      '1.2.3.4:99',
      '→t 1.2.3.4:99',
    ],
    [
      'STATIC by its address',
      worldWith(
        serviceEntry('app/e', {
          hosts: ['e.example'],
          addresses: ['240.1.1.1'],
          ports,
          resolution: 'STATIC',
          endpoints: [{ address: '10.9.9.9' }],
        }),
      ),
      '240.1.1.1:80',
      '→t 10.9.9.9:80',
    ],
    [
      'STATIC with a tunnel label of its own',
      worldWith(
        serviceEntry(
          'app/e',
          {
            hosts: ['e.example'],
            addresses: ['240.1.1.1'],
            ports,
            resolution: 'STATIC',
            endpoints: [{ address: '10.9.9.9' }],
          },
          { labels: { 'networking.istio.io/tunnel': 'http' } },
        ),
      ),
      '240.1.1.1:80',
      '⇒H[10.9.9.9:80] 10.9.9.9:15008',
    ],
    [
      'an endpoint with its own port',
      worldWith(
        serviceEntry('app/e', {
          hosts: ['e.example'],
          addresses: ['240.1.1.1'],
          ports,
          resolution: 'STATIC',
          endpoints: [{ address: '10.9.9.9', ports: { http: 9000 } }],
        }),
      ),
      '240.1.1.1:80',
      '→t 10.9.9.9:9000',
    ],
    [
      'DNS that cannot be resolved',
      worldWith(serviceEntry('app/e', { hosts: ['e.invalid'], addresses: ['240.1.1.1'], ports, resolution: 'DNS' })),
      '240.1.1.1:80',
      'no ip addresses were resolved for workload: Kubernetes/networking.istio.io/ServiceEntry/app/e/e.invalid/e.invalid',
    ],
    [
      'over the address of a captured pod: endpoints of the entry',
      worldWith(
        serviceEntry('app/e', {
          hosts: ['e.example'],
          addresses: ['10.1.0.2'],
          ports,
          resolution: 'STATIC',
          endpoints: [{ address: '10.9.9.9' }],
        }),
      ),
      '10.1.0.2:80',
      '→t 10.9.9.9:80',
    ],
    [
      'over the address of a captured pod: nothing to go to',
      worldWith(serviceEntry('app/e', { hosts: ['e.example'], addresses: ['10.1.0.2'], ports, resolution: 'NONE' })),
      '10.1.0.2:80',
      '→t 10.1.0.2:80',
    ],
    [
      'a CIDR',
      worldWith(
        serviceEntry('app/e', {
          hosts: ['e.example'],
          addresses: ['172.30.0.0/16'],
          ports,
          resolution: 'STATIC',
          endpoints: [{ address: '10.9.9.9' }],
        }),
      ),
      '172.30.4.4:80',
      '→t 10.9.9.9:80',
    ],
  ])('%s', (_case, resources, target, expected) => {
    expect(told(planFor(resources, target))).toBe(expected);
  });

  test('the names of an entry are accepted beside the identity of its endpoint', () => {
    const spec = {
      hosts: ['e.example'],
      addresses: ['240.1.1.1'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 }],
      resolution: 'STATIC',
      workloadSelector: { labels: { app: 's' } },
      subjectAltNames: ['spiffe://cluster.local/ns/x/sa/y'],
    } as const;
    const plan = planFor(worldWith(serviceEntry('app/e', spec)), '240.1.1.1:80');
    expect(plan.kind === 'hbone' && plan.expectedIdentities).toEqual(
      expect.arrayContaining(['cluster.local/ns/x/sa/y', 'cluster.local/ns/app/sa/s']),
    );
  });

  const far = {
    ...serviceEntry('app/e', {
      hosts: ['e.example'],
      addresses: ['240.1.1.1'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      resolution: 'STATIC',
      endpoints: [{ address: '10.9.0.1', network: 'n2' }],
    }),
  };
  const remote = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'n2', namespace: 'istio-system', labels: { 'topology.istio.io/network': 'n2' } },
    spec: {
      gatewayClassName: 'istio-remote',
      addresses: [{ type: 'IPAddress', value: '192.0.2.9' }],
      listeners: [{ name: 'h', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from: 'All' } } }],
    },
  } as const;

  test('a workload of another network cannot be reached without a gateway', () => {
    const plan = planFor(worldWith(far), '240.1.1.1:80');
    expect(plan).toMatchObject({ kind: 'reject', reason: { code: 'outbound/no-network-gateway' } });
    expect(plan).not.toHaveProperty('unsupported');
  });

  test('with a gateway one tunnel goes inside another, and what comes then is not guessed at', () => {
    const leg = { transport: 'double-hbone', address: '192.0.2.9:15008', authority: 'e.example:80' };
    expect(planFor(worldWith(far, remote), '240.1.1.1:80')).toMatchObject({ kind: 'reject', unsupported: true, leg });
  });

  test('the address of another network is unknown on this one', () => {
    expect(planFor(worldWith(far), '10.9.0.1:80')).toMatchObject({ kind: 'plaintext', to: { ip: '10.9.0.1' } });
  });

  test('the label of a pod does not move it to another network', () => {
    const moved = pod('app/s', '10.1.0.2', { labels: { 'topology.istio.io/network': 'n2' } });
    expect(planFor(worldWith(moved), '10.96.0.10:80').kind).toBe('hbone');
  });
});
