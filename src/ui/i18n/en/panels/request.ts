import type { Expectation } from '#model/scenario.ts';
import type { OptionGroup } from '#ui/request/requestOption.ts';
import { numbersOf } from '../../numbers.ts';

const { count, number, percent } = numbersOf('en');

const groups: Readonly<Record<OptionGroup, string>> = {
  deployments: 'Deployments',
  pods: 'Pods',
  outside: 'Outside',
  services: 'Services',
  'full-names': 'Full names',
  addresses: 'Service addresses',
  'pod-addresses': 'Pod addresses',
  gateways: 'Gateways',
};

const fields: Readonly<Record<keyof Expectation, string>> = {
  verdict: 'verdict',
  status: 'status',
  client: 'client',
  backend: 'backend',
  via: 'via',
  deniedBy: 'denied by',
  podSees: 'pod sees',
};

export const request = {
  label: 'Request',
  from: 'from',
  caller: 'Caller',
  callerPlaceholder: 'namespace/pod',
  method: 'Method',
  url: 'Destination URL',
  urlPlaceholder: 'http://service.namespace/',
  groups,
  outside: 'outside',
  outsideDetail: 'beyond the cluster: only load balancers and gateways',
  noOption: 'Nothing in this scenario has such a name; any name or address may be typed.',
  options: (total: number) => count(total, 'suggestion', 'suggestions'),
  headers: {
    pill: 'headers',
    none: 'none',
    more: (first: string, others: number) => (others === 0 ? first : `${first} +${number(others)}`),
    edit: 'Headers, body and seed',
    title: 'Headers',
    name: 'Header name',
    value: 'Header value',
    add: 'Add header',
    remove: (name: string) => `Remove header ${name}`,
    body: 'Body',
    seed: 'Seed',
    seedHint: 'Fixes every random choice: endpoint, weight, canary.',
    steering:
      'The sample application obeys x-app-status: 503, x-app-delay-ms: 1500 and x-app-fail-first: 2 (the first two attempts get 503).',
  },
  token: {
    pill: 'token',
    edit: 'Token of the request',
    kinds: {
      none: 'none',
      valid: 'valid',
      'bad-signature': 'bad signature',
      expired: 'expired',
      claims: 'own claims',
    },
    hints: {
      none: 'No Authorization header.',
      valid: 'Signed by the issuer that the destination’s policy trusts.',
      'bad-signature': 'Right claims, wrong key.',
      expired: 'Its time is over.',
      claims: 'Claims of your own.',
    },
    claims: 'Claims as JSON',
    claimsWrong: 'This is not a JSON object; the last good claims stay.',
    signedBy: 'Signed by',
  },
  send: 'Send',
  many: (times: number) => `×${number(times)}`,
  sendMany: (times: number) => `Send it ${number(times)} times and count the outcomes`,
  saved: {
    open: 'Requests of the scenario',
    title: 'Requests of the scenario',
    none: 'The scenario has none yet.',
    save: 'Save as a request',
    name: 'Name of the request',
    replace: (name: string) => `Replace “${name}”`,
    add: 'Save',
  },
  expectation: {
    met: 'as expected',
    unmet: (gaps: number) => count(gaps, 'field differs', 'fields differ'),
    details: 'What differs from the expectation',
    fields,
    gap: (field: string, expected: string, found: string) => `${field}: expected ${expected}, got ${found}`,
    nothing: 'nothing',
  },
  shares: {
    title: (total: number) => `${number(total)} requests`,
    hint: 'Choose a row to replay one of them.',
    row: (label: string, share: number, total: number) => `${label}: ${number(total)}, ${percent(share)}. Replay one.`,
    percent: (share: number) => percent(share),
    via: (waypoints: readonly string[]) => `via ${waypoints.join(', ')}`,
  },
  panel: {
    empty: 'No saved requests',
    emptyHint: 'Save the request in the bar below, and it travels with the scenario.',
    runAll: 'Run all',
    running: 'Running…',
    passed: (met: number, all: number) => `${number(met)} of ${number(all)} as expected`,
    load: (name: string) => `Load request ${name} into the bar`,
    remove: (name: string) => `Remove request ${name}`,
    noExpectation: 'no expectation',
    notRun: 'not run',
    outdated: 'The manifests have changed since this run.',
    expects: 'expects',
    unanswered: 'no answer',
  },
};
