import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { Mesh, SocketAddress } from '../mesh/mesh.ts';
import type { Outcome, Payload } from './connection.ts';
import type { Walk } from './walk.ts';

/** An address on the internet for a caller beyond the cluster (TEST-NET-1 of RFC 5737). */
export const outsideAddress = '192.0.2.200';

export const outsider = { kind: 'external', address: outsideAddress, name: 'outside' } as const;

/** A caller beyond the cluster. It reaches load balancers and nodes, nothing inside. */
export function sendFromOutside(
  walk: Walk,
  target: SocketAddress,
  payload: Payload,
  opening: readonly Decision[],
): Outcome {
  const turn = walk.turn(outsider, 'external');
  for (const decision of opening) turn.decide(decision);
  const address = formatSocket(target.ip, target.port);
  if (!isReachable(walk.mesh, target)) {
    const why = reason('kubernetes/unreachable-from-outside', { address });
    turn.decide({ reason: why, because: [], source: 'engine outsideCaller' });
    turn.end('failed');
    walk.find({ verdict: 'failed', at: outsider, reason: why, because: [] });
    return { kind: 'timeout' };
  }
  turn.leg({ transport: 'plaintext', address });
  return walk.send({ transport: 'plaintext', source: { ip: outsideAddress, port: 0 }, to: target, payload });
}

function isReachable(mesh: Mesh, { ip, port }: SocketAddress): boolean {
  if (mesh.cluster.nodeByAddress(ip) !== undefined) return true;
  const frontend = mesh.cluster.frontend(ip, port);
  if (frontend !== undefined) return frontend.kind !== 'cluster-ip';
  if (mesh.workloads.owner(ip) !== undefined) return false;
  // Addresses of nobody lead out into the internet, where the caller already is.
  const service = mesh.cluster.ownerOfServiceIp(ip);
  return service === undefined || !service.addresses.includes(ip);
}
