import { createContext, useContext, useMemo, useState, type Context } from 'react';
import type { LocatedTrace } from '#model/compiled.ts';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import type { Trace } from '#model/trace.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { wasSent } from '../trace/verdictHeadline.ts';
import { createPlayhead, type Playhead } from './playhead.ts';
import { emptyRoute, routeOf, type Route } from './route.ts';
import { emptyTimeline, timelineOf, type Timeline } from './timeline.ts';

/** The newest trace as a film over the canvas, and the clock that all who show it share. */
export interface Film {
  readonly trace: Trace | undefined;
  readonly route: Route;
  readonly timeline: Timeline;
  /** The path of the trace before, drawn as a ghost where it differs. */
  readonly ghost: Route;
  readonly playhead: Playhead;
}

export const FilmContext: Context<Film | undefined> = createContext<Film | undefined>(undefined);

export function useFilm(): Film {
  const film = useContext(FilmContext);
  if (film === undefined) throw new Error('FilmContext has no provider');
  return film;
}

/** What could not be sent is no film. */
function filmed(sent: LocatedTrace | undefined): Trace | undefined {
  return sent === undefined || !wasSent(sent.trace.verdict) ? undefined : sent.trace;
}

/** Makes the film of what was sent last. Nodes that the scenario no longer has drop out of the path by themselves. */
export function useFilmOfStore(): Film {
  const summary = useAppStore((state) => state.compiled?.summary) ?? emptyMeshSummary;
  const trace = useAppStore((state) => filmed(state.sent));
  const previous = useAppStore((state) => filmed(state.previous));
  const [playhead] = useState(createPlayhead);
  const route = useMemo(() => (trace === undefined ? emptyRoute : routeOf(trace, summary)), [trace, summary]);
  const ghost = useMemo(() => (previous === undefined ? emptyRoute : routeOf(previous, summary)), [previous, summary]);
  const timeline = useMemo(() => (trace === undefined ? emptyTimeline : timelineOf(trace, route)), [trace, route]);
  return useMemo(() => ({ trace, route, timeline, ghost, playhead }), [trace, route, timeline, ghost, playhead]);
}
