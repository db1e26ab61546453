import { describe, expect, test } from 'vitest';
import type { Connection, HttpRequest, Outcome } from '../dataplane/connection.ts';
import { createWalk } from '../dataplane/createWalk.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import type { RetryPolicy } from '../envoy/routes/routeTable.ts';
import { clusterOf } from './cluster.ts';
import { refOf, type Proxy } from './proxy.ts';
import { namespace, pod, randomOf, service, serviceAt, waypoint, workloadAt, worldOf } from './testWorld.ts';
import { sendUpstream } from './upstream.ts';

const mesh = worldOf([
  namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
  ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
  pod('app/a', { ip: '10.1.0.1', labels: { app: 'web' } }),
  pod('app/b', { ip: '10.1.0.2', labels: { app: 'web' } }),
  service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, labels: { 'istio.io/use-waypoint': 'wp' } }),
  service('app/empty', { ip: '10.96.0.2', select: { app: 'none' } }),
]);
const request: HttpRequest = {
  method: 'GET',
  scheme: 'http',
  authority: 'web',
  path: '/',
  headers: [],
  body: '',
  protocol: 'HTTP/1.1',
  grpc: false,
};
const byDefault: RetryPolicy = { attempts: 2, on: ['connect-failure'], statusCodes: [] };
const answer = (status: number, delayMs = 0): Outcome => ({
  kind: 'response',
  response: { status, headers: [], body: '', delayMs },
});

/** Sends through a waypoint to endpoints that answer in turn; the last answer repeats. */
function send(answers: readonly Outcome[], retry: RetryPolicy = byDefault, timeoutMs?: number, name = 'app/web') {
  const dialled: Connection[] = [];
  const reply = (connection: Connection): Outcome => {
    dialled.push(connection);
    return answers[Math.min(dialled.length, answers.length) - 1] ?? { kind: 'reset' };
  };
  const { walk, footprints } = createWalk(mesh, randomOf(0), { tokens: noTokens, now: 0 }, (_walk, connection) =>
    reply(connection),
  );
  const workload = workloadAt(mesh, 'app/wp');
  const gateway = { kind: 'Gateway', namespace: 'app', name: 'wp' };
  const at = { kind: 'waypoint', gateway, pod: refOf(workload) } as const;
  const proxy: Proxy = {
    kind: 'waypoint',
    walk,
    turn: walk.turn(at, 'waypoint'),
    at,
    workload,
    ip: '10.1.0.9',
    gateway,
  };
  const cluster = clusterOf(proxy, serviceAt(mesh, name), 80);
  const original = { ip: '10.96.0.1', port: 80 };
  const upstream = {
    cluster,
    original,
    request,
    retry,
    because: [],
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  return { result: sendUpstream(proxy, upstream), dialled, footprints };
}

describe('a request on its way out', () => {
  test('goes by HBONE to a captured pod, with the name of the waypoint', () => {
    const { result, dialled } = send([answer(200)]);
    expect(result).toMatchObject({ kind: 'response', flags: '-' });
    expect(dialled[0]).toMatchObject({
      transport: 'hbone',
      to: { port: 15008 },
      authority: { port: 8080 },
      identity: 'cluster.local/ns/app/sa/wp',
    });
  });

  test('a refused connection is tried on another pod', () => {
    const { result, dialled, footprints } = send([{ kind: 'refused' }, answer(200)]);
    expect(result).toMatchObject({ kind: 'response', response: { status: 200 } });
    expect(new Set(dialled.map(({ to }) => to.ip)).size).toBe(2);
    expect(footprints().attempts).toBe(2);
  });

  test.each([
    ['three refusals', [{ kind: 'refused' }], 3, 503, 'URX,UF'],
    ['a tunnel that ztunnel refuses', [{ kind: 'connect-status', status: 401 }], 1, 503, 'UC'],
    ['a connection that dies', [{ kind: 'reset' }], 1, 503, 'UC'],
  ] as const)('%s', (_case, answers, tries, status, flags) => {
    const { result, dialled } = send(answers);
    expect(dialled).toHaveLength(tries);
    expect(result).toMatchObject({ kind: 'failed', reply: { status, flags } });
  });

  test('no ready endpoint', () => {
    expect(send([], byDefault, undefined, 'app/empty').result).toMatchObject({
      kind: 'failed',
      reply: { status: 503, body: 'no healthy upstream', flags: 'UH' },
    });
  });

  test('listed codes are tried again until the retries are used up', () => {
    const { result, dialled } = send([answer(503)], { ...byDefault, statusCodes: [503] });
    expect(dialled).toHaveLength(3);
    expect(result).toMatchObject({ kind: 'response', response: { status: 503 }, flags: 'URX' });
  });

  test.each([
    ['within its time', 900, 'response', undefined],
    ['too late', 1100, 'failed', { status: 504, flags: 'UT', details: 'response_timeout' }],
  ])('an answer %s', (_case, delay, kind, reply) => {
    const { result } = send([answer(200, delay)], byDefault, 1000);
    expect(result).toMatchObject({ kind, ...(reply === undefined ? {} : { reply }) });
  });

  test('a slow try is not tried again unless 504 is listed', () => {
    const policy = { ...byDefault, perTryTimeoutMs: 100 };
    expect(send([answer(200, 200), answer(200)], policy).result).toMatchObject({
      kind: 'failed',
      reply: { flags: 'UT' },
    });
    expect(send([answer(200, 200), answer(200)], { ...policy, statusCodes: [504] }).result).toMatchObject({
      kind: 'response',
    });
  });

  test('tries and the waits between them count towards the timeout', () => {
    const policy = { attempts: 5, on: [], statusCodes: [500] };
    const slow = answer(500, 100);
    expect(send([slow, slow, slow, slow, answer(200)], policy, 400).result).toMatchObject({
      kind: 'failed',
      reply: { status: 504 },
    });
    expect(send([slow, answer(200)], policy, 400).result).toMatchObject({ kind: 'response' });
  });
});
