import {
  lessonParts,
  type Beat,
  type BeatEvent,
  type Contrast,
  type Goal,
  type Hint,
  type Lesson,
  type Prediction,
  type Stage,
  type Task,
} from '#model/lesson.ts';
import { scenarioApiVersion, type ScenarioRequest } from '#model/scenario.ts';
import {
  child,
  isAbsent,
  readChoice,
  readEntries,
  readList,
  readPositiveInteger,
  readNumber,
  readText,
  reportMissing,
  reportUnknown,
  type Field,
  type FieldReader,
} from '../fieldReader.ts';
import { parseScenario } from '../parseScenario.ts';
import { readClaims } from './readClaim.ts';
import { collectDocuments, type Documents } from './documents.ts';
import { openTeachingFile, type TeachingProblem } from './teachingFile.ts';
import {
  needText,
  proxies,
  readDiagnosticCode,
  readHighlights,
  readOptionalTexts,
  readPatch,
  readReasonCode,
  readReferences,
  readTexts,
} from './lessonReader.ts';

export const lessonKind = 'Lesson';

export interface ReadLesson {
  readonly lesson: Lesson;
  readonly problems: readonly TeachingProblem[];
}

interface Context {
  readonly reader: FieldReader;
  readonly documents: Documents;
  complain(field: Field, words: string): void;
}

/** Reads one lesson file field by field. What does not fit is a problem with line and column; nothing throws. */
export function readLesson(source: string): ReadLesson {
  const file = openTeachingFile(source);
  const { reader, root: document } = file;
  const spec = child(document, 'spec');
  const context: Context = { reader, documents: collectDocuments(), complain: file.complain };
  if (child(document, 'apiVersion').value !== scenarioApiVersion) {
    context.complain(child(document, 'apiVersion'), `apiVersion must be ${scenarioApiVersion}`);
  }
  reportUnknown(reader, document, ['apiVersion', 'kind', 'metadata', 'spec']);
  readEntries(reader, spec);
  reportUnknown(reader, spec, specFields);
  const start = context.documents.add(needText(reader, child(spec, 'scenario')) + '\n');
  const lesson: Lesson = {
    slug: needText(reader, child(child(document, 'metadata'), 'name')),
    number: readNumber(reader, child(spec, 'number')) ?? 0,
    part: readChoice(reader, child(spec, 'part'), lessonParts) ?? 'first',
    minutes: readPositiveInteger(reader, child(spec, 'minutes')) ?? 5,
    title: readTexts(reader, child(spec, 'title')),
    summary: readTexts(reader, child(spec, 'summary')),
    misconception: readTexts(reader, child(spec, 'misconception')),
    beats: readBeats(context, child(spec, 'beats'), start),
    stages: readList(reader, child(spec, 'stages')).map((stage) => readStage(context, stage)),
    tasks: readList(reader, child(spec, 'tasks')).map((task) => readTask(context, task, start)),
    references: readReferences(reader, child(spec, 'references')),
    requests: requestsOf(context.documents.texts[start]),
    documents: context.documents.texts,
  };
  unique(context, child(spec, 'beats'), lesson.beats);
  unique(context, child(spec, 'tasks'), lesson.tasks);
  return { lesson, problems: file.problems() };
}

const specFields = [
  'number',
  'part',
  'minutes',
  'title',
  'summary',
  'misconception',
  'scenario',
  'beats',
  'stages',
  'tasks',
  'references',
];

function readBeats(context: Context, field: Field, start: number): readonly Beat[] {
  let document = start;
  return readList(context.reader, field).map((beat) => {
    const read = readBeat(context, beat, document);
    ({ document } = read);
    return read;
  });
}

function readBeat(context: Context, field: Field, before: number): Beat {
  const { reader } = context;
  reportUnknown(reader, field, ['id', 'on', 'text', 'notes', 'patch', 'highlight', 'predict', 'contrast']);
  const patch = readPatch(reader, child(field, 'patch'));
  const notes = readOptionalTexts(reader, child(field, 'notes'));
  const predict = readPrediction(context, child(field, 'predict'));
  const contrast = readContrast(context, child(field, 'contrast'));
  return {
    id: needText(reader, child(field, 'id')),
    on: readEvent(context, child(field, 'on')),
    text: readTexts(reader, child(field, 'text')),
    ...(notes === undefined ? {} : { notes }),
    patch,
    document: context.documents.patched(before, patch, (refusal) => {
      context.complain(child(field, 'patch'), refusal);
    }),
    highlight: readHighlights(reader, child(field, 'highlight')),
    ...(predict === undefined ? {} : { predict }),
    ...(contrast === undefined ? {} : { contrast }),
  };
}

function readEvent({ reader, complain }: Context, field: Field): BeatEvent {
  if (field.value === 'opened') return { kind: 'opened' };
  reportUnknown(reader, field, ['request', 'verdict', 'at', 'phase', 'reason']);
  const request = needText(reader, child(field, 'request'));
  const at = readChoice(reader, child(field, 'at'), proxies);
  const phase = readChoice(reader, child(field, 'phase'), phases);
  const reason = readReasonCode(reader, child(field, 'reason'));
  const verdict = child(field, 'verdict');
  if (!isAbsent(verdict)) {
    if (verdict.value !== true || (at ?? phase ?? reason) !== undefined)
      complain(verdict, 'verdict: true stands alone');
    return { kind: 'verdict', request };
  }
  return {
    kind: 'hop',
    request,
    ...(at === undefined ? {} : { at }),
    ...(phase === undefined ? {} : { phase }),
    ...(reason === undefined ? {} : { reason }),
  };
}

