import { reason } from '#model/reason.ts';
import { annotations } from '#model/kubernetes/labels.ts';
import { throughKubeProxy } from '../kubernetes/kubeProxy.ts';
import { listensOn } from '../kubernetes/application.ts';
import { passNetwork } from '../kubernetes/networkPolicy.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { Workload } from '../mesh/mesh.ts';
import { receiveAtSidecar } from '../sidecar/receiveAtSidecar.ts';
import { receiveInbound } from '../ztunnel/inbound.ts';
import { receivePassthrough } from '../ztunnel/inboundPassthrough.ts';
import type { Connection, Outcome } from './connection.ts';
import { deliverInside } from './deliverToPod.ts';
import { arriveOutside } from './outside.ts';
import { appOf, nameOf } from './podRef.ts';
import type { Walk } from './walk.ts';

const hbonePort = 15008;

/** Finds who listens where a connection goes, and returns how it ended for its sender. */
export function arrive(walk: Walk, connection: Connection): Outcome {
  const { mesh } = walk;
  const { ip, port } = connection.to;
  if (mesh.workloads.owner(ip) === undefined || mesh.cluster.nodeByAddress(ip) !== undefined) {
    const frontend = mesh.cluster.frontend(ip, port);
    if (frontend !== undefined) return throughKubeProxy(walk, connection, frontend);
    const service = mesh.cluster.ownerOfServiceIp(ip);
    if (service !== undefined) return noSuchPort(walk, connection, nameOf(service));
  }
  const owner = listenerAt(walk, ip, port);
  if (owner !== undefined) return passNetwork(walk, connection, owner) ?? receive(walk, connection, owner);
  const behind = mesh.cluster.hostPort(ip, port);
  if (behind !== undefined) return throughHostPort(walk, connection, behind);
  // A node answers for its own address, if only with a reset.
  if (mesh.cluster.nodeByAddress(ip) !== undefined || mesh.workloads.owner(ip) !== undefined)
    return { kind: 'refused' };
  return passNetwork(walk, connection, undefined) ?? arriveOutside(walk, connection);
}

/** A pod owns its address; on a node's address the pod answers that listens on the port. */
function listenerAt(walk: Walk, ip: string, port: number): Workload | undefined {
  const owners = walk.mesh.workloads.owners(ip);
  const own = owners.find(({ hostNetwork }) => !hostNetwork);
  return own ?? owners.find((workload) => listensOn(walk.mesh, workload, port));
}

/** A node's `hostPort` leads into a pod with a network of its own. */
function throughHostPort(
  walk: Walk,
  connection: Connection,
  behind: { readonly workload: Workload; readonly port: number },
): Outcome {
  const { workload, port } = behind;
  const dialled = formatSocket(connection.to.ip, connection.to.port);
  const to = { ip: workload.addresses[0] ?? '', port };
  const endpoint = formatSocket(to.ip, port);
  walk.takeBackLeg(dialled);
  const turn = walk.turn({ kind: 'kube-proxy', node: workload.node }, 'kube-proxy');
  const why = reason('kubernetes/host-port-translated', { address: dialled, pod: nameOf(workload), endpoint });
  const because = [{ resource: workload.source, path: ['spec', 'containers'] }];
  turn.decide({ reason: why, because, source: 'containernetworking plugins portmap' });
  turn.leg({ transport: connection.transport, address: endpoint });
  return walk.send({ ...connection, to });
}

/** kube-proxy has no rule for a port that the Service does not declare, and nobody owns the address. */
function noSuchPort(walk: Walk, connection: Connection, service: string): Outcome {
  const { ip, port } = connection.to;
  walk.takeBackLeg(formatSocket(ip, port));
  const at = { kind: 'external', address: formatSocket(ip, port) } as const;
  const why = reason('kubernetes/no-such-service-port', { service, port });
  const turn = walk.turn(at, 'kube-proxy');
  turn.decide({ reason: why, because: [], source: 'kubernetes pkg/proxy syncProxyRules' });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because: [] });
  return { kind: 'timeout' };
}

