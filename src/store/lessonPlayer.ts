import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { StoreContext } from './createStore.ts';
import { beatPlayer } from './lessonBeats.ts';
import { lessonContext, openedLesson, type LessonContext } from './lessonContext.ts';
import { galleryPlayer } from './lessonGallery.ts';
import { placeBeyond, placeOf } from './lessonPath.ts';
import { keptLesson, progressName, readProgress } from './lessonProgress.ts';
import type { LessonPlace, OpenLesson, TeachingActions, TeachingState } from './lessonState.ts';
import { taskPlayer } from './lessonTasks.ts';
import type { AppState } from './state.ts';

/** What was on the table before a lesson was opened over it. */
type Before = Pick<AppState, 'text' | 'origin'>;

/**
 * Plays lessons over the store: it changes the scenario, sends requests and moves the player as anybody could, and
 * listens to what becomes of them. Fetched when somebody wants to learn.
 */
export async function lessonPlayer(outer: StoreContext): Promise<TeachingActions> {
  const kept = await outer.ports.recall(progressName).catch(() => undefined);
  const actions = {} as TeachingActions;
  const context = lessonContext(outer, {
    lesson: undefined,
    symptom: undefined,
    progress: readProgress(kept),
    lit: undefined,
    presenting: false,
    actions,
  });
  const parts = { beats: beatPlayer(context), tasks: taskPlayer(context) };
  const table = tableUnder(context);
  // The same object, so that whoever has the state has the actions.
  Object.assign(
    actions,
    courseActions(context, parts, table),
    wayActions(context, parts),
    galleryPlayer(context, () => {
      parts.beats.stop();
      table.remember();
    }),
  );
  watch(context, parts);
  return actions;
}

interface Parts {
  readonly beats: ReturnType<typeof beatPlayer>;
  readonly tasks: ReturnType<typeof taskPlayer>;
}

interface Table {
  remember(): void;
  putBack(): void;
}

/** Lessons do not touch what somebody was working on: it comes back when they end. */
function tableUnder({ get }: LessonContext): Table {
  let before: Before | undefined;
  return {
    remember() {
      const { text, origin } = get();
      if (origin.kind !== 'lesson' && text !== '') before = { text, origin };
    },
    putBack() {
      const [latest] = get().recent;
      const own =
        latest === undefined ? undefined : { text: latest.text, origin: { kind: 'own', id: latest.id } as const };
      const { text, origin } = before ?? own ?? { text: '', origin: { kind: 'blank' } as const };
      before = undefined;
      get().actions.openText(text, origin);
    },
  };
}

const elsewhere = { lesson: undefined, beat: undefined, task: undefined, gallery: undefined };

type CourseActions = Pick<TeachingActions, 'open' | 'close' | 'keep' | 'reset' | 'setPresenting'>;

/** Opening and leaving lessons, and forgetting them. */
function courseActions(context: LessonContext, { beats, tasks }: Parts, table: Table): CourseActions {
  const { get, ports, teaching, update } = context;
  return {
    async open(address) {
      const lesson = await ports.loadLesson(address.lesson);
      if (lesson === undefined) return false;
      beats.stop();
      table.remember();
      const place = placeOf(lesson, address);
      const beat = place.kind === 'beat' ? lesson.beats[place.index] : undefined;
      const text = lesson.documents[beat?.document ?? 0] ?? '';
      get().actions.openText(text, { kind: 'lesson', slug: lesson.slug });
      ports.writeHash('');
      ports.writeQuery({ ...elsewhere, example: undefined, request: undefined, step: undefined, lesson: lesson.slug });
      update({ lesson: openedLesson(lesson, place), symptom: undefined, lit: undefined });
      get().actions.showTab({ context: 'lesson' });
      if (place.kind === 'task') void tasks.go(place.index);
      else void beats.go(place.kind === 'beat' ? place.index : 0, 'jump');
      return true;
    },
    close() {
      beats.stop();
      table.putBack();
    },
    keep() {
      beats.stop();
      get().actions.fork();
    },
    reset(slug) {
      const { progress, lesson } = teaching();
      const slugs = slug === undefined ? Object.keys(progress) : [slug];
      for (const each of slugs) context.remember(each, { seen: 0, finished: false, answers: {}, tasks: {} });
      if (lesson !== undefined && slugs.includes(lesson.lesson.slug)) void beats.go(0, 'jump');
    },
    setPresenting(presenting) {
      update({ presenting });
    },
  };
}

