import { useMemo, useState } from 'react';
import { keyOf } from '#model/kubernetes/resource.ts';
import { emptyMeshSummary, type MeshSummary } from '#model/meshSummary.ts';
import type { Layout } from '#model/scenario.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { useFilm } from '../playback/film.ts';
import { outsideRef } from './canvasNode.ts';
import { projectCanvas, type CanvasExtras, type CanvasProjection } from './projectCanvas.ts';

const noLayout: Layout = {};

/** The nodes and edges of the scenario on screen. */
export function useProjection(): CanvasProjection {
  const compiled = useAppStore((state) => state.compiled);
  const callsFromOutside = useAppStore((state) => state.draft.from === 'outside');
  const { route } = useFilm();
  const [project] = useState(projector);
  return useMemo(() => {
    const summary = compiled?.summary ?? emptyMeshSummary;
    const outside =
      callsFromOutside ||
      summary.gateways.some(({ role }) => role === 'ingress') ||
      (compiled?.spec.requests.some(({ from }) => from === 'outside') ?? false) ||
      route.stops.some(({ node }) => node === keyOf(outsideRef));
    return project(summary, compiled?.spec.layout ?? noLayout, {
      outside,
      external: route.external,
      stale: compiled?.stale ?? [],
    });
  }, [compiled, callsFromOutside, route, project]);
}

/** Remembers the last projection, so that the next one can keep what is the same. */
function projector(): (summary: MeshSummary, layout: Layout, extras: CanvasExtras) => CanvasProjection {
  let last: CanvasProjection | undefined;
  return (summary, layout, extras) => {
    last = projectCanvas(summary, layout, extras, last);
    return last;
  };
}
