import type { Outcome, Payload } from '../dataplane/connection.ts';
import type { Walk } from '../dataplane/walk.ts';
import type { SocketAddress, Workload } from '../mesh/mesh.ts';

/** An application beside a sidecar opened a connection: the sidecar's listeners, routes and clusters decide. */
export function sendFromSidecar(
  _walk: Walk,
  _source: Workload,
  _target: SocketAddress,
  _payload: Payload,
): Outcome {
  return { kind: 'undetermined' };
}
