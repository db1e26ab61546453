import { sameResource } from '../kubernetes/resource.ts';
import type { MeshSummary, WaypointBindingSummary } from '../meshSummary.ts';
import {
  deciderOf,
  outcomeOf,
  peerOf,
  placeKey,
  placeOfHop,
  type Outcome,
  type Peer,
  type Place,
  type RequestPrediction,
} from '../prediction.ts';
import type { ProxyRef, Trace } from '../trace.ts';

/** Every mistake that a prediction can make, with its facts. Names are `namespace/name`. */
export interface Mistakes {
  'waypoint/caller-not-captured': { readonly waypoint: string; readonly caller: string };
  'waypoint/pod-dialled': { readonly waypoint: string; readonly address: string };
  'waypoint/unknown-address': { readonly waypoint: string; readonly address: string };
  'waypoint/no-label': { readonly waypoint: string; readonly object: string };
  'waypoint/opted-out': { readonly waypoint: string; readonly object: string };
  'waypoint/not-ready': { readonly waypoint: string; readonly object: string };
  'waypoint/not-bound': { readonly waypoint: string; readonly object: string; readonly reason: string };
  'waypoint/another': { readonly waypoint: string; readonly used: string };
  'waypoint/skipped': { readonly waypoint: string; readonly by: Place };
  'place/caller-not-captured': { readonly caller: string };
  'place/destination-not-captured': { readonly pod: string };
  'place/not-crossed': { readonly place: Place };
  'place/ended-before': { readonly place: Place; readonly by: Place };
  'place/passed-unmatched': { readonly place: Place; readonly policies: readonly string[]; readonly by: Place };
  'place/unreadable-policy': { readonly place: Place; readonly policy: string; readonly fields: readonly string[] };
  'place/no-policy-here': { readonly place: Place; readonly by: Place };
  'place/only-carries': { readonly place: Place; readonly by: Place };
  'place/guarded': { readonly by: Place; readonly policies: readonly string[] };
  'outcome/deny-matched': { readonly policy: string; readonly by: Place };
  'outcome/no-allow-matched': { readonly policies: readonly string[]; readonly by: Place };
  'outcome/plaintext-refused': { readonly by: Place };
  'outcome/token-refused': { readonly by: Place };
  'outcome/allowed': { readonly policies: readonly string[]; readonly by: Place };
  'outcome/unread-policy': { readonly policy: string };
  'outcome/policy-elsewhere': { readonly policy: string; readonly enforcer: 'waypoint' | 'gateway' | 'sidecar' };
  'outcome/no-policy': { readonly outcome: Outcome };
  'outcome/no-status': { readonly by: Place };
  'outcome/has-status': { readonly by: Place };
  'outcome/other': { readonly expected: Outcome; readonly found: Outcome };
  'peer/waypoint-restamps': { readonly waypoint: string };
  'peer/plaintext': { readonly expected: Peer };
  'peer/caller-kept': { readonly expected: Peer };
  'peer/other': { readonly expected: Peer; readonly found: Peer };
  'peer/no-pod': { readonly by: Place };
}

export type MistakeCode = keyof Mistakes;

/** The first wrong step of a prediction: where the path went another way than thought, and why. */
export type PredictionMistake<C extends MistakeCode = MistakeCode> = {
  [K in C]: { readonly code: K; readonly params: Mistakes[K]; readonly step: number };
}[C];

interface Judged {
  readonly trace: Trace;
  readonly summary: MeshSummary;
  readonly places: readonly Place[];
  readonly by: Place;
  readonly step: number;
}

function mistake<C extends MistakeCode>(code: C, params: Mistakes[C], step: number): PredictionMistake {
  return { code, params, step } as PredictionMistake;
}

/**
 * Compares a prediction with what happened. Undefined where all that was said is right, and where the engine itself cannot
 * tell. Of several mistakes the one that comes first on the path: who decides, what the caller sees, whom the pod sees.
 */
export function predictionMistake(
  prediction: RequestPrediction,
  trace: Trace,
  summary: MeshSummary,
): PredictionMistake | undefined {
  const found = outcomeOf(trace.verdict);
  if (found === undefined) return undefined;
  const { place: by, step } = deciderOf(trace);
  const judged: Judged = { trace, summary, places: trace.hops.map(placeOfHop), by, step };
  return (
    placeMistake(prediction, judged) ??
    (found === prediction.outcome ? undefined : outcomeMistake(prediction.outcome, found, judged)) ??
    peerMistake(prediction.peer, judged)
  );
}

