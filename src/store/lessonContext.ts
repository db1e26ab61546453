import type { ScenarioEdit } from '#model/edit.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { StoreContext } from './createStore.ts';
import { draftOfRequest } from './draft.ts';
import { keptLesson, keptTask, progressName } from './lessonProgress.ts';
import { unjudged, type KeptLesson, type KeptTask, type OpenLesson, type TeachingState } from './lessonState.ts';
import type { Timer } from './ports.ts';

/** What the parts of the lesson player share. */
export interface LessonContext extends StoreContext {
  teaching(): TeachingState;
  update(part: Partial<TeachingState>): void;
  updateLesson(part: Partial<OpenLesson>): void;
  /** Remembers something of a lesson, on this machine too. */
  remember(slug: string, part: Partial<KeptLesson>): void;
  rememberTask(slug: string, id: string, part: Partial<KeptTask>): void;
  /** All of a patch as one step of undo. */
  carryOut(patch: readonly ScenarioEdit[]): Promise<void>;
  /** Puts a request into the bar, without what it expects: that would answer the question before it is asked. */
  prepare(request: ScenarioRequest | undefined): void;
  /** Points at fields in the text and at objects on the canvas. */
  light(fields: readonly FieldRef[]): Promise<void>;
}

/** Typing does not make the disk busy. */
const rememberMs = 300;

export function lessonContext(context: StoreContext, initial: TeachingState): LessonContext {
  const { ports, get, set } = context;
  let saving: Timer | undefined;
  set({ teaching: initial });

  const teaching = (): TeachingState => get().teaching ?? initial;
  const update = (part: Partial<TeachingState>): void => {
    set({ teaching: { ...teaching(), ...part } });
  };

  function remember(slug: string, part: Partial<KeptLesson>): void {
    const { progress } = teaching();
    update({ progress: { ...progress, [slug]: { ...keptLesson(progress, slug), ...part } } });
    saving?.cancel();
    saving = ports.after(rememberMs, () => {
      // A browser that keeps nothing still teaches; it forgets.
      void ports.keep(progressName, { ...teaching().progress }).catch(() => undefined);
    });
  }

  return {
    ...context,
    teaching,
    update,
    updateLesson(part) {
      const { lesson } = teaching();
      if (lesson !== undefined) update({ lesson: { ...lesson, ...part } });
    },
    remember,
    rememberTask(slug, id, part) {
      const kept = keptLesson(teaching().progress, slug);
      remember(slug, { tasks: { ...kept.tasks, [id]: { ...keptTask(kept, id), ...part } } });
    },
    async carryOut(patch) {
      const gesture = Symbol('patch');
      for (const edit of patch) await get().actions.edit(edit, gesture);
    },
    prepare(request) {
      if (request === undefined) return;
      set({ draft: draftOfRequest(bareRequest(request)), shares: undefined });
    },
    async light(fields) {
      const { revision } = get();
      const resources = fields.map(({ resource }) => resource);
      if (fields.length === 0) {
        update({ lit: undefined });
        return;
      }
      const answer = await ports.engine.locate({ revision, fields }).catch(() => undefined);
      if (answer?.kind === 'fresh' && get().revision === revision) {
        update({ lit: { revision, resources, fields: answer.value } });
      }
    },
  };
}

export function openedLesson(lesson: OpenLesson['lesson'], place: OpenLesson['place']): OpenLesson {
  return { lesson, place, missed: false, moving: false, held: 0, task: unjudged };
}

/** A request without what it expects. */
export function bareRequest(request: ScenarioRequest): ScenarioRequest {
  const bare = Object.entries(request).filter(([field]) => field !== 'expect');
  return Object.fromEntries(bare) as unknown as ScenarioRequest;
}
