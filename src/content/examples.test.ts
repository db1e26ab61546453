import { describe, expect, test } from 'vitest';
import { openScenario } from '#cli/openScenario.ts';
import { expectationGaps } from '#model/expectationGaps.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { examples, firstRunExample } from './examples.ts';

test('the first run is one of them', () => {
  expect(examples.map(({ slug }) => slug)).toContain(firstRunExample);
});

describe.each(examples.map((example) => [example.slug, example] as const))('%s', (slug, example) => {
  test('reads without a complaint, and is called in the list what it calls itself', async () => {
    const { problems, spec } = parseScenario(await example.load());
    expect(problems).toEqual([]);
    expect(spec.name).toBe(slug);
    expect(spec.title).toEqual(example.title);
    expect(Object.keys(spec.description ?? {})).toEqual(['en', 'zh']);
  });

  test('does with each request what it says', async () => {
    const { spec, send } = openScenario(await example.load());
    expect(spec.requests.length).toBeGreaterThan(0);
    for (const request of spec.requests) {
      expect(request.expect?.verdict, request.name).toBeDefined();
      expect(expectationGaps(await send(request), request.expect ?? {}), request.name).toEqual([]);
    }
  });
});
