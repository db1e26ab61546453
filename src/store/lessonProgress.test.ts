import { describe, expect, test } from 'vitest';
import { keptAnswer, keptLesson, readProgress } from './lessonProgress.ts';
import { unseen } from './lessonState.ts';

describe('what the browser kept', () => {
  test.each([undefined, null, 'text', 7, [], { hook: 3 }])('%j is no progress', (kept) => {
    expect(keptLesson(readProgress(kept), 'hook')).toEqual(unseen);
  });

  test('fields of another kind are left out', () => {
    const kept = { hook: { seen: '4', finished: 1, answers: { a: { first: 'maybe' } }, tasks: { gap: { text: 5 } } } };
    expect(keptLesson(readProgress(kept), 'hook')).toEqual({
      seen: 4,
      finished: false,
      answers: {},
      tasks: { gap: { solved: false, shown: false, held: [] } },
    });
  });

  test('a name that every object has is no lesson', () => {
    expect(keptLesson(readProgress({}), 'constructor')).toBe(unseen);
    expect(keptAnswer(unseen, 'toString')).toBeUndefined();
  });
});
