// Stands in for d3-interpolate, of which d3-zoom uses this one path. The package would bring its colours along, 4 kB.
export { interpolateZoom } from 'd3-interpolate/original';

/** Only a transition of the viewport asks for it, and there is none. */
export function interpolate<T>(from: T, to: T): (t: number) => T {
  return (t) => (t < 1 ? from : to);
}
