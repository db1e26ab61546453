import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { useAppStore } from '#ui/useAppStore.ts';
import { useFilm } from '../playback/film.ts';
import { useUiState } from '../shell/uiState.ts';
import { glide } from './glide.ts';
import { fitOptions } from './useCanvasActions.ts';
import { useLitNodes } from './useLitNodes.ts';

const none: ReadonlySet<string> = new Set();

/** On a small canvas the view follows the request: it shows the nodes that the hop is about, large enough to read. */
export function useFollowStep(isOn: boolean): void {
  const flow = useReactFlow();
  const { route } = useFilm();
  const step = useAppStore((state) => state.step);
  const still = useAppStore((state) => state.still);
  const presenting = useUiState((state) => state.presenting);
  const pointedAt = useLitNodes();
  // Nobody in a room can pan to what is spoken of.
  const lit = presenting ? pointedAt : none;

  useEffect(() => {
    if (!isOn || route.stops.length === 0) return;
    const leg = route.legs.find(({ hop }) => hop === step) ?? route.legs.findLast(({ hop }) => hop < step);
    const stop = route.stops[step];
    const ids =
      step >= route.stops.length ? route.stops.map(({ node }) => node) : [leg?.from, leg?.to, stop?.node, ...lit];
    const nodes = ids.flatMap((id) => (id === undefined ? [] : [{ id }]));
    glide(still ? 0 : 300, () => flow.fitView({ ...fitOptions(), nodes, padding: 0.14 }));
  }, [isOn, flow, route, step, still, lit]);
}
