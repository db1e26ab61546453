const wideCharacters = /[⺀-鿿＀-￯]/gu;

/** Width of a small label with this text. It is reckoned, not measured, so that it is the same everywhere. */
export function labelWidth(text: string): number {
  const wide = text.match(wideCharacters)?.length ?? 0;
  return Math.round((text.length - wide) * 6 + wide * 10.5 + 16);
}
