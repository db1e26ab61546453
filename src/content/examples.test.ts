import { describe, expect, test } from 'vitest';
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

  test('says of each request what it expects', async () => {
    const { spec } = parseScenario(await example.load());
    expect(spec.requests.length).toBeGreaterThan(0);
    expect(spec.requests.filter((request) => request.expect?.verdict === undefined)).toEqual([]);
  });
});
