import type { Goal, Task } from '#model/lesson.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { Compiled } from '#model/compiled.ts';
import { meshIsUpToDate } from './effects/freshMesh.ts';
import { clearTrace } from './lessonFilm.ts';
import type { LessonContext } from './lessonContext.ts';
import { judge } from './lessonJudge.ts';
import { keptLesson, keptTask } from './lessonProgress.ts';
import { unjudged, type GoalState, type Offer, type OpenLesson, type TaskState } from './lessonState.ts';
import type { Timer } from './ports.ts';

/** How long the text rests before goals are judged. */
const judgeDelayMs = 150;

/** An engine that is started again is asked again. */
const judgeAttempts = 5;
const judgeAgainMs = 600;

export interface TaskPlayer {
  go(index: number): Promise<void>;
  /** The mesh was compiled anew. */
  follow(): void;
  restore(): void;
  offer(from: 'start' | 'now'): Promise<Offer | undefined>;
  solve(): void;
}

interface CurrentTask {
  readonly lesson: OpenLesson['lesson'];
  readonly task: Task;
}

export function taskPlayer(context: LessonContext): TaskPlayer {
  const { get, ports, teaching, updateLesson } = context;
  let judging: Timer | undefined;

  function current(): CurrentTask | undefined {
    const open = teaching().lesson;
    if (open?.place.kind !== 'task') return undefined;
    const task = open.lesson.tasks[open.place.index];
    return task === undefined ? undefined : { lesson: open.lesson, task };
  }

  const kept = ({ lesson, task }: CurrentTask) => keptTask(keptLesson(teaching().progress, lesson.slug), task.id);
  const startOf = ({ lesson, task }: CurrentTask): string => lesson.documents[task.document] ?? '';

  async function go(index: number): Promise<void> {
    const lesson = teaching().lesson?.lesson;
    const task = lesson?.tasks[index];
    if (lesson === undefined || task === undefined) return;
    updateLesson({ place: { kind: 'task', index }, missed: false, moving: false, held: 0, task: unjudged });
    ports.writeQuery({ lesson: lesson.slug, beat: undefined, task: task.id });
    context.update({ lit: undefined });
    const text = kept({ lesson, task }).text ?? startOf({ lesson, task });
    get().actions.openText(text, { kind: 'lesson', slug: lesson.slug });
    get().actions.showTab({ context: 'lesson' });
    await meshIsUpToDate(context);
    if (current()?.task === task) context.prepare(task.requests[0]);
  }

  async function judgeNow(attempts = judgeAttempts): Promise<void> {
    const here = current();
    const { compiled, revision, text } = get();
    if (here === undefined || compiled?.revision !== revision) return;
    const { task } = here;
    const bench = { compiled, requests: task.requests };
    const claims = task.goals.map((goal) => goal.claims);
    const verdicts = await judge(ports.engine, bench, claims).catch(() => undefined);
    if (current()?.task !== task || get().revision !== revision) return;
    if (verdicts === undefined) {
      // The engine was started again meanwhile; it soon has the text once more.
      if (attempts > 1) judging = ports.after(judgeAgainMs, () => void judgeNow(attempts - 1));
      return;
    }
    const met = task.goals.filter((_, index) => verdicts[index]).map(({ id }) => id);
    const attempted = text !== startOf(here);
    const held = attempted ? kept(here).held : met;
    const passed = met.length === task.goals.length;
    const before = teaching().lesson?.task ?? unjudged;
    updateLesson({ task: stateAfter(before, task, { met, held, attempted, passed, compiled }) });
    keepTask(context, here, { held, passed, ...(attempted ? { text } : {}) });
  }

  return {
    go,
    follow() {
      judging?.cancel();
      if (current() !== undefined) judging = ports.after(judgeDelayMs, () => void judgeNow());
    },
    restore() {
      const here = current();
      if (here !== undefined) get().actions.setText(startOf(here));
    },
    offer: (from) => offered(context, current(), from),
    solve() {
      const here = current();
      if (here === undefined) return;
      if (!kept(here).solved) context.rememberTask(here.lesson.slug, here.task.id, { shown: true });
      get().actions.setText(here.lesson.documents[here.task.solved] ?? '');
      clearTrace(context);
    },
  };
}

/** What is kept of a task: the text only where it is not the one that the task began with. */
function keepTask(
  { teaching, remember }: LessonContext,
  { lesson, task }: CurrentTask,
  { held, passed, text }: { readonly held: readonly string[]; readonly passed: boolean; readonly text?: string },
): void {
  const kept = keptLesson(teaching().progress, lesson.slug);
  const { solved, shown } = keptTask(kept, task.id);
  const now = { solved: solved || passed, shown, held, ...(text === undefined ? {} : { text }) };
  remember(lesson.slug, { tasks: { ...kept.tasks, [task.id]: now } });
}

/** The solution as a change: of the text as the task began or as it stands, and of the paths of its requests. */
async function offered(
  context: LessonContext,
  here: CurrentTask | undefined,
  from: 'start' | 'now',
): Promise<Offer | undefined> {
  if (here === undefined) return undefined;
  await meshIsUpToDate(context);
  const { revision, text } = context.get();
  const { documents } = here.lesson;
  const before = from === 'start' ? (documents[here.task.document] ?? '') : text;
  const after = documents[here.task.solved] ?? '';
  const requests = requestsIn(here.task);
  const [old, mended] = await Promise.all(
    [before, after].map((whole) =>
      context.ports.engine.tracePatched({ revision, edits: [{ kind: 'replace-text', text: whole }], requests }),
    ),
  );
  if (old?.kind !== 'fresh' || mended?.kind !== 'fresh') return undefined;
  const paths = requests.map((request, index) => ({
    request,
    before: old.value.traces[index]?.trace,
    after: mended.value.traces[index]?.trace,
  }));
  return { before, after, paths };
}

interface Judged {
  readonly met: readonly string[];
  readonly held: readonly string[];
  readonly attempted: boolean;
  readonly passed: boolean;
  readonly compiled: Compiled;
}

function stateAfter(before: TaskState, task: Task, { met, held, attempted, passed, compiled }: Judged): TaskState {
  const stateOf = ({ id }: Goal): GoalState => (met.includes(id) ? 'met' : held.includes(id) ? 'broken' : 'missed');
  const hints = task.hints.flatMap(({ when, text }) => {
    if (when.kind === 'goal') return met.includes(when.goal) ? [] : [{ goal: when.goal, text }];
    return compiled.diagnostics.some(({ code }) => code === when.diagnostic) ? [{ text }] : [];
  });
  return {
    ...before,
    goals: Object.fromEntries(task.goals.map((goal) => [goal.id, stateOf(goal)])),
    attempted: before.attempted || attempted,
    hints,
    passed,
    judged: before.judged + 1,
  };
}

/** The requests that the goals of a task speak of, each once. */
export function requestsIn({ goals, requests }: Task): readonly ScenarioRequest[] {
  const names = new Set(
    goals.flatMap(({ claims }) => claims.flatMap((claim) => (claim.kind === 'resource' ? [] : [claim.request]))),
  );
  return requests.filter(({ name }) => names.has(name));
}
