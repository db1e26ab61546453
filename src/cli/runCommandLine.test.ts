import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from './runCommandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'ambient-playground-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const problems: string[] = [];
  const status = await runCommandLine(args, {
    out: (line) => out.push(line),
    problem: (line) => problems.push(line),
  });
  return { status, out, problems };
}

const world = `
apiVersion: v1
kind: Namespace
metadata: { name: app, labels: { istio.io/dataplane-mode: ambient } }
---
apiVersion: v1
kind: Pod
metadata: { name: c, namespace: app, labels: { app: c } }
spec: { serviceAccountName: c, containers: [{ name: app, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: s, namespace: app, labels: { app: s } }
spec: { serviceAccountName: s, containers: [{ name: app, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: s, namespace: app }
spec: { selector: { app: s }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;

const guarded = `${world}---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: app }
spec:
  action: DENY
  selector: { matchLabels: { app: s } }
  rules: [{ from: [{ source: { principals: [cluster.local/ns/app/sa/c] } }] }]
`;

const scenario = (verdict: string) => `
apiVersion: ambient.playground/v1alpha1
kind: Scenario
metadata: { name: demo }
spec:
  requests:
    - { name: one, from: app/c, to: http://s.app, expect: { verdict: ${verdict} } }
`;

const closed = file('closed.yaml', guarded);
const open = file('open.yaml', world);
const met = file('met.yaml', `${guarded}---${scenario('denied')}`);
const unmet = file('unmet.yaml', `${guarded}---${scenario('delivered')}`);
const broken = file('broken.yaml', `a: [\n---${guarded}---${scenario('denied')}`);

describe('exit status', () => {
  test.each([
    ['a command nobody knows', ['frob', closed], 2],
    ['no file', ['trace'], 2],
    ['a file that is not there', ['trace', join(folder, 'nope.yaml')], 2],
    ['an option nobody knows', ['trace', closed, '--frob'], 2],
    ['a trace', ['trace', met], 0],
    ['a trace of a broken file', ['trace', broken], 2],
    ['a test that passes', ['test', met], 0],
    ['a test that fails', ['test', unmet], 1],
    ['a mesh without mistakes', ['lint', met], 0],
    ['the matrix', ['matrix', closed], 0],
    ['a status', ['status', closed], 0],
    ['nothing opened', ['diff', open, closed], 0],
    ['something opened', ['diff', closed, open], 1],
    ['vectors that are not there', ['conformance', join(folder, 'vectors')], 2],
  ])('%s', async (_case, args, status) => {
    expect((await run(...args)).status).toBe(status);
  });
});

test('a document that does not parse is told with its place, and hides no other', async () => {
  const { out, problems } = await run('test', broken);
  expect(problems).toEqual([expect.stringMatching(/broken\.yaml:\d+:\d+ document\/yaml-syntax \S/)]);
  expect(out.at(-1)).toBe('1 passed, 0 failed');
});

test('seeds are counted from 1, and JSON is an array of traces', async () => {
  const { out } = await run('trace', met, '--seeds', '3', '--json');
  const traces = JSON.parse(out.join('\n')) as { request: { seed: number } }[];
  expect(traces.map(({ request }) => request.seed)).toEqual([1, 2, 3]);
});

test('a request can be given on the command line', async () => {
  const args = ['--from', 'app/c', '--to', 'http://s.app/x', '--method', 'PUT', '--header', 'x-a: 1', '--json'];
  const { out } = await run('trace', open, ...args);
  const [trace] = JSON.parse(out.join('\n')) as { http: { received: { method: string; headers: object } } }[];
  expect(trace?.http.received).toMatchObject({ method: 'PUT', path: '/x', headers: { 'x-a': '1' } });
});

test('manifests without a scenario are shared by all that have one', async () => {
  const alone = file('alone.yaml', scenario('denied'));
  const second = file('second.yaml', scenario('denied'));
  const { out } = await run('test', closed, alone, second);
  expect(out.at(-1)).toBe('2 passed, 0 failed');
});

test('the status says who is enrolled and what istiod wrote', async () => {
  const { out } = await run('status', closed, '--json');
  const said = JSON.parse(out.join('\n')) as { enrolled: object; status: object };
  expect(said.enrolled).toEqual({ 'app/c': true, 'app/s': true });
  expect(Object.keys(said.status)).toContain('AuthorizationPolicy/app/p');
});

test('a diagnostic names its file, line, resource and field', async () => {
  const lost = file(
    'lost.yaml',
    guarded.replace('principals: [cluster.local/ns/app/sa/c]', 'requestPrincipals: ["*"]'),
  );
  const { out, status } = await run('lint', lost, '--json');
  const [first] = JSON.parse(out.join('\n')) as object[];
  expect(first).toMatchObject({
    code: 'mesh/deny-without-effect',
    severity: 'error',
    resource: 'AuthorizationPolicy/app/p',
    path: 'spec.rules',
    file: lost,
  });
  expect(status).toBe(1);
});
