import { describe, expect, test } from 'vitest';
import type { Beat, BeatEvent } from '#model/lesson.ts';
import type { Trace } from '#model/trace.ts';
import { followedBeat, placeBeyond, placeOf, placesOf } from './lessonPath.ts';

const pod = { kind: 'Pod', namespace: 'shop', name: 'orders' };

function beat(id: string, on: BeatEvent, document = 0): Beat {
  return { id, on, document, text: { en: '', zh: '' }, patch: [], highlight: [] };
}

const trace = {
  request: { name: 'get', from: '', to: '' },
  hops: ['app', 'ztunnel', 'ztunnel'].map((kind, index) => ({
    at: { kind, pod, node: 'a' },
    phase: index === 1 ? 'outbound' : index === 2 ? 'inbound' : 'app',
    decisions: [],
    outcome: 'forwarded',
  })),
} as unknown as Trace;

const beats = [
  beat('opened', { kind: 'opened' }),
  beat('out', { kind: 'hop', request: 'get', phase: 'outbound' }),
  beat('in', { kind: 'hop', request: 'get', phase: 'inbound' }),
  beat('end', { kind: 'verdict', request: 'get' }),
  beat('patched', { kind: 'verdict', request: 'get' }, 1),
];
const none = (): boolean => false;

describe('the beat that belongs to a step', () => {
  test.each([
    ['the next beat happens here', 0, 1, 1],
    ['nothing happens here', 0, 0, undefined],
    ['the current beat happens here', 2, 2, 2],
    ['a jump to the end passes over beats', 1, 3, 3],
    ['stepping back goes back', 3, 1, 1],
    ['another scenario is not reached by stepping', 4, 2, undefined],
  ])('%s', (_, index, step, wanted) => {
    expect(followedBeat(beats, index, trace, step, none)).toBe(wanted);
  });

  test('an open question is not passed', () => {
    expect(followedBeat(beats, 0, trace, 2, ({ id }) => id === 'out')).toBeUndefined();
  });

  test('the path of another request turns no page', () => {
    const other = { ...trace, request: { ...trace.request, name: 'delete' } };
    expect(followedBeat(beats, 0, other, 1, none)).toBeUndefined();
  });
});

describe('places of a lesson', () => {
  const lesson = { beats, tasks: [{ id: 'gap' }] as never };

  test('beats, then tasks, then the result', () => {
    expect(placesOf(lesson).map(({ kind }) => kind)).toEqual([...Array<string>(5).fill('beat'), 'task', 'result']);
    expect(placeBeyond(lesson, { kind: 'beat', index: 4 }, 1)).toEqual({ kind: 'task', index: 0 });
    expect(placeBeyond(lesson, { kind: 'result' }, -1)).toEqual({ kind: 'task', index: 0 });
    expect(placeBeyond(lesson, { kind: 'beat', index: 1 }, -2)).toEqual({ kind: 'beat', index: 0 });
  });

  test.each([
    [{ lesson: 'x' }, { kind: 'beat', index: 0 }],
    [
      { lesson: 'x', beat: 'end' },
      { kind: 'beat', index: 3 },
    ],
    [
      { lesson: 'x', beat: 'gone' },
      { kind: 'beat', index: 0 },
    ],
    [
      { lesson: 'x', task: 'gap' },
      { kind: 'task', index: 0 },
    ],
  ])('%o names %o', (address, place) => {
    expect(placeOf(lesson, address)).toEqual(place);
  });
});
