const full = /[\u2e80-\u9fff\uff00-\uffef]/u;
const narrow = /[ijlftrI.,:;|'!()[\]·/ -]/;
const wide = /[mwMW@→]/;

/** How wide a text comes out at a font size, reckoned and not measured, so that it is the same everywhere. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).reduce((width, character) => width + size * shareOf(character), 0);
}

function shareOf(character: string): number {
  if (full.test(character)) return 1;
  if (narrow.test(character)) return 0.36;
  return wide.test(character) ? 0.88 : 0.6;
}

/** The text, cut off with an ellipsis where it would be wider than that. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** The text in lines no wider than that, broken at spaces, or anywhere in Chinese. */
export function wrapped(text: string, size: number, width: number): readonly string[] {
  const pieces = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].filter((each) => each !== '').map((each) => fitted(each, size, width));
}
