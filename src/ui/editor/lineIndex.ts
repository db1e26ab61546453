import type { TextRange } from '#model/diagnostic.ts';

/** Where each line of a text begins, for going between offsets and lines. */
export interface LineIndex {
  readonly text: string;
  readonly starts: readonly number[];
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The line that an offset lies in, from 0. */
export function lineAt({ starts }: LineIndex, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Line and column as editors count them, from 1. */
export function placeAt(index: LineIndex, offset: number): { readonly line: number; readonly column: number } {
  const line = lineAt(index, offset);
  return { line: line + 1, column: offset - (index.starts[line] ?? 0) + 1 };
}

/** A line without its line break, and without the carriage return of Windows. */
export function lineText({ text, starts }: LineIndex, line: number): string {
  const start = starts[line] ?? text.length;
  const end = starts[line + 1] ?? text.length + 1;
  const content = text.slice(start, end - 1);
  return content.endsWith('\r') ? content.slice(0, -1) : content;
}

/** First and last line of a range; the line break at its end does not count as a line of its own. */
export function linesOf(
  index: LineIndex,
  { start, end }: TextRange,
): { readonly first: number; readonly last: number } {
  const first = lineAt(index, start);
  const trimmed = index.text.slice(start, end).trimEnd().length;
  return { first, last: Math.max(first, lineAt(index, start + Math.max(0, trimmed - 1))) };
}