type WayActions = Omit<TeachingActions, keyof CourseActions | 'openSymptom' | 'showWayIn' | 'offerFix' | 'fix'>;

/** Moving through a lesson, and doing what it asks. */
function wayActions(context: LessonContext, { beats, tasks }: Parts): WayActions {
  const { ports, teaching, updateLesson } = context;
  const open = (): OpenLesson | undefined => teaching().lesson;

  function go(place: LessonPlace, way: 'on' | 'jump' = 'jump'): void {
    const lesson = open()?.lesson;
    if (lesson === undefined) return;
    if (place.kind === 'beat') {
      void beats.go(place.index, way);
      return;
    }
    beats.stop();
    if (place.kind === 'task') {
      void tasks.go(place.index);
      return;
    }
    const { seen, finished } = keptLesson(teaching().progress, lesson.slug);
    // Skipping to the end is no way to be done.
    context.remember(lesson.slug, { finished: finished || seen >= lesson.beats.length });
    updateLesson({ place, missed: false, moving: false });
    context.update({ lit: undefined });
    ports.writeQuery({ lesson: lesson.slug, beat: undefined, task: undefined });
  }

  function next(): void {
    const lesson = open();
    if (lesson === undefined || lesson.place.kind === 'result') return;
    if (beats.hasOpenQuestion()) updateLesson({ held: lesson.held + 1 });
    else go(placeBeyond(lesson.lesson, lesson.place, 1), 'on');
  }

  return {
    go,
    next,
    back(count) {
      const lesson = open();
      if (lesson !== undefined) go(placeBeyond(lesson.lesson, lesson.place, -count));
    },
    step() {
      const lesson = open();
      if (lesson?.place.kind !== 'beat') return false;
      if (!beats.step()) next();
      return true;
    },
    restore() {
      const lesson = open();
      if (lesson?.place.kind === 'beat') void beats.go(lesson.place.index, 'jump');
      else tasks.restore();
    },
    answer: beats.answer,
    look: () => beats.answer([]),
    again: beats.again,
    async stage({ patch }) {
      await context.carryOut(patch);
      await beats.replay();
    },
    askHints() {
      const lesson = open();
      if (lesson !== undefined) updateLesson({ task: { ...lesson.task, hintsAsked: true } });
    },
    offer: tasks.offer,
    solve: tasks.solve,
  };
}

/** What the lesson points at now. */
function highlightOf({ lesson, symptom }: TeachingState): readonly FieldRef[] {
  if (symptom !== undefined) return symptom.wayIn ? symptom.symptom.highlight : [];
  return lesson?.place.kind === 'beat' ? (lesson.lesson.beats[lesson.place.index]?.highlight ?? []) : [];
}

/** A lesson hears of every step, every compiled text, and of the reader leaving for something else. */
function watch(context: LessonContext, { beats, tasks }: Parts): void {
  context.subscribe((state, before) => {
    const { teaching } = state;
    if (teaching === undefined || (teaching.lesson ?? teaching.symptom) === undefined) return;
    if (state.origin.kind !== 'lesson') {
      beats.stop();
      context.update({ lesson: undefined, symptom: undefined, lit: undefined });
      context.set({ contextTab: state.contextTab === 'lesson' ? 'trace' : state.contextTab });
      context.ports.writeQuery(elsewhere);
      return;
    }
    if (state.compiled !== before.compiled && state.compiled?.revision === state.revision) {
      void context.light(highlightOf(teaching));
      tasks.follow();
    }
    if (state.step !== before.step || state.sent !== before.sent) beats.follow();
  });
}
