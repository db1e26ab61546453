import { receiveAtGateway } from '../gateway/receiveAtGateway.ts';
import { serveApplication } from '../kubernetes/application.ts';
import type { Workload } from '../mesh/mesh.ts';
import { receiveAtWaypoint } from '../waypoint/receiveAtWaypoint.ts';
import { reason } from '#model/reason.ts';
import type { Connection, Outcome } from './connection.ts';
import { appOf } from './podRef.ts';
import type { Walk } from './walk.ts';

/** Hands a connection to what runs inside a pod, past any redirection: an application, or one of istiod's proxies. */
export function deliverInside(walk: Walk, connection: Connection, workload: Workload): Outcome {
  if (workload.role === 'waypoint') return receiveAtWaypoint(walk, connection, workload);
  if (workload.role === 'ingress') return receiveAtGateway(walk, connection, workload);
  if (workload.gateway !== undefined && workload.appTunnel !== undefined) return foreignProxy(walk, workload);
  return serveApplication(walk, connection, workload);
}

/** A proxy of another vendor behind a waypoint binding: the engine has no rules for what it does. */
export function foreignProxy(walk: Walk, workload: Workload): Outcome {
  const why = reason('engine/unsupported', {
    rule: 'waypoint-of-other-class',
    subject: `${workload.namespace}/${workload.name}`,
  });
  const turn = walk.turn(appOf(workload), 'app');
  turn.decide({ reason: why, because: [], source: 'engine deliverToPod' });
  turn.end('failed');
  walk.find({ verdict: 'undetermined', at: appOf(workload), reason: why, because: [] });
  return { kind: 'undetermined' };
}
