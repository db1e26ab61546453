/** What shows a trace over canvas and dock. Nothing of it is needed before the first request. */
export const loadPathLayer = () => import('./PathLayer.tsx');
export const loadHopTimeline = () => import('./HopTimeline.tsx');

export async function loadPlayback(): Promise<void> {
  await Promise.all([loadPathLayer(), loadHopTimeline()]);
}
