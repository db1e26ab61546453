import { expect, test } from 'vitest';
import type { Compiled } from '#model/compiled.ts';
import { examples, firstRunExample } from '#content/examples.ts';
import { planEdit } from '#scenario/edit/planEdit.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { withChanges } from '#store/withChanges.ts';
import { giveItAWaypoint } from './giveItAWaypoint.ts';

const firstRun = (await examples.find(({ slug }) => slug === firstRunExample)?.load()) ?? '';

function compiled(text: string): Pick<Compiled, 'manifests' | 'spec'> {
  const { manifests, spec } = parseScenario(text);
  return { spec, manifests: manifests.map(({ range, refs, state }) => ({ range, resources: refs, state })) };
}

function given(text: string): string {
  return giveItAWaypoint(compiled(text)).reduce((before, edit) => {
    const { changes, rewritten, refused } = planEdit(parseScenario(before), edit);
    expect({ rewritten, refused }).toEqual({ rewritten: [], refused: undefined });
    return withChanges(before, changes);
  }, text);
}

test('the first run can be given a waypoint, and keeps its comments', () => {
  const changed = given(firstRun);
  expect(changed).toContain('targetRefs:');
  expect(changed).not.toContain('matchLabels:');
  expect(changed).toContain('istio.io/use-waypoint: waypoint');
  expect(changed.match(/^kind: Gateway$/gm)).toHaveLength(1);
  expect(changed).toContain('# A DENY rule');
  expect(changed).toContain('deniedBy: shop/no-delete');
  expect(changed).not.toContain('via: []');
});

test('a scenario that has a waypoint, and any other, is left alone', () => {
  expect(giveItAWaypoint(compiled(given(firstRun)))).toEqual([]);
  expect(giveItAWaypoint(compiled('kind: Pod\n'))).toEqual([]);
});
