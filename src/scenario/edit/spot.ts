import type { ListNode, MapEntry, MapNode, SourceNode } from '../yaml/sourceTree.ts';

/** A node with what surrounds it, as far as writing in its place has to know. */
export interface Spot {
  readonly source: string;
  readonly node: SourceNode;
  readonly holder:
    | { readonly kind: 'root' }
    | { readonly kind: 'entry'; readonly map: MapNode; readonly entry: MapEntry }
    | { readonly kind: 'item'; readonly list: ListNode; readonly index: number };
  /** True within brackets, where line ends mean nothing. */
  readonly inFlow: boolean;
}

/** A replacement of one range of a document. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

export function columnOf(source: string, offset: number): number {
  return offset - (source.lastIndexOf('\n', offset - 1) + 1);
}

/** The end of the line an offset is in, before its line end. */
export function lineEndOf(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  if (end === -1) return source.length;
  return source[end - 1] === '\r' ? end - 1 : end;
}

/** The start of the next line, or the end of the text. */
export function nextLineOf(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  return end === -1 ? source.length : end + 1;
}

/** New lines end as those of the document do. */
export function withLineEndsOf(source: string, text: string): string {
  return source.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

/** Where an entry's text ends, with nothing after its colon counted as empty. */
export function entryEnd({ key, value, afterColon }: MapEntry): number {
  return Math.max(value.end, afterColon ?? key.end);
}

/** True where the mapping quotes its keys as JSON does; what is added will do the same. */
export function quotesKeys({ entries }: MapNode): boolean {
  const key = entries[0]?.key;
  return key?.kind === 'scalar' && key.style === 'double';
}
