import { expectationGaps } from '#model/expectationGaps.ts';
import type { Expectation } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { readScenarios } from '../readScenarios.ts';

/** Checks every `expect` of the scenarios. */
export async function runTest(files: readonly string[], { out, problem }: Output): Promise<ExitStatus> {
  const { scenarios, problems } = readScenarios(files);
  problems.forEach((found) => {
    problem(problemLine(found));
  });
  const results: { readonly name: string; readonly unmet: readonly string[] }[] = [];
  for (const { name, opened } of scenarios) {
    for (const request of opened.spec.requests) {
      if (request.expect === undefined) continue;
      const unmet = gapsText(await opened.send(request), request.expect);
      results.push({ name: `${name} ${request.name}`, unmet });
    }
  }
  for (const { name, unmet } of results) out(unmet.length === 0 ? `ok ${name}` : `FAILED ${name}: ${unmet.join('; ')}`);
  const failures = results.filter(({ unmet }) => unmet.length > 0).length;
  out(`${results.length - failures} passed, ${failures} failed`);
  if (problems.length > 0) return exitStatus.badInput;
  return failures > 0 ? exitStatus.found : exitStatus.ok;
}

/** `field: found, expected` for each field that is not met. */
function gapsText(trace: Trace, expect: Expectation): readonly string[] {
  return expectationGaps(trace, expect).map(
    ({ field, found, expected }) => `${field}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`,
  );
}
