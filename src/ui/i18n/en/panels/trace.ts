import type { Considered, Leg, Phase, ProxyRef } from '#model/trace.ts';
import type { VerdictHeadline } from '#ui/trace/verdictHeadline.ts';
import type { VerdictWord } from '#ui/trace/verdictChip.ts';
import type { PathSummary } from '#ui/trace/pathSummary.ts';
import { numbersOf } from '../../numbers.ts';

const { count, number } = numbersOf('en');

const phases: Readonly<Record<Phase, string>> = {
  app: 'application',
  outbound: 'outbound',
  'kube-proxy': 'Service address',
  network: 'network',
  waypoint: 'L7',
  gateway: 'ingress',
  'sidecar-outbound': 'outbound',
  'sidecar-inbound': 'inbound',
  inbound: 'inbound',
  'inbound-passthrough': 'inbound, not HBONE',
  external: 'outside the mesh',
};

const transports: Readonly<Record<Leg['transport'], string>> = {
  plaintext: 'plaintext',
  hbone: 'HBONE mTLS',
  'double-hbone': 'double HBONE',
  'istio-mtls': 'Istio mTLS',
};

const outcomes: Readonly<Record<Considered['outcome'], string>> = {
  won: 'won',
  lost: 'lost',
  ignored: 'has no say',
  matched: 'matched',
  'no-match': 'did not match',
};

const words: Readonly<Record<VerdictWord, string>> = {
  delivered: 'Delivered',
  denied: 'Denied',
  failed: 'Failed',
  reset: 'Connection reset',
  refused: 'Connection refused',
  timeout: 'Timed out',
  unresolved: 'Unknown name',
  undetermined: 'Undetermined',
  'no-rule': 'Rule missing',
  outside: 'Answer unknown',
  'not-sent': 'Not sent',
};

function place(at: ProxyRef): string {
  switch (at.kind) {
    case 'app':
      return at.pod.name;
    case 'ztunnel':
      return at.node === '' ? 'ztunnel' : `ztunnel on ${at.node}`;
    case 'waypoint':
      return at.gateway.name === 'waypoint' ? 'waypoint' : `waypoint ${at.gateway.name}`;
    case 'gateway':
      return `gateway ${at.gateway.name}`;
    case 'sidecar':
      return `sidecar of ${at.pod.name}`;
    case 'kube-proxy':
      return at.node === '' ? 'kube-proxy' : `kube-proxy on ${at.node}`;
    case 'network':
      return `network of ${at.pod.name}`;
    case 'external':
      return at.name ?? at.address;
  }
}

function headline(verdict: VerdictHeadline): string {
  switch (verdict.kind) {
    case 'answered':
      return `${verdict.by} answered`;
    case 'answered-by-proxy':
      return `${place(verdict.at)} answered by itself`;
    case 'denied-by-policy':
      return `Denied by ${verdict.policy}`;
    case 'no-allow-matched':
      return 'Denied: no ALLOW policy matched';
    case 'token-refused':
      return 'Denied: the token was not accepted';
    case 'denied':
      return `Denied at ${place(verdict.at)}`;
    case 'error-answer':
      return `${place(verdict.at)} could not deliver it`;
    case 'reset':
      return `Cut off at ${place(verdict.at)}`;
    case 'refused':
      return 'Nothing there accepts the connection';
    case 'timeout':
      return 'No answer in time';
    case 'unresolved':
      return 'The name does not resolve';
    case 'not-sent':
      return 'The request cannot be sent';
    case 'outside':
      return 'The request leaves the scenario';
    case 'no-rule':
    case 'undetermined':
      return 'The simulator cannot tell';
  }
}

function encryption({ legs, encrypted }: PathSummary): string {
  if (legs === 0) return 'without leaving the pod’s node';
  if (encrypted === 0) return legs === 1 ? 'in plaintext' : 'in plaintext all the way';
  if (encrypted < legs) return `encrypted on ${number(encrypted)} of ${number(legs)} legs`;
  return legs === 1 ? 'encrypted' : legs === 2 ? 'encrypted on both legs' : `encrypted on all ${number(legs)} legs`;
}

