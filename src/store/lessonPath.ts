import { stepOf, type Beat, type Lesson } from '#model/lesson.ts';
import type { Trace } from '#model/trace.ts';
import type { LessonAddress, LessonPlace } from './lessonState.ts';

/** Everything of a lesson in its order: beats, tasks, and the page that sums up. */
export function placesOf({ beats, tasks }: Pick<Lesson, 'beats' | 'tasks'>): readonly LessonPlace[] {
  return [
    ...beats.map((_, index) => ({ kind: 'beat', index }) as const),
    ...tasks.map((_, index) => ({ kind: 'task', index }) as const),
    { kind: 'result' },
  ];
}

/** The place in that order, counted from `from`; the ends are ends. */
export function placeBeyond(lesson: Pick<Lesson, 'beats' | 'tasks'>, from: LessonPlace, count: number): LessonPlace {
  const places = placesOf(lesson);
  const position = places.findIndex((place) => samePlace(place, from));
  const target = Math.max(0, Math.min(places.length - 1, position + count));
  return places[target] ?? from;
}

export function samePlace(a: LessonPlace, b: LessonPlace): boolean {
  return a.kind === b.kind && (a.kind === 'result' || b.kind === 'result' || a.index === b.index);
}

/** The place that an address names; the beginning where it names none. */
export function placeOf({ beats, tasks }: Pick<Lesson, 'beats' | 'tasks'>, address: LessonAddress): LessonPlace {
  const task = tasks.findIndex(({ id }) => id === address.task);
  if (task !== -1) return { kind: 'task', index: task };
  return {
    kind: 'beat',
    index: Math.max(
      0,
      beats.findIndex(({ id }) => id === address.beat),
    ),
  };
}

/**
 * The beat that belongs to a step of the player, where the reader steps by hand: one whose event happens there, among
 * the beats about the same request in the same scenario. None is reached across an open question.
 */
export function followedBeat(
  beats: readonly Beat[],
  index: number,
  trace: Trace,
  step: number,
  isOpenQuestion: (beat: Beat) => boolean,
): number | undefined {
  const here = beats[index];
  if (here === undefined) return undefined;
  const fits = ({ on, document }: Beat): boolean =>
    on.kind !== 'opened' && on.request === trace.request.name && document === here.document;
  const happens = (beat: Beat): boolean => stepOf(beat.on, trace) === step;
  if (fits(here) && happens(here)) return index;
  for (let later = index + 1; later < beats.length; later += 1) {
    const [before, beat] = [beats[later - 1], beats[later]];
    if (before === undefined || beat === undefined || isOpenQuestion(before) || !fits(beat)) break;
    if (happens(beat)) return later;
  }
  for (let earlier = index - 1; earlier >= 0; earlier -= 1) {
    const beat = beats[earlier];
    if (beat === undefined || !fits(beat)) break;
    if (happens(beat)) return earlier;
  }
  return undefined;
}
