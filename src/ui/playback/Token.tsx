import { useEffect, useMemo, useRef } from 'react';
import type { Transport } from '#model/trace.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import type { Curve, Point, Rect } from '../canvas/geometry.ts';
import { betweenNodes } from './betweenNodes.ts';
import { useFilm } from './film.ts';
import { posesOf, type Timeline } from './timeline.ts';
import styles from './PathLayer.module.css';

/** What the request is called where the token rests, and where that stands on the canvas. */
export interface Badge {
  readonly text: string;
  readonly token: Point;
  readonly rect: Rect;
  readonly standing: boolean;
}

interface TokenProps {
  readonly curves: readonly (Curve | undefined)[];
  readonly badge: Badge | undefined;
}

/** The request on its way, under the name it goes by. One animation moves it, away from the main thread. */
export function Token({ curves, badge }: TokenProps) {
  const { timeline, route, playhead, trace } = useFilm();
  const step = useAppStore((state) => state.step);
  const element = useRef<HTMLDivElement>(null);
  const frames = useMemo(() => keyframesOf(timeline, curves), [timeline, curves]);

  useEffect(() => {
    if (element.current === null || frames.length === 0) return undefined;
    const animation = element.current.animate(frames, { duration: timeline.duration, fill: 'both' });
    return playhead.follow(animation);
  }, [frames, timeline, playhead]);

  if (frames.length === 0 || trace === undefined) return null;
  const act = timeline.acts[Math.min(step, timeline.acts.length - 1)];
  const shown = route.legs[act?.leg ?? act?.stands?.leg ?? -1];
  // The cross takes the token's place where the request is turned away.
  const refusal = trace.hops.findLastIndex(({ outcome }) => outcome === 'refused' || outcome === 'failed');
  const isRefused = route.refusedAt !== undefined && step >= refusal;
  return (
    <div
      ref={element}
      className={styles.token}
      data-tone={toneOf(shown?.transport, shown?.from)}
      data-refused={isRefused ? '' : undefined}
    >
      <span className={styles.dot} />
      {badge === undefined ? null : (
        <span
          key={badge.text}
          className={styles.badge}
          data-standing={badge.standing ? '' : undefined}
          style={{ left: badge.rect.x - badge.token.x, top: badge.rect.y - badge.token.y }}
        >
          {badge.text}
        </span>
      )}
    </div>
  );
}

function toneOf(transport: Transport | undefined, from: string | undefined): string {
  if (transport === 'plaintext') return 'plain';
  if (transport === 'istio-mtls') return 'mtls';
  return from?.startsWith('Gateway/') === true ? 'l7' : 'hbone';
}

function keyframesOf({ acts, duration }: Timeline, curves: readonly (Curve | undefined)[]): Keyframe[] {
  const samplers = curves.map((curve) => (curve === undefined ? undefined : betweenNodes(curve)));
  return posesOf({ acts, duration }).flatMap(({ time, leg, share }) => {
    const point = samplers[leg]?.(share);
    if (point === undefined) return [];
    return [{ offset: time / duration, transform: `translate(${point.x.toFixed(1)}px, ${point.y.toFixed(1)}px)` }];
  });
}
