import { reachabilityMatrix, type MatrixCell } from '#engine/reachability/matrix.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { readScenarios } from '../readScenarios.ts';

/** Prints every caller × destination, with the guard it met. */
export function runMatrix(files: readonly string[], json: boolean, { out, problem }: Output): ExitStatus {
  const { scenarios, problems } = readScenarios(files);
  problems.forEach((found) => {
    problem(problemLine(found));
  });
  const cells = scenarios.flatMap(({ opened }) => reachabilityMatrix(opened.mesh));
  if (json) out(JSON.stringify(cells, null, 2));
  else cells.map(cellText).forEach(out);
  return problems.length > 0 ? exitStatus.badInput : exitStatus.ok;
}

/** `delivered 200 shop/a → GET http://…  via shop/waypoint; ztunnel allow shop/p`. */
export function cellText({ key, verdict, status, client, deniedBy, waypoints, guards }: MatrixCell): string {
  const outcome = [verdict, status === null ? client : String(status)].join(' ');
  const via = waypoints.length === 0 ? [] : [`via ${waypoints.join(', ')}`];
  const met = guards.map(({ at, result, policies }) => `${at} ${result} ${policies.join(', ')}`);
  const by = deniedBy === null ? [] : [`denied by ${deniedBy}`];
  const rest = [...via, ...met, ...by].join('; ');
  return `${outcome}  ${key}${rest === '' ? '' : `  ${rest}`}`;
}
