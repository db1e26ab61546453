import { useEffect, useMemo, useRef } from 'react';
import type { Transport } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { samplesOf, type Curve, type Point } from '../canvas/geometry.ts';
import { useFilm } from './film.ts';
import { posesOf, type Timeline } from './timeline.ts';
import styles from './PathLayer.module.css';

/** The request on its way, under the name it goes by. One animation moves it, away from the main thread. */
export function Token({ curves }: { readonly curves: readonly (Curve | undefined)[] }) {
  const { canvas: texts } = useTexts().shell;
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
  const identity = act?.identity;
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
      {act === undefined || step === 0 ? null : (
        <span
          key={identity ?? 'none'}
          className={styles.badge}
          data-align={act.leg === undefined ? arrival(curves[act.stands?.leg ?? -1]) : undefined}
        >
          {identity === undefined ? texts.noIdentity : texts.as(shortIdentity(identity))}
        </span>
      )}
    </div>
  );
}

/** Beside a node that it has reached, the badge keeps to the side it came from. */
function arrival(curve: Curve | undefined): 'left' | 'right' | undefined {
  if (curve === undefined || Math.abs(curve.to.x - curve.control2.x) < 1) return undefined;
  return curve.control2.x < curve.to.x ? 'left' : 'right';
}

function toneOf(transport: Transport | undefined, from: string | undefined): string {
  if (transport === 'plaintext') return 'plain';
  if (transport === 'istio-mtls') return 'mtls';
  return from?.startsWith('Gateway/') === true ? 'l7' : 'hbone';
}

/** `sa/waypoint` of `cluster.local/ns/shop/sa/waypoint`. */
export function shortIdentity(identity: string): string {
  const account = identity.indexOf('/sa/');
  return account < 0 ? identity : identity.slice(account + 1);
}

/** The token keeps half its size away from the nodes at both ends. */
function betweenNodes(curve: Curve): (share: number) => Point {
  const at = samplesOf(curve);
  const length = Math.max(40, Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y));
  return (share) => at((8 + share * (length - 20)) / length);
}

function keyframesOf({ acts, duration }: Timeline, curves: readonly (Curve | undefined)[]): Keyframe[] {
  const samplers = curves.map((curve) => (curve === undefined ? undefined : betweenNodes(curve)));
  return posesOf({ acts, duration }).flatMap(({ time, leg, share }) => {
    const point = samplers[leg]?.(share);
    if (point === undefined) return [];
    return [{ offset: time / duration, transform: `translate(${point.x.toFixed(1)}px, ${point.y.toFixed(1)}px)` }];
  });
}
