import type { Diagnostic } from '#model/diagnostic.ts';
import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import { stepOf, type Beat, type Lesson, type Prediction, type Task, type Texts } from '#model/lesson.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import { applyPatch } from '#scenario/lesson/documents.ts';
import { allHold, examine, type Examined } from './checkClaims.ts';
import { highlightFailures } from './highlightFailures.ts';

/**
 * Everything that must be true of a lesson, each failure in one line: its texts are there in both languages, its
 * events happen, its answers are what the engine says, each start fails its task, each solution passes, and no task is
 * passed by deleting something.
 */
export async function checkLesson(lesson: Lesson): Promise<readonly string[]> {
  const failures: string[] = [...textFailures(lesson)];
  const examined = lesson.documents.map((text) => examine(text));
  examined.forEach((document, index) => {
    failures.push(...documentFailures(document).map((found) => `document ${String(index)}: ${found}`));
  });
  for (const beat of lesson.beats) {
    const document = examined[beat.document];
    if (document === undefined) continue;
    const found = await beatFailures(beat, document, lesson.requests, lesson.documents[beat.document] ?? '');
    failures.push(...found.map((words) => `beat ${beat.id}: ${words}`));
  }
  for (const stage of lesson.stages) {
    failures.push(
      ...patchFailures(lesson.documents[0] ?? '', stage.patch).map((found) => `stage ${stage.id}: ${found}`),
    );
  }
  for (const task of lesson.tasks) {
    failures.push(...(await taskFailures(task, lesson, examined)).map((found) => `task ${task.id}: ${found}`));
  }
  return failures;
}

/** Nothing in a lesson is left open or unverified. */
function documentFailures({ opened }: Examined): readonly string[] {
  return opened.compiled.diagnostics
    .filter(({ severity, code }) => severity === 'error' && /^(document|admission)\//.test(code))
    .map((diagnostic: Diagnostic) => `${diagnostic.code} ${JSON.stringify(diagnostic.params)}`);
}

async function beatFailures(
  beat: Beat,
  examined: Examined,
  requests: readonly ScenarioRequest[],
  text: string,
): Promise<readonly string[]> {
  const failures = highlightFailures(beat.highlight, examined);
  if (beat.on.kind !== 'opened') {
    const { on } = beat;
    const request = requests.find(({ name }) => name === on.request);
    if (request === undefined) return [...failures, `no request ${on.request}`];
    const trace = await examined.trace(request);
    if (stepOf(on, trace) === undefined) {
      const codes = trace.hops.map(
        ({ at, phase, decisions }) => `${at.kind} ${phase} [${decisions.map(({ reason }) => reason.code).join(' ')}]`,
      );
      failures.push(`its event does not happen; the hops are ${codes.join(' → ')}`);
    }
    if (trace.verdict.kind === 'undetermined') failures.push('undetermined');
    if (trace.approximate.length > 0) failures.push(`approximate: ${trace.approximate.join(' ')}`);
  }
  if (beat.predict !== undefined) failures.push(...(await predictionFailures(beat.predict, examined, requests)));
  if (beat.contrast !== undefined) {
    const { contrast } = beat;
    failures.push(...patchFailures(text, contrast.patch));
    const request = requests.find(({ name }) => name === contrast.request);
    if (request === undefined) failures.push(`no request ${contrast.request}`);
    else {
      const other = examine(applyPatch(text, contrast.patch, () => undefined));
      const [a, b] = [await examined.trace(request), await other.trace(request)];
      if (JSON.stringify(a) === JSON.stringify(b)) failures.push('the two sides of the contrast are the same');
    }
  }
  return failures;
}

async function predictionFailures(
  { options, answer, choose }: Prediction,
  examined: Examined,
  requests: readonly ScenarioRequest[],
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { id, claims, hint } of options) {
    const isRight = await allHold(examined, claims, requests);
    if (isRight !== answer.includes(id)) {
      const why = await Promise.all(claims.map((claim) => examined.gaps(claim, requests)));
      failures.push(`option ${id} is ${isRight ? 'right' : `wrong (${why.flat().join('; ')})`}, says the engine`);
    }
    if (choose === 'one' && !answer.includes(id) && hint === undefined) failures.push(`option ${id} has no hint`);
  }
  if (choose === 'one' && answer.length !== 1) failures.push('one answer is to be chosen');
  if (options.length < 2) failures.push('a question needs two options');
  return failures;
}

function patchFailures(text: string, patch: Task['solution']): readonly string[] {
  const failures: string[] = [];
  const after = applyPatch(text, patch, (refusal) => failures.push(refusal));
  if (failures.length === 0 && after === text) failures.push('the patch changes nothing');
  return [...failures, ...documentFailures(examine(after))];
}

async function taskFailures(task: Task, lesson: Lesson, examined: readonly Examined[]): Promise<readonly string[]> {
  const failures: string[] = [];
  const [start, solved] = [examined[task.document], examined[task.solved]];
  if (start === undefined || solved === undefined) return ['no document'];
  for (const goal of task.goals) {
    for (const claim of goal.claims) {
      const gaps = await solved.gaps(claim, task.requests);
      failures.push(...gaps.map((found) => `the solution misses goal ${goal.id}: ${found}`));
    }
  }
  if (await passes(task, start)) failures.push('the start passes already');
  if (await passes(task, examine(''))) failures.push('an empty page passes');
  const text = lesson.documents[task.document] ?? '';
  for (const refs of deletions(start)) {
    const after = applyPatch(text, [{ kind: 'remove-resources', refs }], () => undefined);
    if (await passes(task, examine(after))) failures.push(`deleting ${refs.map(keyOf).join(', ')} passes`);
  }
  return failures;
}

async function passes({ goals, requests }: Task, examined: Examined): Promise<boolean> {
  return allHold(
    examined,
    goals.flatMap(({ claims }) => claims),
    requests,
  );
}

/** Each object by itself, and all policies together: what somebody would try who wants the ticks and not the point. */
function deletions({ opened }: Examined): readonly (readonly ResourceRef[])[] {
  const refs = opened.compiled.manifests.flatMap(({ resources }) => resources);
  const policies = refs.filter(({ kind }) => kind.endsWith('Policy') || kind === 'PeerAuthentication');
  const all = policies.length > 1 ? [policies] : [];
  return [...refs.map((ref) => [ref]), ...all].filter(
    ([first], index, list) => first !== undefined && list.findIndex((other) => sameList(other, list[index])) === index,
  );
}

function sameList(a: readonly ResourceRef[], b: readonly ResourceRef[] | undefined): boolean {
  return a.length === b?.length && a.every((ref, index) => sameResource(ref, b[index] ?? ref));
}

function textFailures(lesson: Lesson): readonly string[] {
  return textsIn(lesson, []).flatMap(([path, { en, zh }]) => {
    if (/\p{Script=Han}/u.test(en)) return [`${path}: Chinese in the English text`];
    const isWords = /[a-z]{3} [a-z]{2}/i.test(en);
    return isWords && !/\p{Script=Han}/u.test(zh) ? [`${path}: the Chinese text has no Chinese`] : [];
  });
}

function textsIn(value: unknown, path: readonly string[]): readonly (readonly [string, Texts])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && 'zh' in value) return [[path.join('.'), value as Texts]];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => textsIn(inner, [...path, key]));
}