function placeMistake({ place }: RequestPrediction, judged: Judged): PredictionMistake | undefined {
  const { places, by, step, trace } = judged;
  const key = placeKey(place);
  if (key === placeKey(by)) return undefined;
  const own = places.findLastIndex((each) => placeKey(each) === key);
  if (own === -1) return absentMistake(place, judged);
  if (place.kind === 'app') return mistake('place/guarded', { by, policies: policiesAt(trace, by) }, step);
  if (place.kind === 'network' || place.kind === 'caller-ztunnel') {
    return mistake('place/only-carries', { place, by }, own);
  }
  const considered = (trace.hops[own]?.decisions ?? []).flatMap((decision) => decision.considered ?? []);
  for (const { reason } of considered) {
    if (reason.code !== 'control-plane/deny-without-effect') continue;
    return mistake('place/unreadable-policy', { place, ...reason.params }, own);
  }
  const unmatched = considered.filter(({ resource, outcome }) => isPolicy(resource) && outcome === 'no-match');
  if (unmatched.length === 0) return mistake('place/no-policy-here', { place, by }, own);
  const policies = unmatched.flatMap(({ resource }) => (resource === undefined ? [] : [nameOf(resource)]));
  return mistake('place/passed-unmatched', { place, policies, by }, own);
}

/** Why somebody who was thought to decide is not on the path. */
function absentMistake(place: Place, judged: Judged): PredictionMistake {
  const { trace, by, step, summary } = judged;
  const reached = trace.five.podSees !== null;
  const { captured } = trace.five;
  if (place.kind === 'waypoint') return absentWaypoint(place.name, judged);
  if (place.kind === 'caller-ztunnel' && !captured.source) {
    return mistake('place/caller-not-captured', { caller: trace.request.from }, Math.min(1, trace.hops.length - 1));
  }
  if (place.kind === 'destination-ztunnel' && reached && captured.destination === false) {
    const pod = trace.hops.findLast(({ at }) => at.kind === 'app')?.at;
    const name = pod?.kind === 'app' ? nameOf(pod.pod) : '';
    const sidecar = summary.workloads.find(({ ref }) => nameOf(ref) === name)?.participation === 'sidecar';
    if (!sidecar) return mistake('place/destination-not-captured', { pod: name }, trace.hops.length - 1);
  }
  const endsEarly = (!reached || place.kind === 'app') && place.kind !== 'gateway' && !/^caller/.test(place.kind);
  return endsEarly && place.kind !== 'network'
    ? mistake('place/ended-before', { place, by }, step)
    : mistake('place/not-crossed', { place }, step);
}

/** Why the waypoint that was thought to decide never saw the request. */
function absentWaypoint(waypoint: string, judged: Judged): PredictionMistake {
  const { trace, places, by, step, summary } = judged;
  const { dialled, captured } = trace.five;
  const at = (kind: Place['kind']): number => places.findIndex((each) => each.kind === kind);
  const skipping = trace.hops.findIndex(({ decisions }) =>
    decisions.some(({ reason, considered = [] }) =>
      [reason, ...considered.map((each) => each.reason)].some(({ code }) => code.endsWith('/skips-waypoint')),
    ),
  );
  const skipper = places[skipping];
  if (skipper !== undefined) return mistake('waypoint/skipped', { waypoint, by: skipper }, skipping);
  if (dialled.address === '')
    return mistake('place/ended-before', { place: { kind: 'waypoint', name: waypoint }, by }, step);
  const outbound = at('caller-ztunnel');
  const isProxyCaller = at('gateway') !== -1 || at('caller-sidecar') !== -1;
  if (!captured.source && !isProxyCaller) {
    const next = Math.min(1, trace.hops.length - 1);
    return mistake('waypoint/caller-not-captured', { waypoint, caller: trace.request.from }, next);
  }
  const where = outbound === -1 ? step : outbound;
  const address = `${dialled.address}:${String(dialled.port)}`;
  const binding = bindingOf(judged);
  const object = dialled.resource === undefined ? address : nameOf(dialled.resource);
  if (dialled.kind === 'unknown') return mistake('waypoint/unknown-address', { waypoint, address }, where);
  const purpose = summary.gateways.find(({ namespace, name }) => `${namespace}/${name}` === waypoint)?.waypointFor;
  if (dialled.kind === 'pod' && (binding?.bound === undefined || purpose === 'service')) {
    return mistake('waypoint/pod-dialled', { waypoint, address }, where);
  }
  if (binding === undefined) return mistake('waypoint/no-label', { waypoint, object }, where);
  if (binding.requested === 'none') return mistake('waypoint/opted-out', { waypoint, object }, where);
  if (binding.bound === undefined) {
    return binding.reason === 'WaypointIsNotReady'
      ? mistake('waypoint/not-ready', { waypoint, object }, where)
      : mistake('waypoint/not-bound', { waypoint, object, reason: binding.reason }, where);
  }
  const used = nameOf(binding.bound);
  return used === waypoint
    ? mistake('place/ended-before', { place: { kind: 'waypoint', name: waypoint }, by }, step)
    : mistake('waypoint/another', { waypoint, used }, where);
}

