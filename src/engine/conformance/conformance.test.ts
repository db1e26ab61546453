import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { expectationGaps } from '#model/expectationGaps.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { admitAndCompile } from '../admitAndCompile.ts';
import { sendRequest } from '../sendRequest.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort();

describe.each(files)('%s', (name) => {
  const parsed = parseScenario(readFileSync(join(folder, name), 'utf8'));
  const { mesh } = admitAndCompile(
    parsed.objects.map(({ object }) => object.read),
    parsed.resources,
    parsed.spec.mesh,
  );

  test('names what it follows, and reads without a problem', () => {
    expect(parsed.spec.description?.en).toMatch(/^(istio|ztunnel|gateway-api) \S+/);
    expect(parsed.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each(parsed.spec.requests.map((request) => [request.name, request] as const))('%s', async (_name, request) => {
    const trace = await sendRequest(mesh, request, request.seed ?? 1);
    expect(request.expect).toBeDefined();
    expect(expectationGaps(trace, request.expect ?? {})).toEqual([]);
    expect(trace.hops.every(({ decisions }) => decisions.length > 0)).toBe(true);
  });
});
