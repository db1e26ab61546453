import { reason, type Reason } from '#model/reason.ts';
import type { ProxyRef } from '#model/trace.ts';
import type { Connection, Outcome } from '../dataplane/connection.ts';
import { nameOf } from '../dataplane/podRef.ts';
import type { Turn, Walk } from '../dataplane/walk.ts';
import { formatSocket, isV6 } from '../mesh/ipRange.ts';
import type { Endpoint, Frontend } from '../mesh/mesh.ts';

const source = 'kubernetes pkg/proxy/topology CategorizeEndpoints';

/**
 * A connection to a service address leaves a node: kube-proxy picks an endpoint and sends it there, without any mesh.
 * Ready ones first; if none is left, those that still serve while they end.
 */
export function throughKubeProxy(walk: Walk, connection: Connection, frontend: Frontend): Outcome {
  const node = nodeOf(walk, connection);
  const at: ProxyRef = { kind: 'kube-proxy', node };
  const dialled = formatSocket(connection.to.ip, connection.to.port);
  walk.takeBackLeg(dialled);
  const turn = walk.turn(at, 'kube-proxy');
  const service = nameOf(frontend.service);
  const usable = frontend.service.endpoints.filter(
    (endpoint) => isKubernetes(endpoint) && endpoint.ports.has(frontend.port),
  );
  const near = frontend.local ? usable.filter(({ workload }) => workload.node === node) : usable;
  const { candidates, terminating } = eligible(near, frontend.service.loadBalancing.healthPolicy === 'ALLOW_ALL');
  const chosen = candidates[Math.floor(walk.random.next() * candidates.length)];
  if (chosen === undefined) {
    const missing = frontend.local && usable.length > 0;
    const why = missing
      ? reason('kubernetes/no-local-endpoint', { service, node })
      : reason('kubernetes/no-ready-endpoint', { service, address: dialled });
    return refuse(walk, turn, at, why, frontend);
  }
  const ip = addressFor(chosen, connection.to.ip);
  const to = { ip, port: chosen.ports.get(frontend.port) ?? frontend.port };
  const endpoint = formatSocket(to.ip, to.port);
  const params = { service, address: dialled, endpoint, candidates: candidates.length };
  turn.decide({ reason: reason('kubernetes/service-address-translated', params), because: [frontend.because], source });
  if (terminating) {
    turn.decide({ reason: reason('kubernetes/terminating-endpoint', { service }), because: [], source });
  }
  turn.leg({ transport: connection.transport, address: endpoint, ...identityOf(connection) });
  return walk.send({ ...connection, to });
}

function identityOf({ identity }: Connection): { readonly sourceIdentity?: string } {
  return identity === undefined ? {} : { sourceIdentity: identity };
}

function nodeOf(walk: Walk, connection: Connection): string {
  const caller = connection.sourceUid === undefined ? undefined : walk.mesh.workloads.byUid(connection.sourceUid);
  return caller?.node ?? walk.mesh.cluster.nodeByAddress(connection.to.ip) ?? '';
}

/** kube-proxy knows EndpointSlices: pods and given addresses, not WorkloadEntries. */
function isKubernetes({ workload }: Endpoint): boolean {
  return workload.source.kind === 'Pod' || workload.source.kind === 'EndpointSlice';
}

interface Eligible {
  readonly candidates: readonly Endpoint[];
  readonly terminating: boolean;
}

function eligible(endpoints: readonly Endpoint[], publishesNotReady: boolean): Eligible {
  const ready = publishesNotReady ? endpoints : endpoints.filter((endpoint) => endpoint.ready);
  if (ready.length > 0) return { candidates: ready, terminating: false };
  const ending = endpoints.filter((endpoint) => endpoint.serving && endpoint.terminating);
  return { candidates: ending, terminating: ending.length > 0 };
}

function addressFor({ workload }: Endpoint, dialled: string): string {
  const same = workload.addresses.find((ip) => isV6(ip) === isV6(dialled));
  return same ?? workload.addresses[0] ?? '';
}

function refuse(walk: Walk, turn: Turn, at: ProxyRef, why: Reason, frontend: Frontend): Outcome {
  turn.decide({ reason: why, because: [frontend.because], source });
  turn.end('refused');
  walk.find({ verdict: 'failed', at, reason: why, because: [frontend.because] });
  return { kind: 'refused' };
}
