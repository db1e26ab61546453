import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { MeshSummary, ServiceSummary, WorkloadSummary } from '#model/meshSummary.ts';
import type { Layout, Position } from '#model/scenario.ts';
import { autoLayout, type LayoutGroup, type LayoutItem } from './autoLayout.ts';
import { externalRef, outsideRef, sizeOf, type CanvasNode, type PolicyMark, type Size } from './canvasNode.ts';
import { gatewayOfService, proxiesOf, type Proxies } from './drawnAs.ts';
import { policyKinds, policyMarks, type Marks } from './policyMarks.ts';
import { relationsOf, type CanvasEdge } from './relations.ts';
import { keepSame } from './keepSame.ts';
import { pinnedPlace } from './pinnedPlace.ts';

/** What is drawn besides the objects of the scenario. */
export interface CanvasExtras {
  /** Somebody calls, or could call, from beyond the cluster. */
  readonly outside: boolean;
  /** Hosts beyond the cluster that the newest trace reached. */
  readonly external: readonly string[];
  /** Objects whose text is broken and whose last good form is drawn. */
  readonly stale: readonly ResourceRef[];
}

export interface CanvasProjection {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
}

/** Lines run over the containers and behind the nodes in them. */
const nodeLevel = 10;

export const noExtras: CanvasExtras = { outside: false, external: [], stale: [] };

/**
 * Turns what the control plane derived into nodes and edges: containers before their content, places from the layout or
 * else automatic. Parts that equal those of the previous projection are the same objects, so nothing is drawn twice.
 */
export function projectCanvas(
  summary: MeshSummary,
  layout: Layout,
  extras: CanvasExtras = noExtras,
  previous?: CanvasProjection,
): CanvasProjection {
  const proxies = proxiesOf(summary);
  const pods = summary.workloads.filter(({ ref }) => !proxies.has(keyOf(ref)));
  const nodes = draftNodes(summary, { pods, proxies, marks: policyMarks(summary, pods) }, extras);
  const places = autoLayout({
    groups: layoutGroups(summary, nodes),
    outside: nodes.filter(({ type }) => type === 'outside').map(sizedKey),
    external: nodes.filter(({ type }) => type === 'external').map(sizedKey),
    pinned: withPlacesOfOwners(layout, pods),
  });
  const placed = nodes.map((node) => {
    const size = places.sizes.get(node.id) ?? sizedKey(node);
    return {
      ...node,
      position: places.positions.get(node.id) ?? { x: 0, y: 0 },
      width: size.width,
      height: size.height,
      measured: { width: size.width, height: size.height },
    };
  });
  return {
    nodes: keepSame(previous?.nodes ?? [], placed, ({ id }) => id),
    edges: keepSame(previous?.edges ?? [], relationsOf(summary, new Set(nodes.map(({ id }) => id))), ({ id }) => id),
  };
}

/** A pod that nobody moved stands where what made it was put down; its replicas stand below each other. */
function withPlacesOfOwners(layout: Layout, pods: readonly WorkloadSummary[]): Layout {
  const made = new Map<string, Position>();
  const replicas = new Map<string, number>();
  for (const { ref, origin } of pods) {
    const owner = origin === undefined ? undefined : keyOf(origin);
    const place = owner === undefined ? undefined : pinnedPlace(layout, owner);
    if (owner === undefined || place === undefined || pinnedPlace(layout, keyOf(ref)) !== undefined) continue;
    const before = replicas.get(owner) ?? 0;
    replicas.set(owner, before + 1);
    made.set(keyOf(ref), { x: place.x, y: place.y + before * (sizeOf('workload').height + 16) });
  }
  return made.size === 0 ? layout : { ...layout, ...Object.fromEntries(made) };
}

function sizedKey(node: CanvasNode): Size & { readonly key: string } {
  return { key: node.id, width: node.width ?? 0, height: node.height ?? 0 };
}

/** What is worked out once for all nodes. */
interface Drawing {
  readonly pods: readonly WorkloadSummary[];
  readonly proxies: Proxies;
  readonly marks: Marks;
}

function draftNodes(
  summary: MeshSummary,
  { pods, proxies, marks }: Drawing,
  extras: CanvasExtras,
): readonly CanvasNode[] {
  const servers = new Set(
    summary.services.flatMap(({ endpoints }) => endpoints.map(({ workload }) => keyOf(workload))),
  );
  const isStale = (ref: ResourceRef): boolean => extras.stale.some((other) => sameResource(ref, other));
  const marksOf = (ref: ResourceRef): readonly PolicyMark[] => marks.get(keyOf(ref)) ?? [];
  const start = { position: { x: 0, y: 0 }, zIndex: nodeLevel };
  const inside = (namespace: string): { readonly parentId: string } => ({ parentId: namespaceKey(namespace) });
  const namespaces = summary.namespaces.map((namespace): CanvasNode => {
    const ref = { kind: 'Namespace', name: namespace.name };
    return { ...start, id: keyOf(ref), type: 'namespace', zIndex: 0, data: { ref, namespace, policies: marksOf(ref) } };
  });
  const gateways = summary.gateways.map((gateway): CanvasNode => {
    const { policyCount, routeCount } = attachedTo(gateway.ref, summary);
    const data = { ref: gateway.ref, gateway, policyCount, routeCount, stale: isStale(gateway.ref) };
    return {
      ...start,
      ...inside(gateway.namespace),
      ...sizeOf('gateway'),
      id: keyOf(gateway.ref),
      type: 'gateway',
      data,
    };
  });
  const drawnServices = summary.services.filter((service) => gatewayOfService(service, proxies) === undefined);
  const services = drawnServices.map((service): CanvasNode => {
    const policies = marksOf(service.ref);
    const data = { ref: service.ref, service, policies, stale: isStale(service.ref) };
    const size = sizeOf('service', policies.length);
    return { ...start, ...inside(service.namespace), ...size, id: keyOf(service.ref), type: 'service', data };
  });
  const workloads = pods.map((workload): CanvasNode => {
    const policies = marksOf(workload.ref);
    const mark = servers.has(keyOf(workload.ref)) ? ('left' as const) : ('right' as const);
    const stale = isStale(workload.ref) || (workload.origin !== undefined && isStale(workload.origin));
    const data = { ref: workload.ref, workload, mark, policies, stale };
    const size = sizeOf('workload', policies.length);
    return { ...start, ...inside(workload.namespace), ...size, id: keyOf(workload.ref), type: 'workload', data };
  });
  return [...namespaces, ...outsideNodes(extras), ...gateways, ...services, ...workloads];
}

