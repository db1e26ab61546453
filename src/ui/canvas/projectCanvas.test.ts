import { describe, expect, test } from 'vitest';
import type { MeshSummary } from '#model/meshSummary.ts';
import { canarySummary, ref } from './canvasWorld.fixture.ts';
import { noExtras, projectCanvas } from './projectCanvas.ts';

const copy = (summary: MeshSummary): MeshSummary => structuredClone(summary);
const ids = ({ nodes }: ReturnType<typeof projectCanvas>): readonly string[] => nodes.map(({ id }) => id);

describe('nodes', () => {
  test('containers come before what they hold, and the proxies of a waypoint are drawn as the waypoint', () => {
    expect(ids(projectCanvas(canarySummary, {}))).toEqual([
      'Namespace//client-apps',
      'Namespace//legacy',
      'Namespace//shop',
      'Gateway/shop/waypoint',
      'Service/shop/echo',
      'Pod/client-apps/curl',
      'Pod/client-apps/batch',
      'Pod/legacy/cron',
      'Pod/shop/echo-v1',
      'Pod/shop/echo-v2',
    ]);
  });

  test('callers carry their mark to the right, servers to the left', () => {
    const { nodes } = projectCanvas(canarySummary, {});
    const sides = nodes.flatMap((node) =>
      node.type === 'workload' ? [[node.data.workload.name, node.data.mark]] : [],
    );
    expect(Object.fromEntries(sides)).toEqual({
      curl: 'right',
      batch: 'right',
      cron: 'right',
      'echo-v1': 'left',
      'echo-v2': 'left',
    });
  });

  test('a waypoint counts the policies and routes of the services that use it', () => {
    const waypoint = projectCanvas(canarySummary, {}).nodes.find(({ type }) => type === 'gateway');
    expect(waypoint?.data).toMatchObject({ policyCount: 1, routeCount: 1 });
  });

  test('the world beyond the cluster is drawn when somebody calls from it or a trace reaches it', () => {
    const extras = { ...noExtras, outside: true, external: ['example.com'] };
    expect(ids(projectCanvas(canarySummary, {}, extras))).toContain('Outside//outside');
    expect(ids(projectCanvas(canarySummary, {}, extras))).toContain('External//example.com');
  });

  test('names like those of object prototypes are ordinary names', () => {
    const odd: MeshSummary = {
      ...canarySummary,
      namespaces: [{ name: 'constructor', declared: true, ambient: false }],
    };
    expect(projectCanvas({ ...odd, workloads: [], services: [], gateways: [] }, {}).nodes[0]?.position).toEqual({
      x: 0,
      y: 0,
    });
  });
});

describe('edges', () => {
  test('a service is related to its pods and to its waypoint', () => {
    expect(projectCanvas(canarySummary, {}).edges.map(({ id }) => id)).toEqual([
      'endpoint Service/shop/echo Pod/shop/echo-v1',
      'endpoint Service/shop/echo Pod/shop/echo-v2',
      'waypoint Service/shop/echo Gateway/shop/waypoint',
    ]);
  });

  test('the Service of a waypoint is drawn as the waypoint', () => {
    const [echo] = canarySummary.services;
    if (echo === undefined) throw new Error('the fixture has a service');
    const own = {
      ...echo,
      ref: ref('Service', 'waypoint'),
      endpoints: [{ workload: ref('Pod', 'waypoint-0'), ready: true }],
    };
    const projection = projectCanvas({ ...canarySummary, services: [echo, own] }, {});
    expect(ids(projection)).not.toContain('Service/shop/waypoint');
    expect(projection.edges).toHaveLength(3);
  });

  test('a waypoint that the namespace asks for has no line from everything in it', () => {
    const because = [{ resource: ref('Namespace', 'shop'), path: ['metadata', 'labels', 'istio.io/use-waypoint'] }];
    const services = canarySummary.services.map((service) => ({
      ...service,
      ...(service.waypoint === undefined ? {} : { waypoint: { ...service.waypoint, because } }),
    }));
    expect(projectCanvas({ ...canarySummary, services }, {}).edges).toHaveLength(2);
  });

  test('an edge to something that is not drawn is left out', () => {
    expect(projectCanvas({ ...canarySummary, gateways: [] }, {}).edges).toHaveLength(2);
  });
});

