import { describe, expect, test } from 'vitest';
import type { Compiled } from '../compiled.ts';
import { labels } from '../kubernetes/labels.ts';
import type { ResourceRef } from '../kubernetes/resource.ts';
import { emptyMeshSummary, type MeshSummary, type WorkloadSummary } from '../meshSummary.ts';
import type { ScenarioRequest } from '../scenario.ts';
import type { Trace } from '../trace.ts';
import { whatIfsOf } from './whatIfsOf.ts';

const ref = (kind: string, name: string, namespace?: string): ResourceRef =>
  namespace === undefined ? { kind, name } : { kind, namespace, name };
const curl = ref('Pod', 'curl', 'clients');
const echo = ref('Pod', 'echo', 'shop');
const service = ref('Service', 'echo', 'shop');
const waypoint = ref('Gateway', 'waypoint', 'shop');
const policy = ref('AuthorizationPolicy', 'allow-get', 'shop');
const written = [ref('Namespace', 'clients'), ref('Namespace', 'shop'), curl, echo, service, waypoint, policy];

function pod(of: ResourceRef, part: Partial<WorkloadSummary> = {}): WorkloadSummary {
  return {
    ref: of,
    namespace: of.namespace ?? '',
    name: of.name,
    serviceAccount: of.name,
    addresses: ['10.1.0.1'],
    node: 'a',
    ready: true,
    participation: 'captured',
    hbone: false,
    hostNetwork: false,
    ports: [8080],
    labels: {},
    ...part,
  };
}

const bound = (carrier: ResourceRef) => ({
  requested: 'shop/waypoint',
  bound: waypoint,
  reason: 'WaypointAccepted',
  because: [{ resource: carrier, path: ['metadata', 'labels', labels.useWaypoint] }],
});

interface World {
  readonly caller?: Partial<WorkloadSummary>;
  readonly destination?: Partial<WorkloadSummary>;
  readonly service?: Partial<MeshSummary['services'][number]>;
  readonly summary?: Partial<MeshSummary>;
  readonly requests?: readonly ScenarioRequest[];
  readonly written?: readonly ResourceRef[];
}

function compiled(world: World = {}): Pick<Compiled, 'summary' | 'spec' | 'manifests'> {
  const home = (name: string) => ({ name, declared: true, ambient: true });
  return {
    summary: {
      ...emptyMeshSummary,
      namespaces: [home('clients'), home('shop')],
      workloads: [pod(curl, world.caller), pod(echo, { addresses: ['10.1.0.2'], ...world.destination })],
      services: [
        {
          ref: service,
          namespace: 'shop',
          name: 'echo',
          hostname: 'echo.shop.svc.cluster.local',
          addresses: ['10.96.0.1'],
          ports: [{ port: 80, protocol: 'TCP' }],
          endpoints: [{ workload: echo, ready: true }],
          headless: false,
          ...world.service,
        },
      ],
      ...world.summary,
    },
    spec: { name: 's', mesh: {}, requests: world.requests ?? [], layout: {} },
    manifests: [{ range: { start: 0, end: 0 }, resources: world.written ?? written, state: 'ok' }],
  };
}

const gateway = {
  ref: waypoint,
  namespace: 'shop',
  name: 'waypoint',
  role: 'waypoint',
  programmed: true,
  pods: [],
  waypointFor: 'service',
  addresses: [],
} as const;

function trace(part: object = {}, from = 'clients/curl', to = 'http://echo.shop/orders'): Trace {
  return {
    request: { name: 'orders', from, to, expect: { status: 200 } },
    verdict: {
      kind: 'delivered',
      status: 200,
      client: 'response',
      deniedBy: null,
      backend: echo,
      decidedBy: { because: [] },
    },
    five: {
      captured: { source: true, destination: true },
      dialled: { kind: 'service', address: '10.96.0.1', port: 80, resource: service },
      waypoints: [],
      enforcers: [],
      podSees: null,
    },
    hops: [],
    ...part,
  } as unknown as Trace;
}

function idsOf(of: Trace, world?: World): readonly string[] {
  return whatIfsOf(of, compiled(world)).map(({ id }) => id);
}

const dialledPod = {
  five: { ...trace().five, dialled: { kind: 'pod', address: '10.1.0.2', port: 8080, resource: echo } },
};
const refusedByMiss = {
  hops: [{ at: {}, outcome: 'refused', decisions: [{ considered: [{ resource: policy, outcome: 'no-match' }] }] }],
};
const allowed = { five: { ...trace().five, enforcers: [{ at: {}, policies: ['shop/allow-get'], result: 'allow' }] } };
const withPolicy = { attachments: [{ ref: policy, targets: [], enforcedBy: 'waypoint' }] } as const;