function bindingOf({ trace, summary }: Judged): WaypointBindingSummary | undefined {
  const { resource } = trace.five.dialled;
  if (resource === undefined) return undefined;
  const isDialled = ({ ref }: { readonly ref: Parameters<typeof sameResource>[0] }) => sameResource(ref, resource);
  return (summary.services.find(isDialled) ?? summary.workloads.find(isDialled))?.waypoint;
}

const refusals: readonly Outcome[] = ['forbidden', 'unauthorized', 'reset'];

function outcomeMistake(expected: Outcome, found: Outcome, judged: Judged): PredictionMistake {
  const { trace, by, step } = judged;
  const { verdict } = trace;
  if (verdict.kind === 'denied') {
    if (expected === 'forbidden' && found === 'reset') return mistake('outcome/no-status', { by }, step);
    if (expected === 'reset' && found === 'forbidden') return mistake('outcome/has-status', { by }, step);
    if (verdict.deniedBy === 'jwt') return mistake('outcome/token-refused', { by }, step);
    if (/strict/.test(verdict.decidedBy.reason.code)) return mistake('outcome/plaintext-refused', { by }, step);
    const policies = policiesAt(trace, by);
    if (verdict.deniedBy === 'no-allow-matched') return mistake('outcome/no-allow-matched', { policies, by }, step);
    if (verdict.deniedBy !== null) return mistake('outcome/deny-matched', { policy: verdict.deniedBy, by }, step);
  }
  if (found === 'served' && refusals.includes(expected)) return servedMistake(expected, judged);
  return mistake('outcome/other', { expected, found }, step);
}

/** Why nobody refused what was thought to be refused. */
function servedMistake(expected: Outcome, { trace, by, step, summary, places }: Judged): PredictionMistake {
  const allowed = policiesAt(trace, by);
  if (allowed.length > 0) return mistake('outcome/allowed', { policies: allowed, by }, step);
  const targets = [trace.five.dialled.resource, trace.verdict.backend ?? undefined];
  const about = summary.attachments.filter(
    ({ ref, targets: own }) =>
      isPolicy(ref) && own.some((each) => targets.some((target) => target !== undefined && sameResource(target, each))),
  );
  const crossed = new Set(places.map(({ kind }) => kind));
  for (const { ref, enforcedBy } of about) {
    if (enforcedBy === 'nobody') return mistake('outcome/unread-policy', { policy: nameOf(ref) }, step);
    if (enforcedBy !== 'waypoint' && enforcedBy !== 'gateway') continue;
    if (!crossed.has(enforcedBy)) {
      return mistake('outcome/policy-elsewhere', { policy: nameOf(ref), enforcer: enforcedBy }, step);
    }
  }
  return mistake('outcome/no-policy', { outcome: expected }, step);
}

function peerMistake(expected: Peer | undefined, judged: Judged): PredictionMistake | undefined {
  const { trace, by, step } = judged;
  const found = peerOf(trace);
  if (expected === undefined || expected === found) return undefined;
  if (found === undefined) return mistake('peer/no-pod', { by }, step);
  const waypoint = trace.hops.findLastIndex(({ at }) => at.kind === 'waypoint');
  if (found === 'waypoint') {
    return mistake('peer/waypoint-restamps', { waypoint: trace.five.waypoints.at(-1) ?? '' }, waypoint);
  }
  const plain = trace.hops.findIndex(({ leg }) => leg?.transport === 'plaintext');
  if (found === 'nobody') return mistake('peer/plaintext', { expected }, Math.max(0, plain));
  if (found === 'caller') return mistake('peer/caller-kept', { expected }, trace.hops.length - 1);
  return mistake('peer/other', { expected, found }, trace.hops.length - 1);
}

/** The policies that had a say where the last say was had. */
function policiesAt({ five, hops }: Trace, by: Place): readonly string[] {
  const key = placeKey(by);
  const isThere = (at: ProxyRef): boolean =>
    hops.some((hop, step) => placeKey(placeOfHop(hop, step)) === key && JSON.stringify(hop.at) === JSON.stringify(at));
  return five.enforcers.filter(({ at }) => isThere(at)).flatMap(({ policies }) => policies);
}

function isPolicy(ref: { readonly kind: string } | undefined): boolean {
  return ref?.kind === 'AuthorizationPolicy' || ref?.kind === 'PeerAuthentication';
}

function nameOf({ namespace = '', name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
