import { describe, expect, test } from 'vitest';
import { readSnapshots, withSaved, type Snapshot } from './snapshots.ts';

const long = 'kind: Namespace\n'.repeat(40);

function saved(at: number, text: string, work = 'a'): Omit<Snapshot, 'since'> {
  return { id: `${work}${String(at)}`, work, title: 'Shop', text, at };
}

function history(...saves: readonly Omit<Snapshot, 'since'>[]): readonly string[] {
  return saves.reduce<readonly Snapshot[]>(withSaved, []).map(({ text }) => text);
}

describe('states of a scenario', () => {
  test('quick changes are one state, the newest of it', () => {
    expect(history(saved(0, 'a'), saved(10_000, 'ab'), saved(29_999, 'abc'))).toEqual(['abc']);
  });

  test('a later change begins another one', () => {
    expect(history(saved(0, 'a'), saved(10_000, 'ab'), saved(30_000, 'abc'))).toEqual(['abc', 'ab']);
  });

  test('a change of much begins another one at once', () => {
    expect(history(saved(0, long), saved(1_000, 'kind: Pod'))).toEqual(['kind: Pod', long]);
  });

  test('the same text is the same state, however late', () => {
    expect(history(saved(0, 'a'), saved(90_000, 'a'))).toEqual(['a']);
  });

  test('another scenario has states of its own', () => {
    expect(history(saved(0, 'a'), saved(1, 'b', 'b'), saved(2, 'ac'))).toEqual(['ac', 'b']);
  });

  test('a clock that was put back begins another state', () => {
    expect(history(saved(90_000, 'a'), saved(10_000, 'ab'))).toEqual(['ab', 'a']);
  });

  test('twenty are kept', () => {
    const saves = Array.from({ length: 30 }, (_, minute) => saved(minute * 60_000, `state ${String(minute)}`));
    expect(history(...saves)).toHaveLength(20);
    expect(history(...saves)[0]).toBe('state 29');
  });

  test('big texts are kept in smaller numbers, the newest always', () => {
    const big = 'x'.repeat(7 * 1024 * 1024);
    const saves = [0, 1, 2, 3].map((minute) => saved(minute * 60_000, `${big}${String(minute)}`));
    expect(history(...saves)).toHaveLength(2);
  });
});

describe('what the browser kept', () => {
  test('nothing was ever kept', () => {
    expect(readSnapshots(undefined)).toBeUndefined();
    expect(readSnapshots({ length: 1 })).toBeUndefined();
  });

  test('only what can be restored is read, and each once', () => {
    const whole = { id: '1', work: 'a', title: 'Shop', text: 'kind: Pod', since: 1, at: 2 };
    const strange = { id: '2', work: 'a', text: '', title: 7, since: Number.NaN, at: Infinity };
    const kept = [whole, whole, null, 'text', 3, { id: '3', work: 'a' }, { ...whole, id: 4 }, strange];
    expect(readSnapshots(kept)).toEqual([whole, { id: '2', work: 'a', text: '', title: '', since: 0, at: 0 }]);
  });
});
