import { stepOf } from '#model/lesson.ts';
import { meshIsUpToDate } from './effects/freshMesh.ts';
import type { LessonContext } from './lessonContext.ts';
import { lessonFilm, type Film } from './lessonFilm.ts';
import { followedBeat } from './lessonPath.ts';
import { currentBeat, predictions, type Predictions } from './lessonPredictions.ts';
import { keptLesson } from './lessonProgress.ts';
import type { OpenLesson } from './lessonState.ts';

export interface BeatPlayer extends Pick<Predictions, 'answer' | 'again'> {
  /** From the beat before it, upon what the reader made of the scenario; or from anywhere, as the author has it. */
  go(index: number, way: 'on' | 'jump'): Promise<void>;
  /** The reader moved the player, or sent something. */
  follow(): void;
  /** Space. False where it means nothing but the next beat. */
  step(): boolean;
  hasOpenQuestion(): boolean;
  /** Sends the request of the beat again, in the scenario as it stands. */
  replay(): Promise<void>;
  /** Whatever is under way is not wanted any more. */
  stop(): void;
}

export function beatPlayer(context: LessonContext): BeatPlayer {
  const { get, teaching, updateLesson } = context;
  const film = lessonFilm(context);
  const questions = predictions(context);
  /** Counts the ways that were begun; only the newest goes on. */
  let turn = 0;

  async function go(index: number, way: 'on' | 'jump'): Promise<void> {
    const before = teaching().lesson;
    const beat = before?.lesson.beats[index];
    if (before === undefined || beat === undefined) return;
    const mine = (turn += 1);
    film.stop();
    const isNext = way === 'on' && before.place.kind === 'beat' && before.place.index === index - 1;
    settle(context, index, true);
    if (isNext) await context.carryOut(beat.patch);
    else await putDocument(context, before, beat.document);
    if (mine !== turn) return;
    await film.present(beat, isNext, () => mine === turn);
    if (mine === turn) updateLesson({ moving: false });
  }

  return {
    go,
    answer: questions.answer,
    again: questions.again,
    follow() {
      const here = currentBeat(context);
      const { sent, step } = get();
      if (here === undefined || sent === undefined) return;
      if (film.isRunning()) {
        film.follow();
        return;
      }
      if (teaching().lesson?.moving === true) return;
      const next = followedBeat(here.lesson.beats, here.index, sent.trace, step, questions.isOpen);
      if (next !== undefined && next !== here.index) settle(context, next, false);
      else if (next !== undefined && teaching().lesson?.missed === true) updateLesson({ missed: false });
    },
    step: () => stepAlong(context, film, questions),
    hasOpenQuestion() {
      const here = currentBeat(context);
      return here !== undefined && questions.isOpen(here.beat);
    },
    async replay() {
      const here = currentBeat(context);
      if (here === undefined) return;
      const mine = (turn += 1);
      film.stop();
      updateLesson({ moving: true, missed: false });
      await film.present(here.beat, false, () => mine === turn);
      if (mine === turn) updateLesson({ moving: false });
    },
    stop() {
      turn += 1;
      film.stop();
    },
  };
}

/** The page is turned; what it speaks of may still be on its way. */
function settle(context: LessonContext, index: number, moving: boolean): void {
  const lesson = context.teaching().lesson?.lesson;
  const beat = lesson?.beats[index];
  if (lesson === undefined || beat === undefined) return;
  const { seen } = keptLesson(context.teaching().progress, lesson.slug);
  if (seen <= index) context.remember(lesson.slug, { seen: index + 1 });
  context.updateLesson({ place: { kind: 'beat', index }, missed: false, moving });
  context.ports.writeQuery({ lesson: lesson.slug, beat: beat.id, task: undefined });
  if (!moving) void context.light(beat.highlight);
}

/** The lesson's own text, as a step of undo; after a task, which has a history of its own, as a new text. */
async function putDocument(context: LessonContext, { lesson, place }: OpenLesson, document: number): Promise<void> {
  const text = lesson.documents[document] ?? '';
  const { origin, actions } = context.get();
  const isSame = origin.kind === 'lesson' && origin.slug === lesson.slug && place.kind === 'beat';
  if (isSame) actions.setText(text);
  else actions.openText(text, { kind: 'lesson', slug: lesson.slug });
  await meshIsUpToDate(context);
}

/** A hop further while the next beat lies ahead on the path that is shown. */
function stepAlong(context: LessonContext, film: Film, questions: Predictions): boolean {
  const here = currentBeat(context);
  const { step, sent, revision, actions } = context.get();
  if (here === undefined) return false;
  if (film.isRunning()) {
    film.hurry();
    return true;
  }
  const next = here.lesson.beats[here.index + 1];
  if (questions.isOpen(here.beat) || next === undefined || sent?.revision !== revision) return false;
  const isAhead =
    next.on.kind !== 'opened' &&
    next.document === here.beat.document &&
    next.on.request === sent.trace.request.name &&
    (stepOf(next.on, sent.trace) ?? 0) > step;
  if (!isAhead) return false;
  actions.pause();
  actions.setStep(step + 1);
  return true;
}
