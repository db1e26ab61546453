export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** A box that lines end at. `mark` is the side its proxy mark sits on, where lines stop a little earlier. */
export interface Box extends Rect {
  readonly mark?: 'left' | 'right';
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** A cubic Bézier curve. */
export interface Curve {
  readonly from: Point;
  readonly control1: Point;
  readonly control2: Point;
  readonly to: Point;
}

/** Half the width of a proxy mark, which is centred on the border of its node. */
export const markRadius = 12;

const directions: Readonly<Record<Side, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

function centre(box: Rect): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function anchor(box: Box, side: Side): Point {
  const middle = centre(box);
  const reach = box.mark === side ? markRadius : 0;
  switch (side) {
    case 'left':
      return { x: box.x - reach, y: middle.y };
    case 'right':
      return { x: box.x + box.width + reach, y: middle.y };
    case 'top':
      return { x: middle.x, y: box.y };
    case 'bottom':
      return { x: middle.x, y: box.y + box.height };
  }
}

/**
 * Decides by which sides a line leaves one box and enters another: sideways where there is room between them, else from
 * above or below; a steep way through a narrow gap leaves at the bottom and still enters at the side, at the mark.
 */
export function sidesBetween(from: Box, to: Box): readonly [Side, Side] {
  const right = to.x - (from.x + from.width);
  const left = from.x - (to.x + to.width);
  const below = to.y - (from.y + from.height);
  const above = from.y - (to.y + to.height);
  const gap = Math.max(right, left);
  if (gap < 24) {
    if (below >= 0) return ['bottom', 'top'];
    if (above >= 0) return ['top', 'bottom'];
  }
  const towards: Side = right >= left ? 'right' : 'left';
  const facing: Side = towards === 'right' ? 'left' : 'right';
  const drop = Math.max(below, above);
  if (gap < 48 && drop > 1.2 * gap) return [below > above ? 'bottom' : 'top', facing];
  return [towards, facing];
}

/** A curve that leaves and enters at right angles to the sides. */
export function curveBySides(from: Box, to: Box, [leave, enter]: readonly [Side, Side], most = 130): Curve {
  const start = anchor(from, leave);
  const end = anchor(to, enter);
  const distance = Math.hypot(end.x - start.x, end.y - start.y);
  const bend = leave === enter ? Math.max(64, Math.min(distance, most)) : Math.min(Math.max(24, distance * 0.5), most);
  return {
    from: start,
    control1: { x: start.x + directions[leave].x * bend, y: start.y + directions[leave].y * bend },
    control2: { x: end.x + directions[enter].x * bend, y: end.y + directions[enter].y * bend },
    to: end,
  };
}

/** The curve of a line between two nodes; a loop above it where both are the same. */
export function curveBetween(from: Box, to: Box): Curve {
  if (from.x === to.x && from.y === to.y) return loopAbove(from);
  if (areStacked(from, to)) {
    const side = to.mark ?? 'right';
    return curveBySides(from, to, [side, side], 96);
  }
  return curveBySides(from, to, sidesBetween(from, to));
}

/** How far the two halves of a line are moved to pass what stands in its way; the first way that is free is taken. */
const lifts = [
  [0, 0],
  [-96, -96],
  [96, 96],
  [-160, -160],
  [160, 160],
  [-160, -232],
  [160, 232],
  [-232, -160],
  [232, 160],
  [-240, -240],
  [240, 240],
] as const;

/** The curve, bent to one side where it would run across other boxes; its ends stay at the marks. */
export function bentAround(curve: Curve, others: readonly Rect[]): Curve {
  const bent = lifts.map(([first, second]) => ({
    ...curve,
    control1: { x: curve.control1.x, y: curve.control1.y + first },
    control2: { x: curve.control2.x, y: curve.control2.y + second },
  }));
  const hits = bent.map((candidate) => crossings(candidate, others));
  return bent[hits.indexOf(Math.min(...hits))] ?? curve;
}

/** How many boxes a curve runs across. */
function crossings(curve: Curve, others: readonly Rect[]): number {
  const shares = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);
  const points = shares.map((share) => ({ ...pointOn(curve, share), width: 0, height: 0 }));
  return others.filter((other) => points.some((point) => overlaps(point, other, 4))).length;
}

