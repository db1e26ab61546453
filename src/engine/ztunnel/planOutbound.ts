import { reason, type Reason } from '#model/reason.ts';
import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Decision, Leg } from '#model/trace.ts';
import { nameOf } from '../dataplane/podRef.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { Mesh, MeshService, SocketAddress, WaypointBinding, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';
import { absentWaypoint } from './absentWaypoint.ts';
import { classify, type Dialled } from './classify.ts';
import { crossNetwork } from './crossNetwork.ts';
import { pickUpstream, type Upstream } from './pickUpstream.ts';
import { drawWaypoint, resolveWaypoint } from './resolveWaypoint.ts';
import { ownWaypoint, podWaypoints, serviceWaypoints } from './waypointsNotAsked.ts';

/** Where a captured connection goes on, or why it goes nowhere. */
export type OutboundPlan = { readonly decisions: readonly Decision[]; readonly service?: MeshService } & (
  | {
      readonly kind: 'hbone';
      readonly to: SocketAddress;
      readonly authority: SocketAddress;
      readonly expectedIdentities: readonly string[];
      readonly upstream: Workload;
    }
  | { readonly kind: 'plaintext'; readonly to: SocketAddress; readonly upstream?: Workload }
  | {
      readonly kind: 'reject';
      readonly error: string;
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
      readonly unsupported?: true;
      /** What would have left, where the rest is not known here. */
      readonly leg?: Leg;
    }
);

/** Who calls, what it dialled, and in which mesh. */
export interface OutboundQuestion {
  readonly mesh: Mesh;
  readonly source: Workload;
  readonly target: SocketAddress;
  readonly random: Random;
}

export const buildRequest = 'ztunnel src/proxy/outbound.rs build_request';

/**
 * Decides what a source ztunnel does with a connection: the service's waypoint if a service was dialled, else an
 * endpoint; the workload's waypoint only if no service was. Mirrors ztunnel `OutboundConnection::build_request`.
 */
export function planOutbound(question: OutboundQuestion): OutboundPlan {
  const dialled = classify(question.mesh, question.source, question.target.ip);
  const seen = dialledDecision(question, dialled);
  if (dialled.kind === 'service' && dialled.service.waypoint !== undefined) {
    return viaServiceWaypoint(question, dialled.service, dialled.service.waypoint, seen);
  }
  const upstream = pickUpstream(question);
  if (upstream === undefined || 'failure' in upstream) return withoutUpstream(question, dialled, upstream, seen);
  const decisions = [seen, ...upstream.decisions];
  if (upstream.kind === 'remote') return crossNetwork(question, upstream, decisions);
  if (dialled.kind !== 'service' && upstream.workload.waypoint !== undefined) {
    const plan = viaWorkloadWaypoint(question, upstream, upstream.workload.waypoint, decisions);
    if (plan !== undefined) return plan;
  }
  return direct(upstream, decisions);
}

function dialledDecision({ mesh, source, target }: OutboundQuestion, dialled: Dialled): Decision {
  const address = formatSocket(target.ip, target.port);
  const behind = dialled.kind === 'workload' ? mesh.services.ofWorkload(dialled.workload.uid) : [];
  const object =
    dialled.kind === 'service'
      ? dialled.service.source
      : dialled.kind === 'workload'
        ? dialled.workload.source
        : undefined;
  const absent = object === undefined ? [] : absentWaypoint(mesh, object);
  const considered = [...absent, ...ownWaypoint(source), ...serviceWaypoints(behind)];
  const evidence = considered.length === 0 ? {} : { considered };
  const because = [...(source.captureBecause ?? []), ...(object === undefined ? [] : addressFields(object))];
  const from = { because, source: 'ztunnel src/state.rs fetch_address', ...evidence };
  switch (dialled.kind) {
    case 'service':
      return { reason: reason('outbound/dialled-service', { address, service: nameOf(dialled.service) }), ...from };
    case 'workload':
      return { reason: reason('outbound/dialled-workload', { address, workload: nameOf(dialled.workload) }), ...from };
    case 'unknown':
      return { reason: reason('outbound/dialled-unknown', { address }), ...from };
  }
}

/** Where manifests of any kind state the addresses of an object; those that do not are left out of the evidence. */
function addressFields(resource: ResourceRef): readonly FieldRef[] {
  const paths = [
    ['spec', 'clusterIP'],
    ['spec', 'addresses'],
    ['status', 'podIP'],
  ];
  return paths.map((path) => ({ resource, path }));
}

function viaServiceWaypoint(
  question: OutboundQuestion,
  service: MeshService,
  binding: WaypointBinding,
  seen: Decision,
): OutboundPlan {
  const { mesh, source, target, random } = question;
  const drawn = drawWaypoint(binding, random);
  const waypoint = nameOf(drawn.target.gateway);
  const resolved = resolveWaypoint(mesh, drawn.target, source, random);
  const decisions = [seen, ...canaryDecision(drawn.weight, waypoint, binding)];
  if (resolved.kind === 'missing') return rejectWaypoint(decisions, waypoint, resolved.error, binding, service);
  const address = formatSocket(target.ip, target.port);
  const params = { address, service: nameOf(service), waypoint, identity: source.identity };
  const considered = podWaypoints(service);
  const decision = {
    reason: reason('outbound/service-waypoint', params),
    because: binding.because,
    ...(considered.length === 0 ? {} : { considered }),
    source: buildRequest,
  };
  return {
    kind: 'hbone',
    decisions: [...decisions, decision, resolved.decision],
    to: resolved.address,
    authority: target,
    expectedIdentities: resolved.expectedIdentities,
    upstream: resolved.workload,
    service,
  };
}

