import { describe, expect, test } from 'vitest';
import type { Hop, Trace, Verdict } from '#model/trace.ts';
import { trace as en } from '#ui/i18n/en/panels/trace.ts';
import { fieldLabel } from './fieldLabel.ts';
import { pathSummary } from './pathSummary.ts';
import { shortIdentity } from './shortIdentity.ts';
import { statusPhrase } from './statusPhrase.ts';
import { verdictChip } from './verdictChip.ts';
import { verdictHeadline } from './verdictHeadline.ts';

const pod = { kind: 'Pod', namespace: 'shop', name: 'echo-v1' };
const at = { kind: 'waypoint', gateway: { kind: 'Gateway', namespace: 'shop', name: 'waypoint' }, pod } as const;

function verdict(part: Partial<Verdict>): Verdict {
  return {
    kind: 'delivered',
    status: 200,
    client: 'response',
    deniedBy: null,
    backend: pod,
    decidedBy: { at, reason: { code: 'engine/hop-limit', params: { limit: 1 } }, because: [] },
    ...part,
  };
}

const notSent = verdict({
  kind: 'undetermined',
  decidedBy: { at, reason: { code: 'engine/unknown-caller', params: { from: 'a/b' } }, because: [] },
});
const denied = { kind: 'denied', status: 403, backend: null } as const;
const failed = { kind: 'failed', status: null, backend: null } as const;

describe('the headline comes down to one fact', () => {
  test.each([
    ['a pod answered', verdict({}), 'answered'],
    ['a route answered', verdict({ backend: null, status: 301 }), 'answered-by-proxy'],
    ['a policy denied', verdict({ ...denied, deniedBy: 'shop/no-delete' }), 'denied-by-policy'],
    ['nothing allowed', verdict({ ...denied, deniedBy: 'no-allow-matched' }), 'no-allow-matched'],
    ['a bad token', verdict({ ...denied, status: 401, deniedBy: 'jwt' }), 'token-refused'],
    ['a 503', verdict({ ...failed, status: 503 }), 'error-answer'],
    ['a reset', verdict({ ...failed, client: 'reset' }), 'reset'],
    ['an unknown name', verdict({ ...failed, client: 'unresolved' }), 'unresolved'],
    ['a missing rule', verdict({ kind: 'undetermined', status: null, backend: null }), 'undetermined'],
  ])('%s', (_case, given, kind) => {
    expect(verdictHeadline(given).kind).toBe(kind);
    expect(en.headline(verdictHeadline(given))).not.toBe('');
  });
});

describe('the chip shows the status, else a word', () => {
  test.each([
    ['delivered', verdict({}), { tone: 'ok', status: 200, word: 'delivered' }],
    ['the application failed', verdict({ status: 503 }), { tone: 'warn', status: 503, word: 'delivered' }],
    ['TCP', verdict({ status: null }), { tone: 'ok', status: undefined, word: 'delivered' }],
    ['denied at L7', verdict(denied), { tone: 'deny', status: 403, word: 'denied' }],
    [
      'denied at L4',
      verdict({ ...denied, status: null, client: 'reset' }),
      { tone: 'deny', status: undefined, word: 'reset' },
    ],
    ['undetermined', verdict({ kind: 'undetermined' }), { tone: 'unknown', status: undefined, word: 'undetermined' }],
    ['no request', notSent, { tone: 'unknown', status: undefined, word: 'not-sent' }],
  ])('%s', (_case, given, chip) => {
    expect(verdictChip(given)).toEqual(chip);
  });
});

test('the summary names stops, legs and policies once each', () => {
  const leg = { transport: 'hbone', address: '10.0.3.9:15008' } as const;
  const ztunnel = { kind: 'ztunnel', node: 'node-a', pod } as const;
  const app = (name: string) => ({ kind: 'app', pod: { ...pod, name } }) as const;
  const hop = (where: Hop['at'], out?: Hop['leg']): Hop => ({
    at: where,
    phase: 'app',
    decisions: [],
    outcome: 'forwarded',
    ...(out === undefined ? {} : { leg: out }),
  });
  const trace = {
    hops: [hop(app('curl')), hop(ztunnel, leg), hop(at, { ...leg, transport: 'plaintext' }), hop(app('echo-v1'))],
    five: {
      enforcers: [
        { at, policies: ['shop/a'], result: 'allow' },
        { at: ztunnel, policies: ['shop/a'], result: 'allow' },
      ],
    },
  } as unknown as Trace;
  expect(pathSummary(trace)).toEqual({ stops: ['curl', 'waypoint', 'echo-v1'], legs: 2, encrypted: 1, allowing: 1 });
});

test.each([
  [['spec', 'rules', 0, 'to'], 'Service/echo › spec.rules[0].to'],
  [['metadata', 'labels', 'istio.io/use-waypoint'], 'Service/echo › metadata.labels[istio.io/use-waypoint]'],
  [[], 'Service/echo'],
])('a field is named as people write it', (path, label) => {
  expect(fieldLabel({ resource: { kind: 'Service', namespace: 'shop', name: 'echo' }, path })).toBe(label);
});

test('identities and statuses are said in short', () => {
  expect(shortIdentity('cluster.local/ns/shop/sa/waypoint')).toBe('sa/waypoint');
  expect(shortIdentity('none')).toBe('none');
  expect([statusPhrase(403), statusPhrase(299)]).toEqual(['403 Forbidden', '299']);
});