/** One above the other with too little room between them for a line and its label: the line goes round the side. */
function areStacked(from: Box, to: Box): boolean {
  const across = Math.max(to.x - (from.x + from.width), from.x - (to.x + to.width));
  const between = Math.max(to.y - (from.y + from.height), from.y - (to.y + to.height));
  return across < -from.width / 2 && between < 90;
}

function loopAbove(box: Box): Curve {
  const from = { x: box.x + box.width * 0.75, y: box.y };
  const to = { x: box.x + box.width * 0.25, y: box.y };
  return { from, control1: { x: from.x + 24, y: box.y - 64 }, control2: { x: to.x - 24, y: box.y - 64 }, to };
}

export function pathOf({ from, control1, control2, to }: Curve): string {
  const pair = ({ x, y }: Point): string => `${String(round(x))} ${String(round(y))}`;
  return `M${pair(from)} C${pair(control1)} ${pair(control2)} ${pair(to)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function pointOn({ from, control1, control2, to }: Curve, t: number): Point {
  const s = 1 - t;
  const a = s * s * s;
  const b = 3 * s * s * t;
  const c = 3 * s * t * t;
  const d = t * t * t;
  return {
    x: a * from.x + b * control1.x + c * control2.x + d * to.x,
    y: a * from.y + b * control1.y + c * control2.y + d * to.y,
  };
}

const samples = 48;

/** Points at equal distances along a curve, for anything that moves on it at a steady pace. */
export function samplesOf(curve: Curve): (share: number) => Point {
  const points: Point[] = [];
  const lengths: number[] = [];
  let length = 0;
  for (let index = 0; index <= samples; index += 1) {
    const point = pointOn(curve, index / samples);
    const before = points[index - 1];
    if (before !== undefined) length += Math.hypot(point.x - before.x, point.y - before.y);
    points.push(point);
    lengths.push(length);
  }
  return (share) => {
    const wanted = Math.min(Math.max(share, 0), 1) * length;
    const index = Math.max(
      1,
      lengths.findIndex((reached) => reached >= wanted),
    );
    const [before, after] = [points[index - 1] ?? curve.from, points[index] ?? curve.to];
    const [start, end] = [lengths[index - 1] ?? 0, lengths[index] ?? length];
    const part = end === start ? 0 : (wanted - start) / (end - start);
    return { x: before.x + (after.x - before.x) * part, y: before.y + (after.y - before.y) * part };
  };
}

export function overlaps(a: Rect, b: Rect, margin = 0): boolean {
  return (
    a.x < b.x + b.width + margin &&
    b.x < a.x + a.width + margin &&
    a.y < b.y + b.height + margin &&
    b.y < a.y + a.height + margin
  );
}

const labelShares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/** Where on or beside a curve a label covers nothing else; its middle where it always does. Returns the label's centre. */
export function placeLabel(
  curve: Curve,
  { width, height }: { width: number; height: number },
  others: readonly Rect[],
): Point {
  const at = samplesOf(curve);
  const beside = height / 2 + 14;
  const shifts = [
    { x: 0, y: 0 },
    { x: 0, y: -beside },
    { x: 0, y: beside },
    { x: width / 2 + 14, y: 0 },
    { x: -width / 2 - 14, y: 0 },
  ];
  for (const shift of shifts) {
    for (const share of labelShares) {
      const on = at(share);
      const point = { x: on.x + shift.x, y: on.y + shift.y };
      const rect = { x: point.x - width / 2, y: point.y - height / 2, width, height };
      if (!others.some((other) => overlaps(rect, other, 2))) return point;
    }
  }
  return at(0.5);
}

/** A small arrow head at the end of a curve, as an SVG path. */
export function arrowHead({ control2, to }: Curve): string {
  const length = Math.hypot(to.x - control2.x, to.y - control2.y) || 1;
  const [dx, dy] = [(to.x - control2.x) / length, (to.y - control2.y) / length];
  const corner = (side: number): string =>
    `${String(round(to.x - dx * 8 - dy * 4.5 * side))} ${String(round(to.y - dy * 8 + dx * 4.5 * side))}`;
  return `M${corner(1)} L${String(round(to.x))} ${String(round(to.y))} L${corner(-1)}`;
}
