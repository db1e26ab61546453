import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import type { Hop, ProxyRef, Trace, Transport } from '#model/trace.ts';
import { externalRef, outsideRef } from '../canvas/canvasNode.ts';
import { gatewayOfService, proxiesOf } from '../canvas/drawnAs.ts';

/** One hop of a trace, with the node of the canvas where it happens. */
export interface Stop {
  readonly hop: number;
  readonly node: string;
}

/** A way between two nodes that a trace takes. */
export interface RouteLeg {
  /** The hop that it leaves from. */
  readonly hop: number;
  readonly from: string;
  readonly to: string;
  readonly transport: Transport;
  readonly identity: string | undefined;
  /** Nobody, or nobody willing, was at the other end. */
  readonly refused: boolean;
  /** Plaintext to a service that has a waypoint nobody asked. */
  readonly bypassesWaypoint: boolean;
}

/** A trace laid over the canvas. */
export interface Route {
  readonly stops: readonly Stop[];
  readonly legs: readonly RouteLeg[];
  /** Hosts beyond the cluster on the way, in order. */
  readonly external: readonly string[];
  /** The node where the request was turned away, if it was. */
  readonly refusedAt: string | undefined;
}

export const emptyRoute: Route = { stops: [], legs: [], external: [], refusedAt: undefined };

/** Finds for every hop of a trace its node, and for every way over the network its two ends. */
export function routeOf(trace: Trace, summary: MeshSummary): Route {
  const stops: Stop[] = [];
  trace.hops.forEach((hop, index) => {
    stops.push({ hop: index, node: nodeOf(hop.at, index, stops.at(-1)?.node, summary) });
  });
  const legs = trace.hops.flatMap((hop, index) => legAt(trace, hop, index, stops, summary));
  const turned = trace.hops.findLastIndex(({ outcome }) => outcome === 'refused' || outcome === 'failed');
  const ends = [...stops.map(({ node }) => node), ...legs.map(({ to }) => to)];
  const external = [...new Set(ends)].filter((node) => node.startsWith('External/'));
  return {
    stops,
    legs,
    external: external.map((node) => node.slice(keyOf(externalRef('')).length)),
    refusedAt: turned < 0 || trace.verdict.kind === 'delivered' ? undefined : stops[turned]?.node,
  };
}

function nodeOf(at: ProxyRef, index: number, before: string | undefined, summary: MeshSummary): string {
  switch (at.kind) {
    case 'app':
    case 'ztunnel':
    case 'sidecar':
    case 'network':
      return podNode(at.pod, summary);
    case 'waypoint':
    case 'gateway':
      return keyOf(at.gateway);
    case 'kube-proxy':
      // kube-proxy has no place of its own: it acts on the caller's node, before the first packet leaves.
      return before ?? keyOf(outsideRef);
    case 'external':
      return index === 0 ? keyOf(outsideRef) : keyOf(externalRef(at.name ?? at.address));
  }
}

function podNode(pod: ResourceRef, summary: MeshSummary): string {
  const workload = summary.workloads.find(({ ref }) => sameResource(ref, pod));
  return keyOf(workload?.gateway ?? pod);
}

function legAt(
  trace: Trace,
  hop: Hop,
  index: number,
  stops: readonly Stop[],
  summary: MeshSummary,
): readonly RouteLeg[] {
  const from = stops[index]?.node;
  const next = stops[index + 1]?.node;
  if (from === undefined) return [];
  const to = next ?? (hop.leg === undefined ? undefined : nodeAt(hop.leg.address, summary));
  const isSelfCall = to === from && hop.leg !== undefined && isInbound(trace.hops[index + 1]);
  if (to === undefined || (to === from && !isSelfCall)) return [];
  const leg = hop.leg ?? trace.hops.slice(0, index).findLast((earlier) => earlier.leg !== undefined)?.leg;
  const transport = hop.leg?.transport ?? 'plaintext';
  const isLast = stops.slice(index + 1).every(({ node }) => node === to);
  return [
    {
      hop: index,
      from,
      to,
      transport,
      identity: leg?.sourceIdentity,
      refused: isLast && trace.verdict.kind !== 'delivered' && trace.verdict.kind !== 'undetermined',
      bypassesWaypoint: transport === 'plaintext' && skipsWaypoint(trace, summary),
    },
  ];
}

/** True where the service that was dialled has a waypoint, and the request met none. */
function skipsWaypoint({ five }: Trace, summary: MeshSummary): boolean {
  const { resource } = five.dialled;
  if (five.waypoints.length > 0 || resource === undefined) return false;
  return summary.services.some(({ ref, waypoint }) => sameResource(ref, resource) && waypoint?.bound !== undefined);
}

function isInbound(hop: Hop | undefined): boolean {
  return hop?.phase === 'inbound' || hop?.phase === 'inbound-passthrough' || hop?.phase === 'sidecar-inbound';
}

/** Who answers at an address where no hop was recorded: the connection died on the way. */
function nodeAt(address: string, summary: MeshSummary): string {
  const ip = address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  const workload = summary.workloads.find(({ addresses }) => addresses.includes(ip));
  if (workload !== undefined) return podNode(workload.ref, summary);
  const gateway = summary.gateways.find(({ addresses }) => addresses.includes(ip));
  if (gateway !== undefined) return keyOf(gateway.ref);
  const service = summary.services.find(({ addresses }) => addresses.includes(ip));
  return service === undefined
    ? keyOf(externalRef(ip))
    : keyOf(gatewayOfService(service, proxiesOf(summary)) ?? service.ref);
}
