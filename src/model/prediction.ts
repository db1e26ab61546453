import type { MeshSummary, WorkloadSummary } from './meshSummary.ts';
import type { Hop, ProxyRef, Trace, Verdict } from './trace.ts';

/** What the calling application may get to see. */
export const outcomes = [
  'served',
  'proxy-answer',
  'forbidden',
  'unauthorized',
  'client-error',
  'server-error',
  'reset',
  'refused',
  'timeout',
  'unresolved',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Who can have the last say about a request. `app` also where nobody on the way checks anything; `network` is no proxy. */
export type Place =
  | { readonly kind: 'waypoint' | 'gateway'; readonly name: string }
  | {
      readonly kind:
        | 'caller-ztunnel'
        | 'destination-ztunnel'
        | 'caller-sidecar'
        | 'destination-sidecar'
        | 'app'
        | 'network';
    };

/** Whose identity the pod sees. */
export const peers = ['caller', 'waypoint', 'gateway', 'nobody'] as const;
export type Peer = (typeof peers)[number];

/** What somebody says of a request before it is sent. Whom the pod sees need not be said. */
export interface RequestPrediction {
  readonly outcome: Outcome;
  readonly place: Place;
  readonly peer?: Peer;
}

export function placeKey(place: Place): string {
  return 'name' in place ? `${place.kind} ${place.name}` : place.kind;
}

/** What a verdict is to the caller. Undefined where the engine cannot tell. */
export function outcomeOf({ kind, client, status, backend, deniedBy }: Verdict): Outcome | undefined {
  if (kind === 'undetermined') return undefined;
  if (client !== 'response') return client;
  if (kind === 'delivered') return backend === null && status !== null ? 'proxy-answer' : 'served';
  if (status !== null && status >= 500) return 'server-error';
  if (kind === 'failed') return 'client-error';
  return deniedBy === 'jwt' || status === 401 ? 'unauthorized' : 'forbidden';
}

/** Where on the path a hop is, as somebody who predicts would call it. */
export function placeOfHop({ at, phase }: Pick<Hop, 'at' | 'phase'>, step: number): Place {
  switch (at.kind) {
    case 'waypoint':
    case 'gateway':
      return { kind: at.kind, name: `${at.gateway.namespace ?? ''}/${at.gateway.name}` };
    case 'ztunnel':
      return { kind: phase === 'outbound' ? 'caller-ztunnel' : 'destination-ztunnel' };
    case 'sidecar':
      return { kind: phase === 'sidecar-outbound' ? 'caller-sidecar' : 'destination-sidecar' };
    case 'app':
    case 'external':
      return { kind: step === 0 ? 'network' : 'app' };
    default:
      return { kind: 'network' };
  }
}

/** Who has the last say: who refused or failed it, or else the last one whose policy let it pass, or else the app. */
export function deciderOf(trace: Trace): { readonly place: Place; readonly step: number } {
  const { hops, verdict, five } = trace;
  const guard = five.enforcers.findLast(({ result }) => result === 'allow');
  const answeredByApp = verdict.kind === 'delivered' && (verdict.backend !== null || verdict.status === null);
  const at = answeredByApp && guard !== undefined ? guard.at : verdict.decidedBy.at;
  const step = Math.max(0, lastStepAt(hops, at));
  const hop = hops[step];
  return { place: hop === undefined ? { kind: 'network' } : placeOfHop(hop, step), step };
}

function lastStepAt(hops: readonly Hop[], at: ProxyRef): number {
  const wanted = JSON.stringify(at);
  return hops.findLastIndex((hop) => JSON.stringify(hop.at) === wanted);
}

/** Whose identity the pod saw. Undefined where none was reached. */
export function peerOf({ five, hops }: Trace): Peer | undefined {
  if (five.podSees === null) return undefined;
  const { identity } = five.podSees;
  if (identity === 'none') return 'nobody';
  const sealer = hops.findLast(({ leg }) => leg?.sourceIdentity === identity)?.at.kind;
  return sealer === 'waypoint' || sealer === 'gateway' ? sealer : 'caller';
}

/** Those who could have the last say in this mesh. */
export function possiblePlaces({ gateways, workloads }: MeshSummary, from: string): readonly Place[] {
  const named = (role: 'waypoint' | 'ingress', kind: 'waypoint' | 'gateway') =>
    gateways
      .filter((each) => each.role === role)
      .map(({ namespace, name }) => ({ kind, name: `${namespace}/${name}` }));
  const hasSidecars = workloads.some(({ participation }) => participation === 'sidecar');
  const fromSidecar = callerOf(workloads, from)?.participation === 'sidecar';
  return [
    ...(from === 'outside' ? [] : [{ kind: fromSidecar ? 'caller-sidecar' : 'caller-ztunnel' } as const]),
    ...named('ingress', 'gateway'),
    ...named('waypoint', 'waypoint'),
    { kind: 'destination-ztunnel' },
    ...(hasSidecars ? [{ kind: 'destination-sidecar' } as const] : []),
    { kind: 'app' },
    { kind: 'network' },
  ];
}

/** The workload that a request comes from, by its own name or by that of what made it. */
export function callerOf(workloads: MeshSummary['workloads'], from: string): WorkloadSummary | undefined {
  return workloads.find(({ namespace, name, origin }) =>
    [name, origin?.name].some((each) => each !== undefined && `${namespace}/${each}` === from),
  );
}
