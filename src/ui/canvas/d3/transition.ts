import { selection, type Selection } from 'd3-selection';

// Stands in for d3-transition, of which React Flow uses one thing on this canvas: to stop a running transition before it
// pans or zooms. The view glides by CSS, so there is none to stop; the package with its timers and easings is 4 kB.
(selection.prototype as { interrupt?: () => unknown }).interrupt = function interruptNothing(
  this: Selection<Element, unknown, null, undefined>,
) {
  return this;
};

export function interrupt(): void {
  // There is never a transition.
}
