import type { Outcome, Peer, Place } from '#model/prediction.ts';
import type { Mistakes } from '#model/prediction/mistake.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { list, number } = numbersOf('en');

const outcomes: Readonly<Record<Outcome, string>> = {
  served: 'an answer of the app',
  'proxy-answer': 'an answer that a proxy makes itself (redirect, fixed)',
  forbidden: '403, refused by policy',
  unauthorized: '401, the token is refused',
  'client-error': '404 or 400 from a proxy',
  'server-error': '5xx from a proxy',
  reset: 'connection reset',
  refused: 'connection refused',
  timeout: 'no answer in time',
  unresolved: 'name not resolved',
};

const peers: Readonly<Record<Peer, string>> = {
  caller: 'the caller',
  waypoint: 'the waypoint',
  gateway: 'the gateway',
  nobody: 'nobody: plaintext',
};

function place(at: Place): string {
  switch (at.kind) {
    case 'waypoint':
      return `waypoint ${at.name}`;
    case 'gateway':
      return `gateway ${at.name}`;
    case 'caller-ztunnel':
      return 'the caller’s ztunnel';
    case 'destination-ztunnel':
      return 'the destination’s ztunnel';
    case 'caller-sidecar':
      return 'the caller’s sidecar';
    case 'destination-sidecar':
      return 'the destination’s sidecar';
    case 'app':
      return 'the app';
    case 'network':
      return 'no proxy: DNS, kube-proxy or the network';
  }
}

