import { reason } from '#model/reason.ts';
import { receivedOf } from '../kubernetes/application.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import type { Connection, HttpRequest, Outcome, Payload } from './connection.ts';
import type { Walk } from './walk.ts';

/**
 * A connection left for an address that no pod of the scenario owns. Where a manifest states that address as an
 * endpoint of a service, something is taken to answer there, without any mesh, over TLS too where a proxy is told to
 * speak it; elsewhere nothing is known.
 */
export function arriveOutside(walk: Walk, connection: Connection): Outcome {
  const endpoint = walk.mesh.workloads.beyond(connection.to.ip);
  if (endpoint !== undefined) return answerOutside(walk, connection, endpoint);
  const address = formatSocket(connection.to.ip, connection.to.port);
  const at = { kind: 'external', address } as const;
  const why = reason('kubernetes/outside-scenario', { address });
  const turn = walk.turn(at, 'external');
  turn.decide({ reason: why, because: [], source: 'engine outside' });
  turn.end('answered');
  walk.find({ verdict: 'undetermined', at, reason: why, because: [] });
  return { kind: 'undetermined' };
}

/** Nobody out there is in the mesh, so only plaintext is answered. */
function answerOutside(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const { source } = workload;
  const { transport, to, payload } = connection;
  const address = formatSocket(to.ip, to.port);
  const at = { kind: 'external', address, name: source.name } as const;
  const turn = walk.turn(at, 'external');
  const plain = transport === 'plaintext' && isStatedPort(walk.mesh, workload, to.port);
  const why = reason(plain ? 'kubernetes/outside-endpoint-answers' : 'kubernetes/outside-endpoint-refuses', {
    address,
  });
  turn.decide({ reason: why, because: [{ resource: source, path: ['spec'] }], source: 'engine outside' });
  turn.end(plain ? 'answered' : 'failed');
  if (!plain) {
    walk.find({ verdict: 'failed', at, reason: why, because: [] });
    return { kind: 'refused' };
  }
  const backend = { kind: 'External', name: to.ip };
  const sees = { identity: 'none', address: connection.source.ip };
  const request = requestIn(payload);
  if (request === undefined) {
    walk.deliver(backend, sees);
    return { kind: 'bytes', bytes: payload.kind === 'tcp' ? payload.bytes : '' };
  }
  walk.deliver(backend, sees, receivedOf(request));
  return { kind: 'response', response: { status: 200, headers: [], body: '' } };
}

/** An Envoy that speaks TLS itself reads the answer; TLS of a client's own is bytes to everybody on the way. */
function requestIn(payload: Payload): HttpRequest | undefined {
  if (payload.kind === 'http') return payload.request;
  return payload.kind === 'tls' && payload.originated === true ? payload.request : undefined;
}

function isStatedPort(mesh: Mesh, { uid }: Workload, port: number): boolean {
  return mesh.services.membershipsOf(uid).some(({ endpoint }) => [...endpoint.ports.values()].includes(port));
}
