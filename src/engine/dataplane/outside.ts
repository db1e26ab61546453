import { reason } from '#model/reason.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { Connection, Outcome } from './connection.ts';
import type { Walk } from './walk.ts';

/** A connection left for an address that nothing in the scenario owns: what answers there is not known. */
export function arriveOutside(walk: Walk, connection: Connection): Outcome {
  const address = formatSocket(connection.to.ip, connection.to.port);
  const at = { kind: 'external', address } as const;
  const why = reason('kubernetes/outside-scenario', { address });
  const turn = walk.turn(at, 'external');
  turn.decide({ reason: why, because: [], source: 'engine outside' });
  turn.end('answered');
  walk.find({ verdict: 'undetermined', at, reason: why, because: [] });
  return { kind: 'undetermined' };
}
