import { placeLabel, type Curve, type Point, type Rect } from '../canvas/geometry.ts';

const chipHeight = 18;
const wideCharacters = /[⺀-鿿＀-￯]/gu;

/** Finds a place for a chip with this text. The width is reckoned, not measured, so that it is the same everywhere. */
export function sizeOfChip(
  text: string,
  curve: Curve,
  taken: readonly Rect[],
): { readonly rect: Rect; readonly centre: Point } {
  const wide = text.match(wideCharacters)?.length ?? 0;
  const width = Math.round((text.length - wide) * 6 + wide * 10.5 + 16);
  const centre = placeLabel(curve, { width, height: chipHeight }, taken);
  return { rect: { x: centre.x - width / 2, y: centre.y - chipHeight / 2, width, height: chipHeight }, centre };
}
