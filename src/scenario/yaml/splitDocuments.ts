/** One YAML document of the text: its place, and the text itself with the `---` line that opens it. */
export interface Chunk {
  readonly start: number;
  readonly source: string;
}

const boundary = /^(?:---(?=[ \t\r\n]|$)|\.\.\.(?=[ \t\r\n]|$)[^\n]*\n?)/gm;
const onlyDirectives = /^(?:[ \t\r]*(?:#[^\n]*)?\n|%[^\n]*\n)*$/;

/**
 * Cuts the text where a document begins or ends. `---` and `...` at the start of a line always do, even in the middle of
 * a broken document, so one of those never hides the others. Nothing is lost: the chunks together are the text.
 */
export function splitDocuments(text: string): readonly Chunk[] {
  const cuts: number[] = [];
  for (const match of text.matchAll(boundary)) {
    const cut = match[0].startsWith('-') ? match.index : match.index + match[0].length;
    // `%YAML` lines belong to the document that the marker opens.
    const from = cuts.at(-1) ?? 0;
    if (match[0].startsWith('-') && isPreamble(text.slice(from, cut))) continue;
    if (cut > from && cut < text.length) cuts.push(cut);
  }
  const starts = [0, ...cuts];
  return starts.map((start, index) => ({ start, source: text.slice(start, starts[index + 1] ?? text.length) }));
}

function isPreamble(between: string): boolean {
  return between.includes('%') && onlyDirectives.test(between);
}