export const trace = {
  tabs: { label: 'About the request', lesson: 'Lesson', trace: 'Trace', inspect: 'Inspect', requests: 'Requests' },
  empty: {
    title: 'No request sent yet',
    hint: 'Choose who calls whom in the bar below and press Send. Every proxy on the way then says what it decided, and by which lines of the YAML.',
    ready: (from: string, to: string) =>
      `${from} is about to call ${to}. Send the request, and every proxy on the way says what it decided.`,
    nothing: 'There is nothing to send here yet. Open one of the examples.',
  },
  sending: 'Sending…',
  outdated: 'The manifests have changed since this request was sent.',
  sendAgain: 'Send again',
  problems: {
    'engine-restarted':
      'The simulator took too long and was restarted. Your work is untouched. Send again, or simplify the last change.',
    'engine-failed': 'The simulator failed on this request. That is our mistake, not yours; your work is untouched.',
  },
  announce: (chip: string, title: string, summary: string) => `${chip}. ${title}. ${summary}`,
  words,
  headline,
  place,
  summary: (path: PathSummary) =>
    [
      path.stops.join(' → '),
      encryption(path),
      path.allowing > 0 ? `allowed by ${count(path.allowing, 'policy', 'policies')}` : 'no policy matched',
    ].join(', '),
  stoppedAt: (at: ProxyRef) => `Decided at ${place(at)}.`,
  five: {
    label: 'Five questions',
    captured: 'Captured',
    dialled: 'Dialled',
    waypoint: 'Waypoint',
    decidedBy: 'Decided by',
    podSees: 'Pod sees',
  },
  captured: (source: boolean, destination: boolean | null): string => {
    if (destination === null) return source ? 'the caller; no pod was reached' : 'not the caller; no pod was reached';
    if (source && destination) return 'both ends';
    if (source) return 'only the caller';
    return destination ? 'only the destination' : 'neither end';
  },
  dialled: { service: 'Service address', pod: 'pod address', unknown: 'unknown address' },
  noAddress: 'no address was found',
  noWaypoint: 'none on the way',
  noPolicy: 'no policy',
  allows: 'allows:',
  denies: 'denies:',
  noPod: 'not reached',
  noIdentity: 'plaintext, no identity',
  notIdentity: (identity: string) => `not ${identity}`,
  fromAddress: (address: string) => `from ${address}`,
  steps: 'Steps',
  hopTitle: (at: ProxyRef, phase: Phase) => `${place(at)} · ${phases[phase]}`,
  showHop: (position: number, total: number) => `Show step ${number(position)} of ${number(total)} in the picture`,
  currentStep: 'current step',
  transports,
  legAs: (identity: string) => `as ${identity}`,
  legAuthority: (authority: string) => `CONNECT ${authority}`,
  showField: (field: string) => `Show ${field} in the manifests`,
  why: 'Why',
  considered: (total: number) => `${number(total)} considered`,
  outcomes,
  colon: ': ',
  mirrors: (source: string) => `mirrors ${source}`,
  approximate: 'Not verified',
  approximateHint: 'These rules were read in the code but never measured against the real thing:',
  exchange: {
    title: 'HTTP exchange',
    received: 'What the backend received',
    response: 'What the caller got back',
    mirrored: 'Copies went to',
    noResponse: 'Nothing came back.',
    emptyBody: 'no body',
  },
  logs: {
    title: (lines: number) => `Log ${count(lines, 'line', 'lines')}`,
    hint: 'What the proxies would print.',
    copy: 'Copy log lines',
    copied: 'Copied',
  },
  metrics: {
    title: (series: number) => count(series, 'metric', 'metrics'),
    hint: 'What the proxies would count for Prometheus, with every label. Read in the code, never measured.',
    names: (names: readonly string[]) => names.join(', '),
  },
  attempts: (attempts: number) => `${number(attempts)} attempts: Envoy retried.`,
  gateways: 'Through gateway',
};