/** A connection reached a pod: its sidecar, its ztunnel, or what runs in it. */
function receive(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const { port } = connection.to;
  const { identity = 'none' } = connection;
  walk.see(workload, { identity, address: connection.source.ip });
  if (connection.transport === 'hbone' && !speaksHbone(workload, port)) return { kind: 'refused' };
  if (connection.transport === 'hbone' && connection.expectedIdentities?.includes(workload.identity) === false) {
    return { kind: 'tls-failure' };
  }
  // A ztunnel's own connection to the address of its pod stays on `lo` and is not redirected.
  if (loopsBack(connection, workload)) return deliverInside(walk, connection, workload);
  if (workload.sidecar !== undefined) return receiveAtSidecar(walk, connection, workload);
  if (workload.capture === 'pending') return halfCaptured(walk, workload);
  if (workload.capture !== 'enabled') return deliverInside(walk, connection, workload);
  if (connection.transport === 'hbone' && port === hbonePort) return receiveInbound(walk, connection, workload);
  if (workload.bypassInbound && port !== hbonePort) return bypass(walk, connection, workload);
  if (isHostProcess(walk, connection, workload)) return exempt(walk, connection, workload);
  return receivePassthrough(walk, connection, workload);
}

/** Redirected, and no ztunnel listens yet: the pod's kernel refuses. */
function halfCaptured(walk: Walk, workload: Workload): Outcome {
  const why = reason('kubernetes/half-captured', { pod: nameOf(workload) });
  const because = [{ resource: workload.source, path: ['metadata', 'annotations', annotations.redirection] }];
  const at = appOf(workload);
  const turn = walk.turn(at, 'inbound-passthrough');
  turn.decide({ reason: why, because, source: 'istio cni/pkg/nodeagent AddPodToMesh' });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because });
  return { kind: 'refused' };
}

/** Whether anything in the pod answers an HBONE connection on this port. */
function speaksHbone(workload: Workload, port: number): boolean {
  if (workload.role === 'waypoint') return true;
  if (port !== hbonePort) return false;
  return workload.capture === 'enabled' || workload.sidecar?.hbone === true;
}

function loopsBack(connection: Connection, workload: Workload): boolean {
  return (
    connection.transport === 'plaintext' && connection.fromOwnZtunnel === true && connection.sourceUid === workload.uid
  );
}

function bypass(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const turn = walk.turn({ kind: 'app', pod: workload.source }, 'inbound-passthrough');
  turn.decide({
    reason: reason('inbound/bypassed', { pod: nameOf(workload) }),
    because: [{ resource: workload.source, path: ['metadata', 'annotations', annotations.bypassInboundCapture] }],
    source: 'istio cni/pkg/iptables AppendInpodRules',
  });
  walk.approximate('inbound/bypassed');
  return deliverInside(walk, connection, workload);
}

/** Processes in a node's own network reach its pods around ztunnel, as the kubelet's probes do. */
function isHostProcess(walk: Walk, connection: Connection, workload: Workload): boolean {
  const source = connection.sourceUid === undefined ? undefined : walk.mesh.workloads.byUid(connection.sourceUid);
  return (
    source?.hostNetwork === true &&
    source.node !== '' &&
    source.node === workload.node &&
    connection.transport === 'plaintext'
  );
}

function exempt(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const why = reason('kubernetes/host-probe-exempt', { node: workload.node, pod: nameOf(workload) });
  const turn = walk.turn({ kind: 'app', pod: workload.source }, 'inbound-passthrough');
  turn.decide({ reason: why, because: [], source: 'istio cni/pkg/iptables CreateHostRulesForHealthChecks' });
  walk.approximate(why.code);
  return deliverInside(walk, connection, workload);
}
