import type { Diagnostic } from '#model/diagnostic.ts';
import { pathText, refText } from '../diagnosticText.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { readScenarios, type NamedScenario } from '../readScenarios.ts';
import { sentenceOfDiagnostic } from '../sentences.ts';

/** Prints every diagnostic of the files, worst first. */
export function runLint(files: readonly string[], json: boolean, { out, problem }: Output): ExitStatus {
  const { scenarios, problems } = readScenarios(files);
  problems.forEach((found) => {
    problem(problemLine(found));
  });
  const found = scenarios.flatMap((scenario) =>
    scenario.opened.diagnostics.map((diagnostic) => located(scenario, diagnostic)),
  );
  if (json) out(JSON.stringify(found, null, 2));
  else {
    for (const { file, line, column, severity, code, resource, path, message } of found)
      out(
        `${file}:${line}:${column} ${severity} ${code} ${[resource, path, message].filter((word) => word !== '').join(' ')}`,
      );
  }
  if (problems.length > 0) return exitStatus.badInput;
  return found.some(({ severity }) => severity === 'error') ? exitStatus.found : exitStatus.ok;
}

function located({ locate }: NamedScenario, diagnostic: Diagnostic) {
  const { code, severity, resource, path, params } = diagnostic;
  return {
    code: code as string,
    severity,
    resource: resource === undefined ? '' : refText(resource),
    path: path === undefined ? '' : pathText(path),
    ...locate(diagnostic.range),
    message: sentenceOfDiagnostic(diagnostic),
    params,
  };
}
