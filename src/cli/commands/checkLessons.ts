import { readLesson } from '#scenario/lesson/readLesson.ts';
import { readSymptom } from '#scenario/lesson/readSymptom.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { checkLesson } from '../lessons/checkLesson.ts';
import { checkSymptom } from '../lessons/checkSymptom.ts';
import { readInput } from '../readInput.ts';

/** Checks lesson files and gallery entries as the build does, for whoever writes them. */
export async function runCheckLessons(names: readonly string[], { out, problem }: Output): Promise<ExitStatus> {
  let failures = 0;
  let unreadable = 0;
  for (const name of names) {
    const input = readInput(name);
    if (!input.ok) {
      problem(problemLine(input.problem));
      unreadable += 1;
      continue;
    }
    const { problems, check } = readTeaching(input.file.text);
    for (const { line, column, words } of problems) {
      problem(problemLine({ file: name, line, column, code: 'lesson', message: words }));
    }
    unreadable += problems.length;
    const found = problems.length > 0 ? [] : await check();
    failures += found.length;
    out(found.length === 0 && problems.length === 0 ? `ok ${name}` : `FAILED ${name}`);
    found.forEach((words) => {
      out(`  ${words}`);
    });
  }
  if (unreadable > 0) return exitStatus.badInput;
  return failures > 0 ? exitStatus.found : exitStatus.ok;
}

function readTeaching(source: string) {
  if (/^kind: Symptom$/m.test(source)) {
    const { symptom, problems } = readSymptom(source);
    return { problems, check: () => checkSymptom(symptom) };
  }
  const { lesson, problems } = readLesson(source);
  return { problems, check: () => checkLesson(lesson) };
}
