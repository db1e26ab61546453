import type { InternalNode } from '@xyflow/react';
import type { CanvasNode } from './canvasNode.ts';
import type { Box } from './geometry.ts';

/** Where a node is drawn right now, also while it is dragged. */
export function boxOf(internal: InternalNode | undefined): Box | undefined {
  if (internal === undefined) return undefined;
  const { positionAbsolute, userNode } = internal.internals;
  const node = userNode as CanvasNode;
  const { width = 0, height = 0 } = node;
  const mark = markSide(node);
  return { x: positionAbsolute.x, y: positionAbsolute.y, width, height, ...(mark === undefined ? {} : { mark }) };
}

function markSide(node: CanvasNode): 'left' | 'right' | undefined {
  if (node.type !== 'workload') return undefined;
  const { participation } = node.data.workload;
  const hasMark = participation === 'captured' || participation === 'sidecar' || participation === 'pending';
  return hasMark ? node.data.mark : undefined;
}
