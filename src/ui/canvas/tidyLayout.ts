import { graphlib, layout } from '@dagrejs/dagre';
import type { Placement } from '#model/edit.ts';
import { groupPadding } from './autoLayout.ts';
import type { CanvasNode } from './canvasNode.ts';
import type { CanvasEdge } from './relations.ts';
import { placementOf } from './placementOf.ts';

/**
 * Arranges everything by its relations in two passes: first inside each namespace, then the namespaces themselves.
 * One pass over all would be ten times slower and let namespaces overlap.
 */
export function tidyLayout(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[]): readonly Placement[] {
  const placements: Placement[] = [];
  // Requests reach the waypoint before the service: its lines count the other way round.
  const directed = edges.map(({ source, target, data }) =>
    data?.kind === 'waypoint' ? { source: target, target: source } : { source, target },
  );
  const blocks: { id: string; width: number; height: number }[] = [];
  for (const container of nodes.filter(({ type }) => type === 'namespace')) {
    const members = nodes.filter(({ parentId }) => parentId === container.id);
    const inside = arrange(members, directed, { ranksep: 108, nodesep: 40 });
    let [width, height] = [220, 150];
    for (const { id, x, y, width: w, height: h } of inside) {
      const place = { x: x + groupPadding.side, y: y + groupPadding.top };
      placements.push(placementOf(id, place));
      width = Math.max(width, place.x + w + groupPadding.side);
      height = Math.max(height, place.y + h + groupPadding.bottom);
    }
    blocks.push({ id: container.id, width: Math.max(width, container.width ?? 0), height });
  }
  const loose = nodes.filter(({ type }) => type === 'outside' || type === 'external');
  const all = [...blocks, ...loose.map(({ id, width = 0, height = 0 }) => ({ id, width, height }))];
  const containerOf = new Map(nodes.map(({ id, parentId }) => [id, parentId ?? id]));
  const between = edges.map(({ source, target }) => ({
    source: containerOf.get(source) ?? source,
    target: containerOf.get(target) ?? target,
  }));
  for (const { id, x, y } of arrange(all, [...between, ...callersFirst(nodes)], { ranksep: 60, nodesep: 36 })) {
    placements.push(placementOf(id, { x, y }));
  }
  return placements;
}

/** Namespaces without services stand before those with some: requests run from left to right. */
function callersFirst(nodes: readonly CanvasNode[]): readonly { source: string; target: string }[] {
  const serving = new Set(nodes.flatMap(({ type, parentId }) => (type === 'service' ? [parentId ?? ''] : [])));
  const callers = nodes.filter(({ id, type }) => (type === 'namespace' && !serving.has(id)) || type === 'outside');
  const [first] = serving;
  return first === undefined ? [] : callers.map(({ id }) => ({ source: id, target: first }));
}

interface Sized {
  readonly id: string;
  readonly width?: number;
  readonly height?: number;
}

function arrange(
  nodes: readonly Sized[],
  edges: readonly { readonly source: string; readonly target: string }[],
  gaps: { readonly ranksep: number; readonly nodesep: number },
): readonly { id: string; x: number; y: number; width: number; height: number }[] {
  const graph = new graphlib.Graph().setGraph({ rankdir: 'LR', ...gaps }).setDefaultEdgeLabel(() => ({}));
  const ids = new Set(nodes.map(({ id }) => id));
  for (const { id, width = 0, height = 0 } of nodes) graph.setNode(id, { width, height });
  for (const { source, target } of edges) {
    if (source !== target && ids.has(source) && ids.has(target)) graph.setEdge(source, target);
  }
  layout(graph);
  return nodes.map(({ id }) => {
    const { x, y, width, height } = graph.node(id) as { x: number; y: number; width: number; height: number };
    return { id, x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
  });
}