const phases = [
  'app',
  'outbound',
  'kube-proxy',
  'network',
  'waypoint',
  'gateway',
  'sidecar-outbound',
  'sidecar-inbound',
  'inbound',
  'inbound-passthrough',
  'external',
] as const;

function readPrediction(context: Context, field: Field): Prediction | undefined {
  const { reader } = context;
  if (isAbsent(field)) return undefined;
  reportUnknown(reader, field, ['question', 'choose', 'options', 'answer', 'after']);
  const options = readList(reader, child(field, 'options')).map((option) => {
    reportUnknown(reader, option, ['id', 'text', 'claims', 'hint']);
    const claims = readClaims(reader, child(option, 'claims'));
    if (claims.length === 0) reportMissing(reader, child(option, 'claims'));
    const hint = readOptionalTexts(reader, child(option, 'hint'));
    return {
      id: needText(reader, child(option, 'id')),
      text: readTexts(reader, child(option, 'text')),
      claims,
      ...(hint === undefined ? {} : { hint }),
    };
  });
  unique(context, child(field, 'options'), options);
  const answer = readList(reader, child(field, 'answer')).flatMap((id) => readText(reader, id) ?? []);
  const stranger = answer.find((id) => !options.some((option) => option.id === id));
  if (stranger !== undefined || answer.length === 0) {
    context.complain(child(field, 'answer'), `answer must name options: ${stranger ?? 'none given'}`);
  }
  const after = readOptionalTexts(reader, child(field, 'after'));
  return {
    question: readTexts(reader, child(field, 'question')),
    choose: readChoice(reader, child(field, 'choose'), ['one', 'many']) ?? 'one',
    options,
    answer,
    ...(after === undefined ? {} : { after }),
  };
}

function readContrast({ reader }: Context, field: Field): Contrast | undefined {
  if (isAbsent(field)) return undefined;
  reportUnknown(reader, field, ['request', 'patch', 'before', 'after']);
  return {
    request: needText(reader, child(field, 'request')),
    patch: readPatch(reader, child(field, 'patch')),
    before: readTexts(reader, child(field, 'before')),
    after: readTexts(reader, child(field, 'after')),
  };
}

function readStage({ reader }: Context, field: Field): Stage {
  reportUnknown(reader, field, ['id', 'text', 'patch']);
  return {
    id: needText(reader, child(field, 'id')),
    text: readTexts(reader, child(field, 'text')),
    patch: readPatch(reader, child(field, 'patch')),
  };
}

/** Begins at its own `scenario`, else at that of the lesson, with `patch` carried out. */
function readTask(context: Context, field: Field, lessonStart: number): Task {
  const { reader, documents } = context;
  reportUnknown(reader, field, taskFields);
  const own = readText(reader, child(field, 'scenario'));
  const refused = (key: string) => (refusal: string) => {
    context.complain(child(field, key), refusal);
  };
  const origin = own === undefined ? lessonStart : documents.add(own);
  const document = documents.patched(origin, readPatch(reader, child(field, 'patch')), refused('patch'));
  const solution = readPatch(reader, child(field, 'solution'));
  const goals = readList(reader, child(field, 'goals')).map((goal) => readGoal(context, goal));
  if (goals.length === 0) reportMissing(reader, child(field, 'goals'));
  if (solution.length === 0) reportMissing(reader, child(field, 'solution'));
  unique(context, child(field, 'goals'), goals);
  const solved = documents.patched(document, solution, refused('solution'));
  const after = readOptionalTexts(reader, child(field, 'after'));
  return {
    id: needText(reader, child(field, 'id')),
    title: readTexts(reader, child(field, 'title')),
    brief: readTexts(reader, child(field, 'brief')),
    document,
    requests: requestsOf(documents.texts[document]),
    goals,
    hints: readList(reader, child(field, 'hints')).map((hint) => readHint(context, hint, goals)),
    solution,
    solved,
    ...(after === undefined ? {} : { after }),
  };
}

const taskFields = ['id', 'title', 'brief', 'scenario', 'patch', 'goals', 'hints', 'solution', 'after'];

function readGoal({ reader }: Context, field: Field): Goal {
  reportUnknown(reader, field, ['id', 'text', 'claims']);
  const claims = readClaims(reader, child(field, 'claims'));
  if (claims.length === 0) reportMissing(reader, child(field, 'claims'));
  return { id: needText(reader, child(field, 'id')), text: readTexts(reader, child(field, 'text')), claims };
}

function readHint(context: Context, field: Field, goals: readonly Goal[]): Hint {
  const { reader } = context;
  reportUnknown(reader, field, ['goal', 'diagnostic', 'text']);
  const text = readTexts(reader, child(field, 'text'));
  const diagnostic = readDiagnosticCode(reader, child(field, 'diagnostic'));
  if (diagnostic !== undefined) return { when: { kind: 'diagnostic', diagnostic }, text };
  const goal = needText(reader, child(field, 'goal'));
  if (!goals.some(({ id }) => id === goal)) context.complain(child(field, 'goal'), `no goal ${goal}`);
  return { when: { kind: 'goal', goal }, text };
}

function requestsOf(text: string | undefined): readonly ScenarioRequest[] {
  return text === undefined ? [] : parseScenario(text).spec.requests;
}

function unique({ complain }: Context, field: Field, named: readonly { readonly id: string }[]): void {
  const ids = named.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) complain(field, `two of them are called ${twice}`);
  const odd = ids.find((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id));
  if (odd !== undefined) complain(field, `${JSON.stringify(odd)} is no id: lower-case letters, digits and hyphens`);
}
