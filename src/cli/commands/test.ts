import { expectationGaps } from '#model/expectationGaps.ts';
import type { Expectation, ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { readScenarios } from '../readScenarios.ts';

/** Checks every `expect` of the scenarios. */
export function runTest(files: readonly string[], { out, problem }: Output): ExitStatus {
  const { scenarios, problems } = readScenarios(files);
  problems.forEach((found) => {
    problem(problemLine(found));
  });
  const results = scenarios.flatMap(({ name, opened }) =>
    opened.spec.requests.flatMap((request) =>
      request.expect === undefined
        ? []
        : [{ name: `${name} ${request.name}`, unmet: check(request, request.expect, opened.send) }],
    ),
  );
  for (const { name, unmet } of results) out(unmet.length === 0 ? `ok ${name}` : `FAILED ${name}: ${unmet.join('; ')}`);
  const failures = results.filter(({ unmet }) => unmet.length > 0).length;
  out(`${results.length - failures} passed, ${failures} failed`);
  if (problems.length > 0) return exitStatus.badInput;
  return failures > 0 ? exitStatus.found : exitStatus.ok;
}

/** `field: found, expected` for each field that is not met. */
function check(
  request: ScenarioRequest,
  expect: Expectation,
  send: (request: ScenarioRequest) => Trace,
): readonly string[] {
  return expectationGaps(send(request), expect).map(
    ({ field, found, expected }) => `${field}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`,
  );
}
