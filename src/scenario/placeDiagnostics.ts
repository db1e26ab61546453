import type { Diagnostic, Severity } from '#model/diagnostic.ts';
import { locate } from './locate.ts';
import type { ParsedScenario } from './parsedScenario.ts';

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Gives every diagnostic that names a field its place in the text; worst first, then by place. */
export function placeDiagnostics(parsed: ParsedScenario, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics
    .map((diagnostic) => placed(parsed, diagnostic))
    .sort((a, b) => rank[a.severity] - rank[b.severity] || (a.range?.start ?? 0) - (b.range?.start ?? 0));
}

function placed(parsed: ParsedScenario, diagnostic: Diagnostic): Diagnostic {
  const { resource, path = [] } = diagnostic;
  if (diagnostic.range !== undefined || resource === undefined) return diagnostic;
  const range = locate(parsed, { resource, path });
  return range === undefined ? diagnostic : { ...diagnostic, range };
}
