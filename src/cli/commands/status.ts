import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { readScenarios } from '../readScenarios.ts';

/** Prints what the control plane would say of every object: enrolment, refusals and status. */
export function runStatus(files: readonly string[], json: boolean, { out, problem }: Output): ExitStatus {
  const { scenarios, problems } = readScenarios(files);
  problems.forEach((found) => {
    problem(problemLine(found));
  });
  const said = scenarios.map(({ opened }) => opened.controlPlane());
  const all = {
    enrolled: Object.assign({}, ...said.map(({ enrolled }) => enrolled)) as Readonly<Record<string, boolean>>,
    refused: Object.assign({}, ...said.map(({ refused }) => refused)) as Readonly<Record<string, string>>,
    status: Object.assign({}, ...said.map(({ status }) => status)) as Readonly<Record<string, unknown>>,
  };
  if (json) out(JSON.stringify(all, null, 2));
  else {
    for (const [pod, enrolled] of Object.entries(all.enrolled)) out(`${enrolled ? 'enrolled' : 'not enrolled'} ${pod}`);
    for (const [object, message] of Object.entries(all.refused)) out(`refused ${object}: ${message.trim()}`);
    for (const [object, status] of Object.entries(all.status)) statusLines(object, status).forEach(out);
  }
  return problems.length > 0 ? exitStatus.badInput : exitStatus.ok;
}

/** Conditions wherever they are: an object's own, a listener's, a route parent's. */
function statusLines(at: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isCondition(value)) {
    return [
      `${at}: ${value.type}=${value.status} ${value.reason}${value.message === undefined ? '' : ` (${value.message})`}`,
    ];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    statusLines(Array.isArray(value) || key === 'conditions' ? at : `${at} ${key}`, inner),
  );
}

interface ConditionShape {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message?: string;
}

function isCondition(value: object): value is ConditionShape {
  return 'type' in value && 'status' in value && 'reason' in value;
}
