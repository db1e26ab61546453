import type { TextChange } from '#model/compiled.ts';

/** The text after all changes; they are sorted and do not overlap. */
export function withChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let from = 0;
  for (const change of changes) {
    result += text.slice(from, change.start) + change.insert;
    from = change.end;
  }
  return result + text.slice(from);
}
