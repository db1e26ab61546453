import { expect, test } from 'vitest';
import { parseScenario } from './parseScenario.ts';

const head = 'apiVersion: ambient.playground/v1alpha1\nkind: Scenario\nmetadata:\n  name: demo\n';

function read(spec: string) {
  const text = `${head}spec:\n${spec.replaceAll(/^/gm, '  ').trimEnd()}\n`;
  const { spec: scenario, problems } = parseScenario(text);
  return {
    scenario,
    problems: problems.map(({ code, params, range }) => [code, text.slice(range?.start, range?.end), params] as const),
  };
}

test('every field is read', () => {
  const { scenario, problems } = read(`
title: { en: Canary, zh: 金丝雀 }
description: One text for both
mesh:
  trustDomain: td.example
  rootNamespace: root
  flags: { PILOT_AUTO_ALLOW_WAYPOINT_POLICY: true, OTHER: 5 }
  meshConfig: { pathNormalization: { normalization: MERGE_SLASHES } }
requests:
- name: off
  from: a/b
  to: http://c.d/
  method: GET
  headers: { x-flag: on, x-list: [a, 1], x-text: '2' }
  body: 10
  count: 5
  token: { claims: { iss: demo, groups: [a] }, signedBy: demo }
  seed: 7
  expect: { verdict: denied, status: 403, client: response, backend: a/b, via: [], deniedBy: jwt, podSees: none }
- from: outside
  to: tcp://x:9000
  token: expired
layout: { Pod/a/b: { x: 1, y: 2 }, Namespace/a: { x: 3, y: 4.5 } }
`);
  expect(problems).toEqual([]);
  expect(scenario).toEqual({
    name: 'demo',
    title: { en: 'Canary', zh: '金丝雀' },
    description: { en: 'One text for both', zh: 'One text for both' },
    mesh: {
      trustDomain: 'td.example',
      rootNamespace: 'root',
      flags: { PILOT_AUTO_ALLOW_WAYPOINT_POLICY: true, OTHER: '5' },
      meshConfig: { pathNormalization: { normalization: 'MERGE_SLASHES' } },
    },
    requests: [
      {
        name: 'off',
        from: 'a/b',
        to: 'http://c.d/',
        method: 'GET',
        headers: { 'x-flag': 'on', 'x-list': ['a', '1'], 'x-text': '2' },
        body: '10',
        count: 5,
        token: { claims: { iss: 'demo', groups: ['a'] }, signedBy: 'demo' },
        seed: 7,
        expect: {
          verdict: 'denied',
          status: 403,
          client: 'response',
          backend: 'a/b',
          via: [],
          deniedBy: 'jwt',
          podSees: 'none',
        },
      },
      { name: 'request-2', from: 'outside', to: 'tcp://x:9000', token: 'expired' },
    ],
    layout: { 'Pod/a/b': { x: 1, y: 2 }, 'Namespace//a': { x: 3, y: 4.5 } },
  });
});

test.each([
  ['an unknown field', 'colour: red', 'document/scenario-unknown-field', 'colour'],
  ['a list that is none', 'requests: 5', 'document/scenario-type', '5'],
  ['a mapping that is none', 'mesh: []', 'document/scenario-type', undefined],
  ['no caller', 'requests:\n- to: http://x/', 'document/scenario-missing', undefined],
  [
    'an unknown verdict',
    'requests:\n- {from: a/b, to: x, expect: {verdict: maybe}}',
    'document/scenario-choice',
    'maybe',
  ],
  ['a count of nothing', 'requests:\n- {from: a/b, to: x, count: 0}', 'document/scenario-type', '0'],
  ['a time that is none', 'now: yesterday', 'document/scenario-type', 'yesterday'],
  ['a time without its zone', 'now: 2026-09-01T00:00:00', 'document/scenario-type', '2026-09-01T00:00:00'],
  ['a place without numbers', 'layout: {a/b/c: {x: one, y: 2}}', 'document/scenario-type', 'one'],
])('%s is reported in its place', (_case, spec, code, marked) => {
  const found = read(spec).problems.find(([reported]) => reported === code);
  expect(found).toBeDefined();
  if (marked !== undefined) expect(found?.[1]).toBe(marked);
});

test.each([
  ['2026-09-01T00:00:00Z', 1_788_220_800],
  ['"2026-09-01T02:00:00.9+02:00"', 1_788_220_800],
])('now %s is a moment', (written, seconds) => {
  const { scenario, problems } = read(`now: ${written}`);
  expect(problems).toEqual([]);
  expect(scenario.mesh.now).toBe(seconds);
});

test('of two Scenario documents the first counts', () => {
  const { spec, problems } = parseScenario(`${head}---\n${head.replace('demo', 'other')}`);
  expect(spec.name).toBe('demo');
  expect(problems).toMatchObject([{ code: 'document/second-scenario', params: { line: 1 } }]);
});