function outsideNodes({ outside, external }: CanvasExtras): readonly CanvasNode[] {
  const start = { position: { x: 0, y: 0 }, zIndex: nodeLevel, selectable: false, deletable: false };
  const callers: readonly CanvasNode[] = outside
    ? [{ ...start, ...sizeOf('outside'), id: keyOf(outsideRef), type: 'outside', data: { ref: outsideRef } }]
    : [];
  const hosts = external.map((address): CanvasNode => {
    const ref = externalRef(address);
    return { ...start, ...sizeOf('external'), id: keyOf(ref), type: 'external', data: { ref, address } };
  });
  return [...callers, ...hosts];
}

export function namespaceKey(name: string): string {
  return keyOf({ kind: 'Namespace', name });
}

/** How many policies and routes a gateway or waypoint applies: those on itself and on the services that use it. */
function attachedTo(gateway: ResourceRef, summary: MeshSummary): { policyCount: number; routeCount: number } {
  const bound = summary.services.filter(
    ({ waypoint }) => waypoint?.bound !== undefined && sameResource(waypoint.bound, gateway),
  );
  const served = [gateway, ...bound.map(({ ref }) => ref)];
  const applied = summary.attachments.filter(
    ({ enforcedBy, targets }) =>
      (enforcedBy === 'waypoint' || enforcedBy === 'gateway') &&
      targets.some((target) => served.some((ref) => sameResource(ref, target))),
  );
  const policyCount = applied.filter(({ ref }) => policyKinds.has(ref.kind)).length;
  return { policyCount, routeCount: applied.filter(({ ref }) => ref.kind.endsWith('Route')).length };
}

function layoutGroups(summary: MeshSummary, nodes: readonly CanvasNode[]): readonly LayoutGroup[] {
  const narrowest = narrowestServices(summary);
  return summary.namespaces.map((namespace) => {
    const key = namespaceKey(namespace.name);
    const members = nodes.filter(({ parentId }) => parentId === key);
    const isService = members.some(({ type }) => type === 'service');
    const isWaypoint = members.some((node) => node.type === 'gateway' && node.data.gateway.role === 'waypoint');
    const isGateway = members.some(({ type }) => type === 'gateway');
    const header =
      namespace.name.length * 7 +
      chipWidth(namespace.useWaypoint?.requested, namespace.name) +
      118 +
      policyWidth(nodes, key);
    return {
      key,
      role: isService || isWaypoint ? 'servers' : isGateway ? 'gateways' : 'callers',
      items: members.map((node) => layoutItem(node, narrowest)),
      minWidth: Math.round(header),
    };
  });
}

/** Width of the chip `use-waypoint: …` in a namespace's header. */
function chipWidth(requested: string | undefined, namespace: string): number {
  if (requested === undefined) return 0;
  const name = requested.startsWith(`${namespace}/`) ? requested.slice(namespace.length + 1) : requested;
  return ('use-waypoint: '.length + name.length) * 6 + 26;
}

/** Width of the chip of policies in a namespace's header. */
function policyWidth(nodes: readonly CanvasNode[], key: string): number {
  const node = nodes.find(({ id }) => id === key);
  return node?.type === 'namespace' && node.data.policies.length > 0 ? 120 : 0;
}

function layoutItem(node: CanvasNode, narrowest: ReadonlyMap<string, number>): LayoutItem {
  const sized = sizedKey(node);
  if (node.type === 'service') return { ...sized, lane: 'middle', before: endpointKeys(node.data.service, narrowest) };
  if (node.type === 'workload' && node.data.mark === 'left') return { ...sized, lane: 'server' };
  return { ...sized, lane: node.type === 'workload' ? 'caller' : 'middle' };
}

/** How many pods the narrowest service in front of each pod has. */
function narrowestServices({ services }: MeshSummary): ReadonlyMap<string, number> {
  const narrowest = new Map<string, number>();
  for (const { endpoints } of services) {
    for (const { workload } of endpoints) {
      const key = keyOf(workload);
      narrowest.set(key, Math.min(narrowest.get(key) ?? Infinity, endpoints.length));
    }
  }
  return narrowest;
}

/** A service stands before the pods that no narrower service selects; with none of those, before all of its pods. */
function endpointKeys({ endpoints }: ServiceSummary, narrowest: ReadonlyMap<string, number>): readonly string[] {
  const all = endpoints.map(({ workload }) => keyOf(workload));
  const own = all.filter((key) => (narrowest.get(key) ?? 0) >= endpoints.length);
  return own.length > 0 ? own : all;
}
