import { expect, test } from 'vitest';
import { examples, firstRunExample } from '#content/examples.ts';
import { giveItAWaypoint } from './giveItAWaypoint.ts';

const firstRun = await examples.find(({ slug }) => slug === firstRunExample)?.load();

test('the first run can be given a waypoint, and keeps its comments', () => {
  const changed = giveItAWaypoint(firstRun ?? '');
  expect(changed).toContain('targetRefs:');
  expect(changed).not.toContain('matchLabels:\n      app: orders\n  action');
  expect(changed).toContain('istio.io/use-waypoint: waypoint');
  expect(changed?.match(/^kind: Gateway$/gm)).toHaveLength(1);
  expect(changed).toContain('# A DENY rule');
  expect(changed).toContain('deniedBy: shop/no-delete');
  expect(changed).not.toContain('via: []');
});

test('another text is left alone', () => {
  expect(giveItAWaypoint('kind: Pod\n')).toBeUndefined();
});
