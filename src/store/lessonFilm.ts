import { stepOf, type Beat } from '#model/lesson.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import { draftOfRequest, requestOfDraft } from './draft.ts';
import { meshIsUpToDate } from './effects/freshMesh.ts';
import type { LessonContext } from './lessonContext.ts';

export interface Film {
  /** Shows what a beat speaks of: sends its request and runs to its event, or puts away an older path. */
  present(beat: Beat, isNext: boolean, isWanted: () => boolean): Promise<void>;
  /** True while it runs to an event: until then no page is turned. Says so itself when it has arrived. */
  isRunning(): boolean;
  /** The player moved. */
  follow(): void;
  /** Goes at once to where it is running to. */
  hurry(): void;
  stop(): void;
}

/** The player in the service of a lesson: it runs to the event of a beat and stops there. */
export function lessonFilm(context: LessonContext): Film {
  const { get, set, updateLesson } = context;
  /** Where it is to stop; infinite while the request is still under way. */
  let target: number | undefined;

  function arrive(): void {
    const step = target;
    target = undefined;
    if (step !== undefined) set({ playing: false, step });
  }

  /** Where nothing may move, or the step lies behind, it is there at once. */
  function runTo(step: number): void {
    const { still, step: now, playing, actions } = get();
    target = step;
    if (still || step <= now) arrive();
    else if (!playing) actions.play();
  }

  function isShown(request: ScenarioRequest): boolean {
    const { sent, revision } = get();
    if (sent?.revision !== revision) return false;
    const plain = (each: ScenarioRequest): string => JSON.stringify({ ...each, expect: undefined });
    return plain(sent.trace.request) === plain(requestOfDraft(draftOfRequest(request)));
  }

  return {
    async present(beat, isNext, isWanted) {
      await meshIsUpToDate(context);
      const lesson = context.teaching().lesson?.lesson;
      if (!isWanted() || lesson === undefined) return;
      void context.light(beat.highlight);
      const requestOf = ({ on }: Beat): ScenarioRequest | undefined =>
        on.kind === 'opened' ? undefined : lesson.requests.find(({ name }) => name === on.request);
      const request = requestOf(beat);
      if (request === undefined) {
        if (!isNext || get().sent?.revision !== get().revision) clearTrace(context);
        const ahead = lesson.beats.slice(lesson.beats.indexOf(beat)).flatMap((later) => requestOf(later) ?? []);
        context.prepare(ahead[0] ?? lesson.requests[0]);
        return;
      }
      if (!isShown(request)) {
        target = Infinity;
        context.prepare(request);
        await get().actions.send();
        if (!isWanted()) return;
        target = undefined;
      }
      const { sent } = get();
      const step = sent === undefined ? undefined : stepOf(beat.on, sent.trace);
      if (step === undefined) updateLesson({ missed: true });
      else runTo(step);
    },
    isRunning: () => target !== undefined,
    follow() {
      if (target !== undefined && get().step >= target) arrive();
    },
    hurry() {
      if (target !== Infinity) arrive();
    },
    stop() {
      target = undefined;
    },
  };
}

/** As before the first request. */
export function clearTrace({ set }: Pick<LessonContext, 'set'>): void {
  set({ sent: undefined, previous: undefined, shares: undefined, step: 0, playing: false });
}