function canaryDecision(weight: number | undefined, waypoint: string, binding: WaypointBinding): readonly Decision[] {
  if (weight === undefined) return [];
  const why = reason('outbound/canary-drawn', { waypoint, weight });
  return [{ reason: why, because: binding.because, source: 'ztunnel src/state.rs sample_weighted_waypoint' }];
}

function rejectWaypoint(
  decisions: readonly Decision[],
  waypoint: string,
  error: string,
  binding: WaypointBinding,
  service?: MeshService,
): OutboundPlan {
  const why = reason('outbound/unknown-waypoint', { waypoint, error });
  const because = binding.because;
  const decision = { reason: why, because, source: 'ztunnel src/state.rs fetch_waypoint' };
  const plan = { kind: 'reject', decisions: [...decisions, decision], error, reason: why, because } as const;
  return service === undefined ? plan : { ...plan, service };
}

/** Nothing to go to: an error for a service, passthrough for everything else. */
function withoutUpstream(
  { target }: OutboundQuestion,
  dialled: Dialled,
  upstream: Extract<Upstream, { failure: unknown }> | undefined,
  seen: Decision,
): OutboundPlan {
  const address = formatSocket(target.ip, target.port);
  if (upstream?.failure === 'unresolved') {
    const { error, reason: why } = upstream;
    return { kind: 'reject', decisions: [seen, ...upstream.decisions], error, reason: why, because: [] };
  }
  if (dialled.kind === 'service' && dialled.service.loadBalancing.mode !== 'PASSTHROUGH') {
    const why = reason('outbound/no-healthy-upstream', {
      service: nameOf(dialled.service),
      address,
      why: upstream?.failure ?? 'no-endpoint',
    });
    const because = [{ resource: dialled.service.source, path: ['spec'] }];
    const decision = { reason: why, because, considered: upstream?.considered ?? [], source: buildRequest };
    return {
      kind: 'reject',
      decisions: [seen, decision],
      error: `no healthy upstream: ${address}`,
      reason: why,
      because,
      service: dialled.service,
    };
  }
  const params = dialled.kind === 'service' ? nameOf(dialled.service) : undefined;
  const why =
    params === undefined
      ? reason('outbound/passthrough', { address })
      : reason('outbound/service-passthrough', { address, service: params });
  const because =
    dialled.kind === 'service' ? [{ resource: dialled.service.source, path: ['spec', 'resolution'] }] : [];
  const decision: Decision = { reason: why, because, source: buildRequest };
  return { kind: 'plaintext', decisions: [seen, decision], to: target };
}

type Chosen = Extract<Upstream, { kind: 'chosen' }>;

function viaWorkloadWaypoint(
  { mesh, source, random }: OutboundQuestion,
  upstream: Chosen,
  binding: WaypointBinding,
  decisions: readonly Decision[],
): OutboundPlan | undefined {
  const { target } = drawWaypoint(binding, random);
  // A captured waypoint's own calls to its workloads must not come back to it.
  if (source.gateway?.name === target.gateway.name && source.gateway.namespace === target.gateway.namespace)
    return undefined;
  const waypoint = nameOf(target.gateway);
  const resolved = resolveWaypoint(mesh, target, source, random);
  if (resolved.kind === 'missing') return rejectWaypoint(decisions, waypoint, resolved.error, binding);
  const { ip, port } = upstream.to;
  const params = {
    address: formatSocket(ip, port),
    workload: nameOf(upstream.workload),
    waypoint,
    identity: source.identity,
  };
  const decision = {
    reason: reason('outbound/workload-waypoint', params),
    because: binding.because,
    source: buildRequest,
  };
  return {
    kind: 'hbone',
    decisions: [...decisions, decision, resolved.decision],
    to: resolved.address,
    authority: upstream.to,
    expectedIdentities: resolved.expectedIdentities,
    upstream: resolved.workload,
    ...(upstream.service === undefined ? {} : { service: upstream.service }),
  };
}

const hbonePort = 15008;

function direct(upstream: Chosen, decisions: readonly Decision[]): OutboundPlan {
  const { workload, to, service } = upstream;
  const address = formatSocket(to.ip, to.port);
  const behind = service === undefined ? {} : { service };
  const because = workload.captureBecause ?? [];
  if (workload.protocol === 'TCP') {
    const why = reason('outbound/direct-plaintext', { workload: nameOf(workload), address });
    return {
      kind: 'plaintext',
      decisions: [...decisions, { reason: why, because, source: buildRequest }],
      to,
      upstream: workload,
      ...behind,
    };
  }
  const why = reason('outbound/direct-hbone', { workload: nameOf(workload), address, identity: workload.identity });
  const decision: Decision = { reason: why, because, source: buildRequest };
  return {
    kind: 'hbone',
    decisions: [...decisions, decision],
    to: { ip: to.ip, port: hbonePort },
    authority: to,
    expectedIdentities: [...(service?.subjectAltNames ?? []), workload.identity],
    upstream: workload,
    ...behind,
  };
}
