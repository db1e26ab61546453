import type { Connection, Outcome } from '../dataplane/connection.ts';
import type { Walk } from '../dataplane/walk.ts';
import type { Workload } from '../mesh/mesh.ts';

/** A connection reached a pod with a sidecar, on any port. */
export function receiveAtSidecar(_walk: Walk, _connection: Connection, _workload: Workload): Outcome {
  return { kind: 'undetermined' };
}