const mistakes: Sentences<Mistakes> = {
  'waypoint/caller-not-captured': ({ waypoint, caller }) =>
    `${caller} is not captured, so no ztunnel sends its traffic to ${waypoint}. A waypoint is only met by callers that are in the mesh.`,
  'waypoint/pod-dialled': ({ waypoint, address }) =>
    `${address} is a pod’s own address. ${waypoint} serves the Service; who dials a pod passes it by.`,
  'waypoint/unknown-address': ({ waypoint, address }) =>
    `The mesh does not know ${address}, so it knows no waypoint for it; ${waypoint} is not asked.`,
  'waypoint/no-label': ({ waypoint, object }) =>
    `Nothing says that ${object} uses ${waypoint}: neither it nor its namespace carries istio.io/use-waypoint. That a waypoint exists is not enough.`,
  'waypoint/opted-out': ({ waypoint, object }) =>
    `${object} has opted out with use-waypoint: none, so ${waypoint} is not asked, whatever the namespace says.`,
  'waypoint/not-ready': ({ waypoint, object }) =>
    `${object} asks for ${waypoint}, which is not ready. Traffic then goes past it, and past every rule it would have read.`,
  'waypoint/not-bound': ({ waypoint, object, reason }) => `${object} does not use ${waypoint}: istiod says ${reason}.`,
  'waypoint/another': ({ waypoint, used }) => `The waypoint here is ${used}, not ${waypoint}.`,
  'waypoint/skipped': ({ waypoint, by }) =>
    `${place(by)} finds the pods itself and goes past ${waypoint}. Only ztunnel follows use-waypoint without being told.`,
  'place/caller-not-captured': ({ caller }) => `${caller} is not captured: no ztunnel stands at its side.`,
  'place/destination-not-captured': ({ pod }) =>
    `${pod} is not captured: no ztunnel stands before it to check anything.`,
  'place/not-crossed': ({ place: at }) => `The request never comes to ${place(at)}.`,
  'place/ended-before': ({ place: at, by }) =>
    `It never gets as far as ${place(at)}. ${capital(place(by))} ends it before.`,
  'place/passed-unmatched': ({ place: at, policies }) =>
    `${capital(place(at))} looks at ${list(policies)}, and nothing there matches this request. It passes.`,
  'place/unreadable-policy': ({ place: at, policy, fields }) =>
    `${policy} speaks of ${list(fields)}. ${capital(place(at))} cannot read that, and a DENY of which nothing is left refuses nobody.`,
  'place/no-policy-here': ({ place: at }) =>
    `The request crosses ${place(at)}, which has no policy to check it with. It passes it on.`,
  'place/only-carries': ({ place: at }) =>
    at.kind === 'network'
      ? 'The network only carries it; it checks nothing. A proxy or the app has the last say.'
      : 'A caller’s ztunnel picks the way and seals the envelope. Policies are checked where the connection arrives, not where it leaves.',
  'place/guarded': ({ by, policies }) =>
    `It does not come down to the app: ${place(by)} has ${list(policies)} to check first.`,
  'outcome/deny-matched': ({ policy, by }) => `The DENY policy ${policy} matches, and ${place(by)} refuses.`,
  'outcome/no-allow-matched': ({ policies, by }) =>
    `There is an ALLOW policy (${list(policies)}) and none of its rules matches. As soon as one ALLOW exists, ${place(by)} refuses the rest.`,
  'outcome/plaintext-refused': ({ by }) =>
    `STRICT: the connection comes without mTLS, and ${place(by)} takes nothing else.`,
  'outcome/token-refused': ({ by }) =>
    `${capital(place(by))} does not accept the token: 401, before any policy is asked.`,
  'outcome/allowed': ({ policies, by }) => `${capital(place(by))} lets it pass: ${list(policies)} matches.`,
  'outcome/unread-policy': ({ policy }) =>
    `${policy} is about this, and nobody enforces it. A policy without a reader refuses nobody.`,
  'outcome/policy-elsewhere': ({ policy, enforcer }) =>
    `${policy} is enforced by the ${enforcer}, and this request does not go through it.`,
  'outcome/no-policy': () => 'No policy on this path speaks against it, and without one everything is allowed.',
  'outcome/no-status': ({ by }) =>
    `It is refused, but ${place(by)} works on connections here: it cannot answer in HTTP, it cuts the connection.`,
  'outcome/has-status': ({ by }) => `It is refused, but ${place(by)} reads HTTP and can answer: the caller gets a 403.`,
  'outcome/other': ({ expected, found }) => `Not ${outcomes[expected]}, but ${outcomes[found]}.`,
  'peer/waypoint-restamps': ({ waypoint }) =>
    `${waypoint} opens the envelope and seals it anew as itself. The pod’s ztunnel sees the waypoint, whoever called.`,
  'peer/plaintext': () => 'The last leg is plaintext: there is no identity on it that anybody could see.',
  'peer/caller-kept': () => 'Nobody opens the envelope on the way, so the pod sees the caller itself.',
  'peer/other': ({ found }) => `The pod sees ${peers[found]}.`,
  'peer/no-pod': ({ by }) => `No pod sees anybody: ${place(by)} ends it before.`,
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What predicting says. */
export const predict = {
  title: 'What will it do?',
  request: (from: string, method: string, to: string) => `${from} sends ${method} ${to}`,
  outcomeQuestion: 'What does the caller see?',
  placeQuestion: 'Who has the last say?',
  placeHint:
    'The last one whose policy lets it pass, or who refuses or answers instead. The app, if nobody on the way does.',
  peerQuestion: 'Whom does the pod see?',
  notAsked: 'I leave that open',
  choose: 'Choose…',
  send: 'Send and compare',
  cancel: 'Cancel',
  close: 'Close',
  again: 'Again',
  outcomes,
  peers,
  place,
  right: 'Right, all of it.',
  wrong: (step: number) => `The first wrong step is step ${number(step)}.`,
  untold: 'The simulator cannot tell what this request does, so nothing is counted.',
  you: 'You said',
  found: 'It is',
  mark: 'Here it went another way than you said',
  score: (right: number, asked: number) => `${number(right)} of ${number(asked)} predicted on this machine`,
  forget: 'Forget',
  mistakes,
};
