import type { Diagnostic, DiagnosticCode, DiagnosticParams, Severity, TextRange } from '#model/diagnostic.ts';

/** A diagnostic that knows its place in the text of its document or of the whole scenario. */
export type PlacedDiagnostic = Diagnostic & { readonly range: TextRange };

export function problem<C extends DiagnosticCode>(
  code: C,
  params: DiagnosticParams[C],
  range: TextRange,
  severity: Severity = 'error',
): PlacedDiagnostic {
  return { code, severity, params, range: { start: range.start, end: range.end } } as PlacedDiagnostic;
}

/** The same problem, seen from a text in which its document begins at `offset`. */
export function shifted(diagnostic: PlacedDiagnostic, offset: number): PlacedDiagnostic {
  const { range } = diagnostic;
  return { ...diagnostic, range: { start: range.start + offset, end: range.end + offset } };
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
