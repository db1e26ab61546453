import { describe, expect, test } from 'vitest';
import { conformanceResults, resultOf } from './conformanceResults.ts';
import { failed, passed, skipped } from './row.ts';

describe('what is kept of a run', () => {
  const files = [
    resultOf('vectors/dataplane/l4/a.json', [passed('x'), failed('y', 'differs'), skipped('z', 'unmeasured')]),
    resultOf('vectors/dataplane/l4/b.json', [passed('x'), skipped('y', 'unmeasured'), skipped('z', 'left-to-chance')]),
    resultOf('vectors/istio/c.json', [passed('x')]),
  ];
  const kept = conformanceResults('vectors', files, '2026-01-01T00:00:00Z');

  test('counts by folder, with what the vectors were made from', () => {
    expect(kept.folders.map(({ upstreams, ...counts }) => ({ ...counts, from: upstreams.length }))).toEqual([
      { folder: 'dataplane/l4', files: 2, passed: 2, failed: 1, skipped: 3, from: 3 },
      { folder: 'istio', files: 1, passed: 1, failed: 0, skipped: 0, from: 2 },
    ]);
  });

  test('what was left out is counted by reason', () => {
    expect(kept.excluded).toEqual([
      { folder: 'dataplane/l4', code: 'unmeasured', rows: 2 },
      { folder: 'dataplane/l4', code: 'left-to-chance', rows: 1 },
    ]);
  });
});
