import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useStateReader } from '#ui/useAppStore.ts';
import { useFilm } from '../playback/film.ts';
import { boxOf } from './boxOf.ts';
import { glide } from './glide.ts';
import { fitOptions } from './useCanvasActions.ts';

/** A request that leads out of sight, as to a host beyond the cluster that was not drawn before, moves the view. */
export function useShowPath(isOn: boolean): void {
  const flow = useReactFlow();
  const view = useStoreApi();
  const read = useStateReader();
  const { route, trace } = useFilm();
  const shown = useRef(trace);

  useEffect(() => {
    // An edit draws the path anew; only another request may move the view.
    if (!isOn || trace === shown.current || route.stops.length === 0) return undefined;
    // Nodes that come with the path are there after the next drawing.
    const frame = requestAnimationFrame(() => {
      shown.current = trace;
      const { nodeLookup, transform, width, height } = view.getState();
      const [left, top, zoom] = transform;
      const isHidden = [...route.stops, ...route.legs.map(({ to }) => ({ node: to }))].some(({ node }) => {
        const box = boxOf(nodeLookup.get(node));
        if (box === undefined) return false;
        const [x, y] = [box.x * zoom + left, box.y * zoom + top];
        return x < 0 || y < 0 || x + box.width * zoom > width || y + box.height * zoom > height;
      });
      if (isHidden) glide(read().still ? 0 : 300, () => flow.fitView({ ...fitOptions() }));
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [isOn, flow, view, read, route, trace]);
}
