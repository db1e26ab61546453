import type { LocatedField } from '#model/compiled.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Lesson, Stage, Symptom, Texts } from '#model/lesson.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';

/** Where somebody is in a lesson: at a beat, at a task, or at the page that sums it up. */
export type LessonPlace =
  | { readonly kind: 'beat'; readonly index: number }
  | { readonly kind: 'task'; readonly index: number }
  | { readonly kind: 'result' };

/** What somebody said to a prediction, as it is kept on this machine. */
export interface KeptAnswer {
  readonly chosen: readonly string[];
  /** What the engine held for right when it was answered: the author's answer, unless the scenario had been changed. */
  readonly holding: readonly string[];
  /** How it went the first time; later answers count for nothing. */
  readonly first: 'right' | 'wrong' | 'looked';
  /** The question stands open again. */
  readonly again: boolean;
}

export interface KeptTask {
  /** What the learner has made of the scenario so far. */
  readonly text?: string;
  readonly solved: boolean;
  /** The solution was put in place by the button. */
  readonly shown: boolean;
  /** Goals that held before anything was changed: they must keep holding. */
  readonly held: readonly string[];
}

/** How far somebody is in one lesson. */
export interface KeptLesson {
  /** Beats that have been seen. */
  readonly seen: number;
  readonly finished: boolean;
  readonly answers: Readonly<Record<string, KeptAnswer>>;
  readonly tasks: Readonly<Record<string, KeptTask>>;
}

/** By slug of the lesson. Never leaves this machine. */
export type Progress = Readonly<Record<string, KeptLesson>>;

export const unseen: KeptLesson = { seen: 0, finished: false, answers: {}, tasks: {} };
export const untried: KeptTask = { solved: false, shown: false, held: [] };

/** What the engine says of a goal. `broken` held before anything was changed. */
export type GoalState = 'unknown' | 'met' | 'missed' | 'broken';

export interface TaskState {
  readonly goals: Readonly<Record<string, GoalState>>;
  /** Something has been changed. */
  readonly attempted: boolean;
  readonly hintsAsked: boolean;
  /** Those that fit what is missing now. */
  readonly hints: readonly { readonly goal?: string; readonly text: Texts }[];
  readonly passed: boolean;
  /** Counts judgements, so that whoever shows them knows a new one. */
  readonly judged: number;
}

export const unjudged: TaskState = {
  goals: {},
  attempted: false,
  hintsAsked: false,
  hints: [],
  passed: false,
  judged: 0,
};

export interface OpenLesson {
  readonly lesson: Lesson;
  readonly place: LessonPlace;
  /** The request of the beat was sent, and its event did not happen: the scenario is not the lesson's any more. */
  readonly missed: boolean;
  /** On the way to the place: the scenario is being changed, or the request sent. */
  readonly moving: boolean;
  /** Somebody wanted to go on before the question was answered; counts the attempts. */
  readonly held: number;
  readonly task: TaskState;
}

export interface OpenSymptom {
  readonly symptom: Symptom;
  readonly wayIn: boolean;
}

/** A request before and after a change. */
export interface PathChange {
  readonly request: ScenarioRequest;
  readonly before: Trace | undefined;
  readonly after: Trace | undefined;
}

/** A change that is offered, before it is made. */
export interface Offer {
  readonly before: string;
  readonly after: string;
  readonly paths: readonly PathChange[];
}

/** What a lesson points at, in the text of one revision. */
export interface Lit {
  readonly revision: number;
  readonly resources: readonly ResourceRef[];
  readonly fields: readonly LocatedField[];
}

/** Which lesson, and where in it. */
export interface LessonAddress {
  readonly lesson: string;
  readonly beat?: string;
  readonly task?: string;
}

export interface TeachingActions {
  /** False where there is no such lesson. */
  open(address: LessonAddress): Promise<boolean>;
  /** An entry of the gallery. False where there is none. */
  openSymptom(slug: string): Promise<boolean>;
  /** Back to what was there before the lesson. */
  close(): void;
  /** The scenario stays as it stands, as one's own; the lesson is over. */
  keep(): void;
  /** The next beat, task or result, unless a question is open. */
  next(): void;
  /** Any place of the lesson, as its author has it. */
  go(place: LessonPlace): void;
  back(count: number): void;
  /** Space: a hop further while the next beat is still ahead on this path, else the next beat. True where that meant something. */
  step(): boolean;
  /** Puts the scenario of this beat or task in place again. */
  restore(): void;
  answer(chosen: readonly string[]): Promise<void>;
  /** Looks without answering. */
  look(): Promise<void>;
  /** Opens the question again; it does not count any more. */
  again(): void;
  stage(stage: Stage): Promise<void>;
  askHints(): void;
  /** What the solution of the task would change. From where it began, or from what is there now. */
  offer(from: 'start' | 'now'): Promise<Offer | undefined>;
  solve(): void;
  showWayIn(): void;
  offerFix(): Promise<Offer | undefined>;
  fix(): Promise<void>;
  /** Forgets one lesson, or everything. */
  reset(slug?: string): void;
  setPresenting(presenting: boolean): void;
}

/** Everything about the course that the page knows; its code is fetched when it is wanted. */
export interface TeachingState {
  readonly lesson: OpenLesson | undefined;
  readonly symptom: OpenSymptom | undefined;
  readonly progress: Progress;
  readonly lit: Lit | undefined;
  /** Notes for whoever presents are shown. */
  readonly presenting: boolean;
  readonly actions: TeachingActions;
}
