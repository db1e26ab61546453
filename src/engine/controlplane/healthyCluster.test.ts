import { describe, expect, test } from 'vitest';
import type { Deployment, Gateway, KubernetesResource, Pod } from '#model/kubernetes/kinds.ts';
import {
  ambient,
  meshOf,
  namespace,
  pod,
  send,
  service,
  waypoint,
  workloadOf,
  worldWith,
} from '../dataplane/smallWorld.ts';

const template = {
  metadata: { labels: { app: 'echo' } },
  spec: {
    serviceAccountName: 'echo',
    containers: [{ name: 'app', ports: [{ containerPort: 8080, protocol: 'TCP' }] }],
  },
};

function deployment(replicas: number): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'echo', namespace: 'app' },
    spec: { replicas, selector: { matchLabels: { app: 'echo' } }, template },
  };
}

function podsOf(resources: readonly KubernetesResource[]): readonly string[] {
  return meshOf(resources).workloads.all.map(({ name }) => name);
}

const ingress: Gateway = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'gw', namespace: 'app' },
  spec: {
    gatewayClassName: 'istio',
    listeners: [
      {
        name: 'http',
        port: 80,
        protocol: 'HTTP',
        hostname: 'shop.example.com',
        allowedRoutes: { namespaces: { from: 'All' } },
      },
    ],
  },
};

describe('what a healthy cluster would have', () => {
  test('a Deployment stands for its pods, with stable names and addresses', () => {
    const first = meshOf([namespace('app', ambient), deployment(2)]);
    const again = meshOf([deployment(2), pod('app/other', '10.1.0.9'), namespace('app', ambient)]);
    const echo = (mesh: typeof first) =>
      mesh.workloads.all
        .filter(({ labels }) => labels['app'] === 'echo')
        .map(({ name, addresses }) => [name, addresses]);
    expect(echo(first)).toHaveLength(2);
    expect(echo(again)).toEqual(echo(first));
  });

  test('a Deployment whose pods are there stands for those', () => {
    expect(podsOf([deployment(3), pod('app/echo-abc', '10.1.0.5', { labels: { app: 'echo' } })])).toEqual(['echo-abc']);
  });

  test('a request can come from a Deployment and evidence leads to its template', () => {
    const optedOut = { ...template, metadata: { labels: { app: 'echo', 'istio.io/use-waypoint': 'wp' } } };
    const owner: Deployment = { ...deployment(1), spec: { ...deployment(1).spec, template: optedOut } };
    const forAll = { labels: { 'istio.io/waypoint-for': 'all' } };
    const mesh = meshOf(worldWith(owner, waypoint('app/wp', forAll)));
    const trace = send(mesh, 'app/echo', 'http://svc/');
    expect(trace.verdict.kind).toBe('delivered');
    const ignored = trace.hops.flatMap(({ decisions }) => decisions.flatMap(({ considered }) => considered ?? []));
    expect(ignored.flatMap(({ because }) => because ?? [])).toContainEqual({
      resource: { kind: 'Deployment', namespace: 'app', name: 'echo' },
      path: ['spec', 'template', 'metadata', 'labels', 'istio.io/use-waypoint'],
    });
  });

  test('a StatefulSet names its pods by number', () => {
    const set = {
      ...deployment(2),
      kind: 'StatefulSet',
      spec: { ...deployment(2).spec, serviceName: 'echo' },
    } as const;
    expect(podsOf([set])).toEqual(['echo-0', 'echo-1']);
  });

  test('a waypoint without status is programmed and has one ready proxy with its own account', () => {
    const mesh = meshOf([namespace('app', ambient), waypoint('app/wp')]);
    expect(mesh.waypoints.get('app/wp')?.target.destination).toEqual({
      kind: 'hostname',
      namespace: 'app',
      hostname: 'wp.app.svc.cluster.local',
    });
    expect(mesh.workloads.all).toEqual([
      expect.objectContaining({ role: 'waypoint', serviceAccount: 'wp', healthy: true, capture: 'none' }),
    ]);
    expect(mesh.services.byHostname('wp.app.svc.cluster.local', 'app')?.ports.map(({ port }) => port)).toEqual([
      15021, 15008,
    ]);
  });

  test('a waypoint with a status is believed', () => {
    const mesh = meshOf([namespace('app', ambient), waypoint('app/wp', { status: 'none' })]);
    expect(mesh.waypoints.size).toBe(0);
    expect(mesh.workloads.all).toEqual([]);
  });

  test('an ingress Gateway gets a proxy, a load balancer, and names that lead to it', () => {
    const mesh = meshOf([namespace('app'), ingress]);
    const [proxy] = mesh.workloads.all;
    expect(proxy).toMatchObject({ role: 'ingress', serviceAccount: 'gw-istio' });
    const address = mesh.cluster.publicAddress('shop.example.com') ?? '';
    expect(mesh.cluster.frontend(address, 80)?.service.name).toBe('gw-istio');
  });

  test.each([
    ['no status', undefined, true, true],
    [
      'an unready status',
      { phase: 'Running', podIP: '10.1.0.2', conditions: [{ type: 'Ready', status: 'False' }] },
      true,
      false,
    ],
    ['a status without conditions', { phase: 'Running', podIP: '10.1.0.2' }, true, true],
    ['an address while it is pending', { phase: 'Pending', podIP: '10.1.0.2' }, true, false],
    ['no address while it is pending', { phase: 'Pending' }, false, false],
  ] as const)('a pod with %s', (_case, status, exists, healthy) => {
    const { apiVersion, kind, metadata, spec } = pod('app/s', '10.1.0.2');
    const stated: Pod = { apiVersion, kind, metadata, spec, ...(status === undefined ? {} : { status }) };
    const found = meshOf([stated]).workloads.byPod('app', 's');
    expect([found !== undefined, found?.healthy ?? false]).toEqual([exists, healthy]);
  });

  test('a Service without address gets a stable one, a headless one none', () => {
    const open = service('app/svc', '');
    const spec = { type: 'ClusterIP', selector: open.spec.selector ?? {}, ports: open.spec.ports ?? [] };
    const mesh = meshOf([{ ...open, spec }, service('app/hl', 'None')]);
    expect(mesh.services.byHostname('svc.app.svc.cluster.local', 'app')?.addresses[0]).toMatch(/^10\.96\./);
    expect(mesh.services.byHostname('hl.app.svc.cluster.local', 'app')).toMatchObject({
      headless: true,
      addresses: [],
    });
  });

  test('a sidecar is injected where the namespace asks for it', () => {
    const mesh = meshOf([namespace('app', { 'istio-injection': 'enabled' }), deployment(1)]);
    expect(mesh.workloads.all[0]).toMatchObject({ sidecar: { hbone: true }, protocol: 'HBONE', capture: 'none' });
  });

  test('a namespace nobody declared exists all the same', () => {
    expect(workloadOf(meshOf([pod('lost/s', '10.1.0.2')]), 'lost/s').namespace).toBe('lost');
  });
});