describe('the same input', () => {
  test('gives the same objects', () => {
    const first = projectCanvas(canarySummary, {});
    const second = projectCanvas(copy(canarySummary), {}, noExtras, first);
    expect(second.nodes).toBe(first.nodes);
    expect(second.edges).toBe(first.edges);
  });

  test('changed in one place gives one new object', () => {
    const first = projectCanvas(canarySummary, {});
    const workloads = canarySummary.workloads.map((workload) =>
      workload.name === 'cron' ? { ...workload, ready: false } : workload,
    );
    const second = projectCanvas({ ...copy(canarySummary), workloads }, {}, noExtras, first);
    const changed = second.nodes.filter((node) => !first.nodes.includes(node));
    expect(changed.map(({ id }) => id)).toEqual(['Pod/legacy/cron']);
  });
});

test('a policy on every pod of a namespace is drawn once, on the namespace', () => {
  const pods = canarySummary.workloads.filter(
    ({ namespace, gateway }) => namespace === 'shop' && gateway === undefined,
  );
  const strict = {
    ref: ref('PeerAuthentication', 'default'),
    targets: pods.map((pod) => pod.ref),
    enforcedBy: 'ztunnel' as const,
    action: 'STRICT',
  };
  const policies = (attachments: MeshSummary['attachments']) =>
    projectCanvas({ ...canarySummary, attachments }, {}).nodes.flatMap((node) =>
      'policies' in node.data && node.data.policies.length > 0 ? [node.id] : [],
    );
  expect(policies([strict])).toEqual(['Namespace//shop']);
  expect(policies([{ ...strict, targets: strict.targets.slice(0, 1) }])).toEqual(['Pod/shop/echo-v1']);
});

test('a place from the layout wins, and its container grows to hold it', () => {
  const { nodes } = projectCanvas(canarySummary, { 'Pod/legacy/cron': { x: 400, y: 300 } } as never);
  const cron = nodes.find(({ id }) => id === 'Pod/legacy/cron');
  const legacy = nodes.find(({ id }) => id === 'Namespace//legacy');
  expect(cron?.position).toEqual({ x: 400, y: 300 });
  expect(legacy?.width).toBeGreaterThan(400 + (cron?.width ?? 0));
});

test('an object whose text is broken stays, marked as stale', () => {
  const { nodes } = projectCanvas(canarySummary, {}, { ...noExtras, stale: [ref('Service', 'echo')] });
  expect(nodes.find(({ type }) => type === 'service')?.data).toMatchObject({ stale: true });
});

test('pods stand where what made them was put down, one below the other, until they are moved', () => {
  const origin = { kind: 'Deployment', namespace: 'shop', name: 'echo' };
  const made: MeshSummary = {
    ...canarySummary,
    workloads: canarySummary.workloads.map((workload) =>
      workload.name.startsWith('echo') ? { ...workload, origin } : workload,
    ),
  };
  const place = (layout: Parameters<typeof projectCanvas>[1], id: string) =>
    projectCanvas(made, layout).nodes.find((node) => node.id === id)?.position;
  const put = { 'Deployment/shop/echo': { x: 300, y: 100 } };
  expect(place(put, 'Pod/shop/echo-v1')).toEqual({ x: 300, y: 100 });
  expect(place(put, 'Pod/shop/echo-v2')?.y).toBeGreaterThan(150);
  const moved = { ...put, 'Pod/shop/echo-v2': { x: 20, y: 60 } };
  expect(place(moved, 'Pod/shop/echo-v2')).toEqual({ x: 20, y: 60 });
});
