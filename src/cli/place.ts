/** A place in a text as people count it, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where an offset lies in a text. Columns count UTF-16 units, as editors do. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset));
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}
