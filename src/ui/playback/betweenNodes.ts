import { samplesOf, type Curve, type Point } from '../canvas/geometry.ts';

/** Points along a leg, by share of its length; the token keeps half its size away from the nodes at both ends. */
export function betweenNodes(curve: Curve): (share: number) => Point {
  const at = samplesOf(curve);
  const length = Math.max(40, Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y));
  return (share) => at((8 + share * (length - 20)) / length);
}
