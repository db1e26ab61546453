import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { Candidate } from './candidates.ts';
import { consideredEndpoints } from './consideredEndpoints.ts';
import type { Cluster } from './cluster.ts';
import { socket } from './dial.ts';
import { nameOf, type Proxy } from './proxy.ts';

/** What of a way out needs saying. */
interface Choice {
  readonly cluster: Cluster;
  readonly because: readonly FieldRef[];
}

/** Records which host an Envoy chose in which cluster, and how it goes there. */
export function decideCandidate(proxy: Proxy, choice: Choice, candidate: Candidate, of: number): void {
  const around = waypointPassedBy(proxy, choice.cluster);
  if (around !== undefined) proxy.turn.decide(around);
  if (choice.cluster.kind === 'application') return;
  const decision = decisionOf(choice, choice.cluster, candidate, of);
  const considered = consideredEndpoints(proxy, choice.cluster, candidate.workload);
  proxy.turn.decide(considered.length === 0 ? decision : { ...decision, considered });
}

type Remote = Exclude<Cluster, { kind: 'application' }>;

function decisionOf({ because }: Choice, cluster: Remote, { dial, workload }: Candidate, of: number): Decision {
  const address = socket(dial.target);
  switch (cluster.kind) {
    case 'endpoints': {
      const name = workload === undefined ? address : `${workload.namespace}/${workload.name}`;
      const params = { cluster: cluster.name, address, workload: name, of, transport: dial.transport };
      const fields = cluster.service.loadBalancingBecause;
      return {
        reason: reason('proxy/endpoint-chosen', params),
        because: [...because, ...cluster.because, ...(fields === undefined ? [] : [fields])],
        source: 'istio pilot/pkg/xds/endpoints/endpoint_builder.go buildEnvoyLbEndpoint',
      };
    }
    case 'service-waypoint': {
      const { service } = cluster;
      const waypoint = workload?.gateway === undefined ? address : nameOf(workload.gateway);
      const params = { service: nameOf(service.source), waypoint, address: socket(dial.through ?? dial.target) };
      return {
        reason: reason('proxy/waypoint-chosen', params),
        because: service.waypoint?.because ?? because,
        source: 'istio pilot/pkg/xds/endpoints/endpoint_builder.go findServiceWaypoint',
      };
    }
    case 'original-destination':
      return {
        reason: reason('proxy/original-destination', { cluster: cluster.name, address, transport: dial.transport }),
        because,
        source: 'istio pilot/pkg/networking/core/cluster.go convertResolution',
      };
    case 'encap':
      return {
        reason: reason('proxy/encapsulated', { address }),
        because,
        source: 'istio pilot/pkg/networking/core/cluster_waypoint.go GetEncapCluster',
      };
  }
}

/** Neither a sidecar nor, unless asked to, a gateway sends to a service's waypoint. */
function waypointPassedBy({ kind }: Proxy, cluster: Cluster): Decision | undefined {
  if (cluster.kind !== 'endpoints' || cluster.service.waypoint === undefined || kind === 'waypoint') return undefined;
  const { source, waypoint } = cluster.service;
  const params = { service: nameOf(source), waypoint: nameOf(waypoint.primary.gateway) };
  return {
    reason: reason(kind === 'sidecar' ? 'sidecar/skips-waypoint' : 'gateway/skips-waypoint', params),
    because: waypoint.because,
    source: 'istio pilot/pkg/xds/endpoints/endpoint_builder.go findServiceWaypoint',
  };
}
