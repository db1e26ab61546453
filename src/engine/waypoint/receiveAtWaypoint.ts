import type { Connection, Outcome } from '../dataplane/connection.ts';
import type { Walk } from '../dataplane/walk.ts';
import type { Workload } from '../mesh/mesh.ts';

/** A connection reached a waypoint pod: which chain takes it, what the filters say, where it goes on. */
export function receiveAtWaypoint(_walk: Walk, _connection: Connection, _workload: Workload): Outcome {
  return { kind: 'undetermined' };
}
