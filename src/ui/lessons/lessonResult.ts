import type { Lesson, Texts } from '#model/lesson.ts';
import type { KeptAnswer, KeptLesson } from '#store/lessonState.ts';
import type { Locale } from '#store/state.ts';
import type { LessonTexts } from '#ui/i18n/en/lessons.ts';

export interface LessonResult {
  readonly predictions: readonly {
    readonly id: string;
    readonly question: Texts;
    readonly first: KeptAnswer['first'] | 'none';
  }[];
  readonly right: number;
  readonly tasks: readonly {
    readonly id: string;
    readonly title: Texts;
    readonly state: 'solved' | 'shown' | 'open';
  }[];
  /** By oneself. */
  readonly solved: number;
}

/** What somebody has done in a lesson: first answers count, and tasks that were not solved by the button. */
export function lessonResult({ beats, tasks }: Lesson, kept: KeptLesson): LessonResult {
  const predictions = beats.flatMap(({ id, predict }) => {
    if (predict === undefined) return [];
    const answer = Object.hasOwn(kept.answers, id) ? kept.answers[id] : undefined;
    return [{ id, question: predict.question, first: answer?.first ?? ('none' as const) }];
  });
  const done = tasks.map(({ id, title }) => {
    const task = Object.hasOwn(kept.tasks, id) ? kept.tasks[id] : undefined;
    const state = task?.shown === true ? 'shown' : task?.solved === true ? 'solved' : 'open';
    return { id, title, state } as const;
  });
  return {
    predictions,
    right: predictions.filter(({ first }) => first === 'right').length,
    tasks: done,
    solved: done.filter(({ state }) => state === 'solved').length,
  };
}

const marks = { right: 'x', solved: 'x', wrong: ' ', looked: ' ', none: ' ', shown: ' ', open: ' ' } as const;

/** The same as Markdown, for a chat or a page of one's own. */
export function resultMarkdown(
  lesson: Pick<Lesson, 'title' | 'number'>,
  { predictions, right, tasks, solved }: LessonResult,
  texts: LessonTexts['result'],
  locale: Locale,
): string {
  return [
    `## ${String(lesson.number)}. ${lesson.title[locale]}`,
    '',
    texts.predictions(right, predictions.length),
    '',
    ...predictions.map(({ question, first }) => `- [${marks[first]}] ${question[locale]} (${texts.first[first]})`),
    '',
    texts.tasks(solved, tasks.length),
    '',
    ...tasks.map(({ title, state }) => `- [${marks[state]}] ${title[locale]} (${texts.task[state]})`),
    '',
  ].join('\n');
}
