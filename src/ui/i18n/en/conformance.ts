import type { ExclusionCode } from '#model/conformance.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { number, count } = numbersOf('en');
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

interface FolderText {
  readonly name: string;
  readonly about: string;
}

const folders: Readonly<Record<string, FolderText>> = {
  'dataplane/l4': {
    name: 'Measured meshes, layer 4',
    about: 'One subject each: capture, addresses, ztunnel policies, waypoint binding. Every request and every status.',
  },
  'dataplane/l7': {
    name: 'Measured meshes, layer 7',
    about: 'One subject each: policies, tokens and routes at a waypoint, ingress gateways, forwarding.',
  },
  'dataplane/random': {
    name: 'Measured meshes, mixed',
    about: 'Random small meshes in which many features meet.',
  },
  'gateway-api': {
    name: 'Gateway API conformance suite',
    about: 'Its tests at a waypoint and at the ingress gateway: requests, route status, tables of the specification.',
  },
  'gateway-api/cel': {
    name: 'Gateway API admission',
    about: 'Objects that the API server must accept or refuse.',
  },
  istio: {
    name: 'Istio and ztunnel unit tests',
    about: 'Validation, authorization, path normalization, trust domains, RBAC of ztunnel.',
  },
};

const reasons: Readonly<Record<ExclusionCode, string>> = {
  unmeasured: 'The request could not be measured, so nothing is known to compare with.',
  'left-to-chance': 'ztunnel can take none of several policies; which of them istiod marks so is left to chance.',
  'sample-by-chance':
    'Sixty draws went another way than their odds: two equal pods at 41 to 19, or one chance in 101 never met.',
  race: 'The waypoint and the destination both refuse; which refusal is heard first is a matter of timing.',
  'one-replica':
    'The Service is local to a node, and one Envoy, set up for the node of the first replica, answered for both replicas.',
  'gateway-behind-mesh': 'No Envoy ran for an ingress gateway that is reached through a ztunnel or a waypoint.',
  'contradicts-itself':
    "The measurement contradicts itself: a dry-run policy refuses though the log names none, or a mirror's answer stands for the request's.",
  'backend-filters':
    'Istio takes only header modifiers as filters of a backendRef and reports others as InvalidFilter.',
  'consumer-routes':
    "A waypoint ignores routes in the caller's namespace. Istio's own ambient run leaves these tests out.",
  'misdirected-requests': "Istio's conformance report lists this feature of HTTPS listeners as unsupported.",
  'headless-backend': 'A waypoint sends requests for a headless backend on to the address that was dialled (measured).',
  'retry-without-code':
    'A connection cut after the request gives 503 and is not tried again without the code (measured).',
  'retry-of-timeouts': 'A try that takes too long is repeated only where 504 is among the codes (measured).',
  'missing-object': 'The manifest of the case lacks a Service that the case needs.',
  'durations-written': 'These rows format durations; the engine only reads them.',
  'placeholder-target': 'The case has a placeholder in place of a target, so it says nothing.',
  'empty-list': 'The upstream test sets an empty list that no manifest can state.',
  'external-authorizer': 'Only the configuration of an external authorizer is checked; no request is decided.',
};

/** What the conformance page says. English gives the shape of every language. */
export const conformance = {
  title: 'Conformance',
  close: 'Close',
  lead: 'The engine is asked what the real thing was asked, and both answers are compared field by field. The numbers below were written by that run, and by nothing else.',
  agree: (passed: number, compared: number) => `${number(passed)} of ${number(compared)} agree`,
  differ: (failed: number) => (failed === 0 ? 'none differs' : count(failed, 'differs', 'differ')),
  leftOut: (skipped: number) => `${number(skipped)} left out`,
  ran: (at: Date) => `Run on ${dates.format(at)} UTC`,
  table: 'What was compared, and with what',
  columns: { what: 'Compared', against: 'With', files: 'Files', agree: 'Agree', differ: 'Differ', leftOut: 'Left out' },
  folders,
  method: 'How the measured meshes came about',
  methodText:
    'istiod compiled each mesh and wrote its status; ztunnel and Envoy ran with the configuration that istiod gave them and handled every request. The comparison covers verdict, status, waypoints crossed, every leg with its identity, what the backend received, and status conditions word for word. Where chance has a say, each request is sent many times and the shares are compared. Metrics were not measured.',
  excluded: 'Left out, and why',
  reasons,
  rows: (rows: number) => count(rows, 'row', 'rows'),
};

export type ConformanceTexts = typeof conformance;
