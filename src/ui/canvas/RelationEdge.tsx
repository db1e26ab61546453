import { useInternalNode, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { boxOf } from './boxOf.ts';
import { curveBetween, curveBySides, pathOf, sidesBetween, type Box } from './geometry.ts';
import type { CanvasEdge } from './relations.ts';
import styles from './RelationEdge.module.css';

/** A faint line between a service and its pods, or from an object to the waypoint it uses. */
export const RelationEdge = memo(function RelationEdge({ source, target, data }: EdgeProps<CanvasEdge>) {
  const from = boxOf(useInternalNode(source));
  const to = boxOf(useInternalNode(target));
  if (from === undefined || to === undefined) return null;
  const curve = data?.kind === 'waypoint' ? bindingCurve(from, to) : curveBetween(from, to);
  return (
    <path
      className={styles.relation}
      data-kind={data?.kind}
      data-idle={data?.idle === true ? '' : undefined}
      d={pathOf(curve)}
    />
  );
});

/** In one lane the line goes round on the left, clear of the nodes between. */
function bindingCurve(from: Box, to: Box): ReturnType<typeof curveBetween> {
  const sameLane = from.x < to.x + to.width && to.x < from.x + from.width;
  const far = Math.abs(from.y - to.y) > 150;
  if (!sameLane) return curveBetween(from, to);
  return far ? curveBySides(from, to, ['left', 'left'], 64) : curveBySides(from, to, sidesBetween(from, to));
}