describe('a what-if is there', () => {
  test.each<[string, Trace, World, string]>([
    [
      'for a policy that let it through',
      trace(allowed),
      { summary: withPolicy },
      'policy-gone AuthorizationPolicy/shop/allow-get',
    ],
    ['for an ALLOW that missed', trace(refusedByMiss), {}, 'policy-gone AuthorizationPolicy/shop/allow-get'],
    [
      'for the label of the namespace',
      trace(),
      { service: { waypoint: bound(ref('Namespace', 'shop')) } },
      'waypoint-label-gone',
    ],
    [
      'to opt out of the waypoint of the namespace',
      trace(),
      { service: { waypoint: bound(ref('Namespace', 'shop')) } },
      'waypoint-opted-out',
    ],
    [
      'for a waypoint that is not ready',
      trace(),
      { service: { waypoint: bound(service) }, summary: { gateways: [gateway] } },
      'waypoint-never-ready',
    ],
    ['for a waypoint that nobody uses', trace(), { summary: { gateways: [gateway] } }, 'waypoint-used shop/waypoint'],
    ['for a first waypoint', trace(), { written: written.filter((each) => each !== waypoint) }, 'waypoint-added'],
    ['for the pod behind the Service', trace(), {}, 'by-pod-ip'],
    ['for the Service before the pod', trace(dialledPod), {}, 'by-service'],
    ['for the namespace of the caller', trace(), {}, 'ambient Namespace clients'],
    ['for the namespace of the destination', trace(), {}, 'ambient Namespace shop'],
    [
      'for a pod with a label of its own',
      trace(),
      { caller: { labels: { [labels.dataplaneMode]: 'none' }, participation: 'outside' } },
      'ambient Pod clients/curl',
    ],
    ['for STRICT', trace(), {}, 'strict shop'],
  ])('%s', (_case, of, world, id) => {
    expect(idsOf(of, world)).toContain(id);
  });
});

describe('a what-if is not there', () => {
  test.each<[string, Trace, World, string]>([
    [
      'for a policy that is not in the text',
      trace(refusedByMiss),
      { written: [] },
      'policy-gone AuthorizationPolicy/shop/allow-get',
    ],
    ['for the label, where no waypoint is bound', trace(), {}, 'waypoint-label-gone'],
    [
      'to opt out, where the Service itself carries the label',
      trace(),
      { service: { waypoint: bound(service) } },
      'waypoint-opted-out',
    ],
    [
      'for a waypoint of pods, where a Service was dialled',
      trace(),
      { summary: { gateways: [{ ...gateway, waypointFor: 'workload' }] } },
      'waypoint-used shop/waypoint',
    ],
    ['from outside, without a gateway', trace(), {}, 'from-outside'],
    ['by pod IP, for a caller beyond the cluster', trace({}, 'outside'), {}, 'by-pod-ip'],
    [
      'for a namespace, where the pod decides by its own label',
      trace(),
      { caller: { labels: { [labels.dataplaneMode]: 'ambient' } } },
      'ambient Namespace clients',
    ],
    [
      'for a pod on the network of its node',
      trace(),
      { caller: { hostNetwork: true, participation: 'outside' } },
      'ambient Namespace clients',
    ],
    [
      'for STRICT, where the namespace has a PeerAuthentication',
      trace(),
      {
        summary: { attachments: [{ ref: ref('PeerAuthentication', 'x', 'shop'), targets: [], enforcedBy: 'ztunnel' }] },
      },
      'strict shop',
    ],
  ])('%s', (_case, of, world, id) => {
    expect(idsOf(of, world)).not.toContain(id);
  });
});

test('another request is added to those of the scenario, with a name of its own and without the expectation', () => {
  const taken = { name: 'orders-by-pod-ip', from: 'a/b', to: 'http://c/' };
  const [found] = whatIfsOf(trace(), compiled({ requests: [taken] })).filter(({ id }) => id === 'by-pod-ip');
  const request = { name: 'orders-by-pod-ip-2', from: 'clients/curl', to: 'http://10.1.0.2:8080/orders' };
  expect(found?.request).toEqual(request);
  expect(found?.edits).toEqual([{ kind: 'set-requests', requests: [taken, request] }]);
});

test('from outside it comes by the name that a request of the scenario already uses', () => {
  const ingress = {
    ...gateway,
    ref: ref('Gateway', 'door', 'infra'),
    role: 'ingress',
    addresses: ['203.0.113.9'],
  } as const;
  const known = { name: 'home', from: 'outside', to: 'http://shop.example.com/', headers: { 'x-a': 'b' } };
  const toOf = (requests: readonly ScenarioRequest[]): string | undefined =>
    whatIfsOf(trace(), compiled({ requests, summary: { gateways: [ingress] } })).find(({ id }) => id === 'from-outside')
      ?.request?.to;
  expect([toOf([known]), toOf([])]).toEqual(['http://shop.example.com/orders', 'http://203.0.113.9/orders']);
});

test('two ends in one namespace are moved together, or each alone', () => {
  const world = {
    caller: { ref: ref('Pod', 'curl', 'shop'), namespace: 'shop' },
    written: [...written, ref('Pod', 'curl', 'shop')],
  };
  expect(idsOf(trace({}, 'shop/curl'), world).filter((id) => id.startsWith('ambient'))).toEqual([
    'ambient Namespace shop',
    'ambient Pod shop/curl',
    'ambient Pod shop/echo',
  ]);
});
