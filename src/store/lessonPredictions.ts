import type { Beat } from '#model/lesson.ts';
import type { LessonContext } from './lessonContext.ts';
import { judge } from './lessonJudge.ts';
import { keptAnswer, keptLesson } from './lessonProgress.ts';
import type { KeptAnswer, OpenLesson } from './lessonState.ts';

export interface Predictions {
  /** A question of this beat has no answer yet, or was opened again. */
  isOpen(beat: Beat): boolean;
  /** Nothing chosen is looking without an answer. */
  answer(chosen: readonly string[]): Promise<void>;
  again(): void;
}

/** Answers to the questions of a lesson: compared with the engine, counted the first time, kept on this machine. */
export function predictions(context: LessonContext): Predictions {
  const { get, ports, teaching } = context;

  function given(lesson: OpenLesson['lesson'], beat: Beat): KeptAnswer | undefined {
    return keptAnswer(keptLesson(teaching().progress, lesson.slug), beat.id);
  }

  function keep(lesson: OpenLesson['lesson'], beat: Beat, answer: KeptAnswer): void {
    const { answers } = keptLesson(teaching().progress, lesson.slug);
    context.remember(lesson.slug, { answers: { ...answers, [beat.id]: answer } });
  }

  return {
    isOpen(beat) {
      const lesson = teaching().lesson?.lesson;
      if (beat.predict === undefined || lesson === undefined) return false;
      return given(lesson, beat)?.again ?? true;
    },
    async answer(chosen) {
      const here = currentBeat(context);
      const { compiled, revision } = get();
      if (here?.beat.predict === undefined || compiled?.revision !== revision) return;
      const { lesson, beat } = here;
      const { options, answer: author } = here.beat.predict;
      const lists = options.map(({ claims }) => claims);
      const bench = { compiled, requests: lesson.requests };
      const verdicts = await judge(ports.engine, bench, lists).catch(() => undefined);
      const holding =
        verdicts === undefined ? author : options.filter((_, index) => verdicts[index] === true).map(({ id }) => id);
      const isRight = chosen.length === holding.length && holding.every((id) => chosen.includes(id));
      const now = chosen.length === 0 ? 'looked' : isRight ? 'right' : 'wrong';
      keep(lesson, beat, { chosen, holding, first: given(lesson, beat)?.first ?? now, again: false });
      context.updateLesson({ held: 0 });
    },
    again() {
      const here = currentBeat(context);
      const before = here === undefined ? undefined : given(here.lesson, here.beat);
      if (here !== undefined && before !== undefined) keep(here.lesson, here.beat, { ...before, again: true });
    },
  };
}

export interface CurrentBeat {
  readonly lesson: OpenLesson['lesson'];
  readonly beat: Beat;
  readonly index: number;
}

export function currentBeat({ teaching }: Pick<LessonContext, 'teaching'>): CurrentBeat | undefined {
  const { lesson } = teaching();
  if (lesson?.place.kind !== 'beat') return undefined;
  const { index } = lesson.place;
  const beat = lesson.lesson.beats[index];
  return beat === undefined ? undefined : { lesson: lesson.lesson, beat, index };
}
