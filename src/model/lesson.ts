import type { Claim } from './claim.ts';
import type { DiagnosticCode } from './diagnostic.ts';
import type { ScenarioEdit } from './edit.ts';
import type { FieldRef } from './kubernetes/resource.ts';
import type { ReasonCode } from './reason.ts';
import type { Expectation, ScenarioRequest } from './scenario.ts';
import type { Phase, ProxyRef, Trace } from './trace.ts';

/** A text in both languages of the interface. `code` stands between backticks, an empty line begins a paragraph. */
export interface Texts {
  readonly en: string;
  readonly zh: string;
}

/** The hours of a course, the short way in before them and the incidents after them. */
export const lessonParts = ['hook', 'first', 'second', 'third', 'incidents'] as const;
export type LessonPart = (typeof lessonParts)[number];

/** Changes to the scenario, carried out one after the other as one step of undo. */
export type Patch = readonly ScenarioEdit[];

/**
 * When a beat is there: bound to what the engine says, not to time, so it survives edits of the scenario.
 * `opened` needs no request. Otherwise the request is sent, and the beat stands at the first hop that fits all that is
 * stated, at the first hop where nothing is stated, or at the verdict.
 */
export type BeatEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'verdict'; readonly request: string }
  | {
      readonly kind: 'hop';
      readonly request: string;
      readonly at?: ProxyRef['kind'];
      readonly phase?: Phase;
      readonly reason?: ReasonCode;
    };

/** A whole object where the path is empty, else one of its fields. */
export type Highlight = FieldRef;

/** A possible answer. It is right when the engine says that all of its claims hold. */
export interface PredictionOption {
  readonly id: string;
  readonly text: Texts;
  readonly claims: readonly Claim[];
  /** For whoever chose it and was wrong, or left it out and should not have. */
  readonly hint?: Texts;
}

/** A question before the request is sent. */
export interface Prediction {
  readonly question: Texts;
  readonly choose: 'one' | 'many';
  readonly options: readonly PredictionOption[];
  /** Ids of the right options, as the author has them; the build compares them with the engine. */
  readonly answer: readonly string[];
  /** Said after the answer, right or wrong. */
  readonly after?: Texts;
}

/** The same request in two worlds that differ by one patch, with their steps locked together. */
export interface Contrast {
  readonly request: string;
  readonly patch: Patch;
  /** What the two worlds are called. */
  readonly before: Texts;
  readonly after: Texts;
}

export interface Beat {
  /** Unique in its lesson; part of the address. */
  readonly id: string;
  readonly on: BeatEvent;
  readonly text: Texts;
  /** For the presenter alone. */
  readonly notes?: Texts;
  /** Carried out when the beat begins. */
  readonly patch: Patch;
  /** The lesson's scenario as it stands in this beat: an index into `documents`. */
  readonly document: number;
  readonly highlight: readonly Highlight[];
  readonly predict?: Prediction;
  readonly contrast?: Contrast;
}

/** One line of a challenge, ticked while the learner edits. */
export interface Goal {
  readonly id: string;
  readonly text: Texts;
  readonly claims: readonly Claim[];
}

/** Shown while a goal is missed, or while the engine reports a diagnostic. */
export interface Hint {
  readonly when:
    | { readonly kind: 'goal'; readonly goal: string }
    | { readonly kind: 'diagnostic'; readonly diagnostic: DiagnosticCode };
  readonly text: Texts;
}

/** Something to be done, graded by the engine. */
export interface Task {
  /** `gap` and `blank` in a lesson; the incidents have names of their own. */
  readonly id: string;
  readonly title: Texts;
  /** What is wanted, or the symptom as somebody would report it. */
  readonly brief: Texts;
  /** Where it begins: an index into `documents`. */
  readonly document: number;
  /** What the claims send, whatever the learner does to the requests of the scenario. */
  readonly requests: readonly ScenarioRequest[];
  readonly goals: readonly Goal[];
  readonly hints: readonly Hint[];
  readonly solution: Patch;
  /** The scenario after the solution: an index into `documents`. */
  readonly solved: number;
  /** Said once all goals are met. */
  readonly after?: Texts;
}

/** One click to an interesting state of the scenario, such as "the waypoint is not ready". */
export interface Stage {
  readonly id: string;
  readonly text: Texts;
  readonly patch: Patch;
}

export interface Reference {
  readonly title: string;
  readonly url: string;
}

/** A lesson of the course, as one file states it. */
export interface Lesson {
  readonly slug: string;
  readonly number: number;
  readonly part: LessonPart;
  readonly minutes: number;
  readonly title: Texts;
  /** What one can say afterwards. */
  readonly summary: Texts;
  /** The mistake that the lesson corrects, in the words of whoever makes it. */
  readonly misconception: Texts;
  /** Scenario texts that beats and tasks refer to; the first is the one that the lesson opens with. */
  readonly documents: readonly string[];
  /** What the claims of the beats send. */
  readonly requests: readonly ScenarioRequest[];
  readonly beats: readonly Beat[];
  readonly stages: readonly Stage[];
  readonly tasks: readonly Task[];
  readonly references: readonly Reference[];
}

/** What a list of lessons shows; the rest is loaded when a lesson is opened. */
export type LessonSummary = Pick<
  Lesson,
  'slug' | 'number' | 'part' | 'minutes' | 'title' | 'summary' | 'misconception'
> & {
  readonly beats: readonly string[];
  readonly tasks: readonly string[];
};

export function summaryOf(lesson: Lesson): LessonSummary {
  const { slug, number, part, minutes, title, summary, misconception, beats, tasks } = lesson;
  const ids = (named: readonly { readonly id: string }[]) => named.map(({ id }) => id);
  return { slug, number, part, minutes, title, summary, misconception, beats: ids(beats), tasks: ids(tasks) };
}

/** A problem that many people have: what they see, a scenario that shows it, and a way in. */
export interface Symptom {
  readonly slug: string;
  /** 1 bites most often. */
  readonly number: number;
  readonly title: Texts;
  /** In the words of whoever has it. */
  readonly symptom: Texts;
  readonly document: string;
  readonly request: ScenarioRequest;
  /** What the engine says of the request as the scenario stands. */
  readonly expect: Expectation;
  /** Where to look first. */
  readonly wayIn: Texts;
  readonly highlight: readonly Highlight[];
  /** The change that mends it, and what the request does then. */
  readonly fix: { readonly text: Texts; readonly patch: Patch; readonly expect: Expectation };
  /** The lesson that explains it. */
  readonly lesson: string;
  readonly references: readonly Reference[];
}

/**
 * The step of the player at which an event happens in a trace of its request: the index of a hop, or the number of hops
 * for the verdict. Undefined where it does not happen, as after an edit that changed the path.
 */
export function stepOf(event: BeatEvent, { hops }: Trace): number | undefined {
  if (event.kind === 'opened') return 0;
  if (event.kind === 'verdict') return hops.length;
  const step = hops.findIndex(
    ({ at, phase, decisions }) =>
      (event.at === undefined || event.at === at.kind) &&
      (event.phase === undefined || event.phase === phase) &&
      (event.reason === undefined || decisions.some(({ reason }) => reason.code === event.reason)),
  );
  return step === -1 ? undefined : step;
}
