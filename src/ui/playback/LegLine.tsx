import { arrowHead, pathOf, type Curve, type Point } from '../canvas/geometry.ts';
import styles from './PathLayer.module.css';
import type { RouteLeg } from './route.ts';

interface LegLineProps {
  readonly curve: Curve;
  /** Absent for the ghost of an earlier request. */
  readonly leg?: RouteLeg;
  readonly reached?: boolean;
}

/** One leg: a tunnel has a wall around its line, plaintext is dashed, a refused leg is red. */
export function LegLine({ curve, leg, reached = true }: LegLineProps) {
  const path = pathOf(curve);
  if (leg === undefined) return <path className={styles.ghost} d={path} />;
  const isTunnel = leg.transport === 'hbone' || leg.transport === 'double-hbone';
  return (
    <g
      className={styles.leg}
      data-testid={`hop-${String(leg.hop)}`}
      data-transport={leg.transport}
      data-refused={leg.refused ? '' : undefined}
      data-reached={reached ? '' : undefined}
    >
      {leg.transport === 'double-hbone' ? <path className={styles.outerWall} d={path} /> : null}
      {isTunnel ? <path className={styles.wall} d={path} /> : null}
      {isTunnel ? <path className={styles.inside} d={path} /> : null}
      <path className={styles.line} d={path} />
      {leg.refused ? null : <path className={styles.arrow} d={arrowHead(curve)} />}
    </g>
  );
}

interface LegChipProps {
  readonly leg: RouteLeg;
  readonly text: string;
  readonly centre: Point;
}

/** Says how a leg travels. */
export function LegChip({ leg, text, centre }: LegChipProps) {
  return (
    <span
      className={styles.chip}
      data-transport={leg.transport}
      data-refused={leg.refused ? '' : undefined}
      style={{ left: centre.x, top: centre.y }}
    >
      {text}
    </span>
  );
}
