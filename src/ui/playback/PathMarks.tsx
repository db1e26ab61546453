import { useAppStore } from '#ui/useAppStore.ts';
import { samplesOf, type Box, type Curve, type Point } from '../canvas/geometry.ts';
import { useFilm } from './film.ts';
import styles from './PathLayer.module.css';

interface PathMarksProps {
  readonly boxes: Readonly<Record<string, Box>>;
  readonly curves: readonly (Curve | undefined)[];
}

/** Which node's turn it is, and how it ended: a cross where the request was turned away, a tick where it was served. */
export function PathMarks({ boxes, curves }: PathMarksProps) {
  const { route, trace } = useFilm();
  const step = useAppStore((state) => state.step);
  if (trace === undefined) return null;
  const current = route.stops[Math.min(step, route.stops.length - 1)];
  const isEnd = step >= trace.hops.length;
  const { kind } = trace.verdict;
  const turnedAway = route.refusedAt;
  const refusal = trace.hops.findLastIndex(({ outcome }) => outcome === 'refused' || outcome === 'failed');
  const showsRefusal = turnedAway !== undefined && (isEnd || step >= refusal);
  const ring = showsRefusal ? boxes[turnedAway] : current === undefined ? undefined : boxes[current.node];
  const tone = showsRefusal
    ? 'deny'
    : isEnd && kind === 'delivered'
      ? 'ok'
      : isEnd && kind === 'undetermined'
        ? 'plain'
        : 'turn';
  if (ring === undefined) return null;
  const cross = showsRefusal
    ? crossPlace(
        ring,
        route.legs.findLastIndex(({ to }) => to === turnedAway),
        curves,
      )
    : undefined;
  return (
    <g>
      <rect
        className={styles.ring}
        data-tone={tone}
        x={ring.x - 3}
        y={ring.y - 3}
        width={ring.width + 6}
        height={ring.height + 6}
        rx={12}
      />
      {cross === undefined ? null : <Cross at={cross} />}
      {tone === 'ok' ? <Tick at={{ x: ring.x + ring.width - 2, y: ring.y + 2 }} /> : null}
    </g>
  );
}

/** On the leg, just before the node that refused it; at the node's corner where it refused its own request. */
function crossPlace(ring: Box, leg: number, curves: readonly (Curve | undefined)[]): Point {
  const curve = curves[leg];
  if (curve === undefined) return { x: ring.x + ring.width, y: ring.y };
  const length = Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y);
  return samplesOf(curve)(1 - Math.min(0.3, 16 / Math.max(length, 1)));
}

function Cross({ at }: { readonly at: Point }) {
  return (
    <g className={styles.cross} transform={`translate(${String(at.x)} ${String(at.y)})`}>
      <circle r={10} />
      <path d="M-4-4L4 4M4-4L-4 4" />
    </g>
  );
}

function Tick({ at }: { readonly at: Point }) {
  return (
    <g className={styles.tick} transform={`translate(${String(at.x)} ${String(at.y)})`}>
      <circle r={9} />
      <path d="M-4 .5l3 3 5.5-6.5" />
    </g>
  );
}
