import { placeLabel, type Curve, type Point, type Rect } from '../canvas/geometry.ts';
import { labelWidth } from './labelWidth.ts';

const chipHeight = 18;

/** Finds a place for a chip with this text. */
export function sizeOfChip(
  text: string,
  curve: Curve,
  taken: readonly Rect[],
): { readonly rect: Rect; readonly centre: Point } {
  const width = labelWidth(text);
  const centre = placeLabel(curve, { width, height: chipHeight }, taken);
  return { rect: { x: centre.x - width / 2, y: centre.y - chipHeight / 2, width, height: chipHeight }, centre };
}
