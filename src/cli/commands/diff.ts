import { compareMatrices, type ReachabilityChange } from '#engine/reachability/compareMatrices.ts';
import { reachabilityMatrix } from '#engine/reachability/matrix.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { readScenarios } from '../readScenarios.ts';
import { cellText } from './matrix.ts';

/** Compares two states of a mesh: which request classes opened, closed, or changed their path. */
export function runDiff(files: readonly string[], json: boolean, { out, problem }: Output): ExitStatus {
  const [a, b, ...rest] = files;
  if (a === undefined || b === undefined || rest.length > 0) {
    problem('-:1:1 cli/usage diff needs two files');
    return exitStatus.badInput;
  }
  const [before, after] = [readScenarios([a]), readScenarios([b])];
  const problems = [...before.problems, ...after.problems];
  problems.forEach((found) => {
    problem(problemLine(found));
  });
  const cells = [before, after].map(({ scenarios }) =>
    scenarios.flatMap(({ opened }) => reachabilityMatrix(opened.mesh)),
  );
  const changes = compareMatrices(cells[0] ?? [], cells[1] ?? []);
  if (json) out(JSON.stringify(changes, null, 2));
  else {
    changes.flatMap(changeLines).forEach(out);
    out(countsText(changes));
  }
  if (problems.length > 0) return exitStatus.badInput;
  return changes.some(({ kind }) => kind === 'opened') ? exitStatus.found : exitStatus.ok;
}

function changeLines({ kind, key, before, after }: ReachabilityChange): readonly string[] {
  return [
    `${kind}  ${key}`,
    ...(before === undefined ? [] : [`  before  ${cellText(before)}`]),
    ...(after === undefined ? [] : [`  after   ${cellText(after)}`]),
  ];
}

function countsText(changes: readonly ReachabilityChange[]): string {
  const count = (kind: ReachabilityChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  return `${count('opened')} opened, ${count('closed')} closed, ${count('rerouted')} changed path`;
}
