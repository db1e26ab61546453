import type { Diagnostic, Severity, TextRange } from '#model/diagnostic.ts';
import { lineAt, linesOf, type LineIndex } from './lineIndex.ts';

export type MarkTone = 'lit' | 'l7' | 'hbone' | 'selected' | 'revealed';

/** What the view draws on one line. */
export interface LineMark {
  readonly tone?: MarkTone;
  readonly severity?: Severity;
  readonly messages: readonly string[];
  /** Columns of the underline, from 0. */
  readonly underline?: { readonly start: number; readonly end: number };
}

export interface MarkSources {
  /** Fields the shown hop rests on. */
  readonly fields: readonly TextRange[];
  /** The one of them that decided, to bring into view. */
  readonly keyField: TextRange | undefined;
  readonly fieldTone: 'l7' | 'hbone';
  /** The manifests of what is selected. */
  readonly selected: readonly TextRange[];
  /** What a lesson points at. */
  readonly lit: readonly TextRange[];
  /** What somebody asked to see last. */
  readonly revealed: TextRange | undefined;
  readonly problems: readonly { readonly diagnostic: Diagnostic; readonly message: string }[];
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Marks by line. What was asked for wins over the fields of the hop, these over the selection; the worst problem of a line gives it its underline. */
export function lineMarks(index: LineIndex, sources: MarkSources): ReadonlyMap<number, LineMark> {
  const marks = new Map<number, LineMark>();
  const change = (line: number, part: Partial<LineMark>): void => {
    marks.set(line, { messages: [], ...marks.get(line), ...part });
  };
  for (const range of sources.selected)
    eachLine(index, range, (line) => {
      change(line, { tone: 'selected' });
    });
  for (const range of sources.fields)
    eachLine(index, range, (line) => {
      change(line, { tone: sources.fieldTone });
    });
  for (const range of sources.lit)
    eachLine(index, range, (line) => {
      change(line, { tone: 'lit' });
    });
  if (sources.revealed !== undefined) {
    eachLine(index, sources.revealed, (line) => {
      change(line, { tone: 'revealed' });
    });
  }
  for (const { diagnostic, message } of sources.problems) {
    if (diagnostic.range === undefined) continue;
    const line = lineAt(index, diagnostic.range.start);
    const before = marks.get(line);
    change(line, { messages: [...(before?.messages ?? []), message] });
    if (before?.severity !== undefined && rank[before.severity] <= rank[diagnostic.severity]) continue;
    const from = index.starts[line] ?? 0;
    const start = diagnostic.range.start - from;
    const lineEnd = (index.starts[line + 1] ?? index.text.length + 1) - 1 - from;
    const end = Math.max(start + 1, Math.min(diagnostic.range.end - from, lineEnd));
    change(line, { severity: diagnostic.severity, underline: { start, end } });
  }
  return marks;
}

function eachLine(index: LineIndex, range: TextRange, visit: (line: number) => void): void {
  const { first, last } = linesOf(index, range);
  for (let line = first; line <= last; line += 1) visit(line);
}
