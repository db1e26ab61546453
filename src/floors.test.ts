import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { Linter } from 'eslint';
import { afterAll, describe, expect, test } from 'vitest';
// @ts-expect-error the lint configuration is plain JavaScript
import * as lintConfig from '../eslint.config.js';

/** The rules that keep the floors apart, each seen to fail on a planted violation. */

const { floors, floorRules } = lintConfig as {
  floors: Readonly<Record<string, unknown>>;
  floorRules: (entry: [string, unknown]) => Linter.Config;
};

const rules = Object.entries(floors).map((entry) => ({ ...floorRules(entry), files: [`src/${entry[0]}/**/*.js`] }));

function refusedImports(floor: string, imported: string): number {
  return new Linter().verify(`import { x } from '${imported}'; x();`, rules, `src/${floor}/planted.js`).length;
}

describe('imports between floors', () => {
  test.each([
    ['model', '#engine/compileMesh.ts'],
    ['model', 'react'],
    ['scenario', '#engine/compileMesh.ts'],
    ['engine', '#scenario/parseScenario.ts'],
    ['engine', '../ui/App.tsx'],
    ['engine', 'js-yaml'],
    ['worker', '#store/createStore.ts'],
    ['cli', '#ui/App.tsx'],
    ['store', '#ui/App.tsx'],
    ['store', '#engine/compileMesh.ts'],
    ['store', 'react'],
    ['ui', '#engine/compileMesh.ts'],
    ['ui', '#worker/engineClient.ts'],
    ['ui', 'js-yaml'],
    ['content', '#store/createStore.ts'],
  ])('%s must not import %s', (floor, imported) => {
    expect(refusedImports(floor, imported)).toBeGreaterThan(0);
  });

  test.each([
    ['engine', '#model/trace.ts'],
    ['engine', 're2js'],
    ['scenario', 'js-yaml'],
    ['worker', '#engine/compileMesh.ts'],
    ['store', '#worker/protocol.ts'],
    ['cli', '#ui/i18n/explain.ts'],
    ['ui', '#store/state.ts'],
    ['ui', 'react/jsx-runtime'],
    ['ui', './Beside.tsx'],
  ])('%s may import %s', (floor, imported) => {
    expect(refusedImports(floor, imported)).toBe(0);
  });
});

const planted = mkdtempSync(join(tmpdir(), 'floors-'));
afterAll(() => {
  rmSync(planted, { recursive: true });
});

async function violations(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = mkdtempSync(join(planted, 'tree-'));
  for (const [name, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), source);
  }
  const require = createRequire(import.meta.url);
  const config = require('../.dependency-cruiser.cjs') as IFlattenedRuleSet;
  const options: ICruiseOptions = { ruleSet: config, validate: true, baseDir: root };
  const { output } = await cruise(['src'], options);
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}

describe('what only the whole graph shows', () => {
  test.each<[string, Record<string, string>]>([
    ['no-cycles', { 'src/model/a.js': "import './b.js';", 'src/model/b.js': "import './a.js';" }],
    [
      'worker-knows-no-screen',
      {
        'src/worker/engine.worker.ts': "import './through.js';",
        'src/worker/through.js': "import '../store/x.js';",
        'src/store/x.js': '',
      },
    ],
    ['engine-is-alone', { 'src/engine/a.js': "void import('../scenario/b.js');", 'src/scenario/b.js': '' }],
    ['no-upward-from-model', { 'src/model/a.js': "import '../engine/b.js';", 'src/engine/b.js': '' }],
    [
      'first-load-parses-no-yaml',
      {
        'src/main.tsx': "import './scenario.js';",
        'src/scenario.js': "import 'js-yaml';",
        'node_modules/js-yaml/package.json': '{"name":"js-yaml","main":"index.js"}',
        'node_modules/js-yaml/index.js': '',
        'package.json': '{"dependencies":{"js-yaml":"*"}}',
      },
    ],
  ])('%s', async (rule, files) => {
    expect(await violations(files)).toContain(rule);
  });

  test('a sound tree passes', async () => {
    expect(await violations({ 'src/engine/a.js': "import '../model/b.js';", 'src/model/b.js': '' })).toEqual([]);
  });
});
