import type { GoalState } from '#store/lessonState.ts';
import type { LessonPart } from '#model/lesson.ts';
import { numbersOf } from '../numbers.ts';

const { count, number } = numbersOf('en');

const parts: Readonly<Record<LessonPart, string>> = {
  hook: 'Start here',
  first: 'First hour: the guard at the pod',
  second: 'Second hour: the guard that reads HTTP',
  third: 'Third hour: doors, tenants, migration',
  incidents: 'Incident room',
};

const goalStates: Readonly<Record<GoalState, string>> = {
  unknown: 'being checked',
  met: 'met',
  missed: 'not yet',
  broken: 'broken: this worked before, and must keep working',
};

const course = {
  title: 'Learn',
  lead: 'Each lesson is a mesh that you can touch. Say what will happen, watch what does happen, then mend it yourself.',
  close: 'Close',
  parts,
  minutes: (minutes: number) => `${number(minutes)} min`,
  numbered: (lesson: number) => `Lesson ${number(lesson)}`,
  fixes: 'Corrects',
  seen: (seen: number, all: number) => `${number(seen)} of ${number(all)} steps`,
  solved: (solved: number, all: number) => `${number(solved)} of ${number(all)} tasks`,
  finished: 'done',
  start: 'Start',
  goOn: 'Go on',
  again: 'Once more',
  gallery: 'Break me',
  galleryLead: 'What people run into, most frequent first. Each shows the symptom, and lets you find the cause.',
  summary: (done: number, all: number) => `${number(done)} of ${number(all)} lessons done`,
  reset: 'Forget my progress',
  resetSure: 'Really forget everything?',
  kept: 'Progress stays in this browser. Nothing is sent.',
  list: 'Lessons and symptoms',
};

const head = {
  steps: 'Steps of this lesson',
  step: (step: number, all: number) => `Step ${number(step)} of ${number(all)}`,
  task: (title: string) => `Task: ${title}`,
  result: 'Result',
  all: 'All lessons',
  close: 'Leave the lesson',
  keep: 'Keep this scenario as mine',
  present: 'Present in large type (F)',
  restart: 'Begin again, forgetting my answers',
  menu: 'More about this lesson',
};

const beat = {
  go: 'Continue',
  toTask: 'To the task',
  toResult: 'To the result',
  back: 'Back',
  backTwo: 'Back two steps',
  held: 'Answer first, or choose "Show me".',
  changed: "The scenario is not the lesson's any more: you have changed it.",
  missed: 'With these changes, what this step speaks of does not happen.',
  restore: "Put the lesson's scenario back",
  resend: 'Send again',
  stages: 'Try this',
  references: 'Sources',
  notes: 'Notes for whoever presents',
  goTo: (step: number) => `Go to step ${number(step)}`,
  now: 'current step',
  misconception: 'What many think',
  contrast: 'Side by side',
  key: 'Space',
};

const predict = {
  title: 'Before you look',
  one: 'Choose one.',
  many: 'Choose all that hold.',
  check: 'That is my answer',
  look: 'Show me',
  again: 'Answer again',
  right: 'Right.',
  wrong: 'Not quite.',
  looked: 'This is what happens.',
  isRight: 'holds',
  isWrong: 'does not hold',
  chosen: 'your choice',
  edited: "You have changed the scenario, so the engine's answer is not the lesson's.",
  counts: 'Only the first answer counts.',
};

const task = {
  label: 'Task',
  goals: 'Goals',
  state: goalStates,
  mustHold: 'must keep working',
  passed: 'All goals are met.',
  hint: 'Hint',
  hints: 'Hints',
  askHint: 'Give me a hint',
  noHints: 'No hint fits what is missing now.',
  solve: 'Solve',
  hide: 'Hide the solution',
  solution: 'The solution',
  fromStart: 'Against the start',
  fromNow: 'Against my text',
  against: 'What the changes are measured from',
  apply: 'Put it in place',
  applied: 'The solution is in place. Undo brings your text back.',
  startOver: 'Start over',
  onPhone: 'Changing YAML needs a wider window. On a phone you can read the goals and see the solution.',
  send: 'Send',
  requests: 'Requests of the goals',
  next: 'Next task',
  skip: 'Skip this task',
  toResult: 'To the result',
  byButton: 'solved with the button',
};

const change = {
  yaml: 'Change of the YAML',
  same: 'The text is the same already.',
  unchanged: (lines: number) => count(lines, 'unchanged line', 'unchanged lines'),
  added: 'added',
  removed: 'removed',
  path: 'Change of the paths',
  before: 'before',
  after: 'after',
  samePath: 'takes the same path as before',
  loading: 'The engine is working it out.',
};

const result = {
  title: 'Result',
  predictions: (right: number, all: number) =>
    all === 0
      ? 'No predictions in this lesson.'
      : `${number(right)} of ${count(all, 'prediction', 'predictions')} right at first try`,
  tasks: (solved: number, all: number) => `${number(solved)} of ${count(all, 'task', 'tasks')} solved`,
  first: { right: 'right', wrong: 'wrong at first', looked: 'looked', none: 'not answered' },
  task: { solved: 'solved', shown: 'solved with the button', open: 'open' },
  nowYouCan: 'What you can do now',
  copy: 'Copy as Markdown',
  copied: 'Copied',
  next: (title: string) => `Next: ${title}`,
  all: 'All lessons',
  predictionsTitle: 'Predictions',
  tasksTitle: 'Tasks',
};

const gallery = {
  label: 'Break me',
  wayIn: 'Where do I look?',
  fix: 'Show the fix',
  hideFix: 'Hide the fix',
  apply: 'Apply it',
  lesson: (title: string) => `The lesson about it: ${title}`,
  references: 'Sources',
  all: 'All symptoms',
  fixed: 'The fix is in place. Undo takes it back.',
};

/** What the course says around its lessons. English gives the shape of every language. */
export const lessons = { course, head, beat, predict, task, change, result, gallery };

export type LessonTexts = typeof lessons;
