import { useEffect, useState } from 'react';
import type { CanvasNode } from './canvasNode.ts';

/** Nodes that are drawn for the first time in one frame: as many as a slow machine draws without a long task. */
const atOnce = 12;

const none: ReadonlySet<string> = new Set();

/**
 * The nodes that are drawn already and the next few: a mesh of hundreds comes frame by frame instead of in one long
 * task. Containers come at once, so the view can be fitted to where everything will be.
 */
export function useGradually(nodes: CanvasNode[]): CanvasNode[] {
  const [seen, setSeen] = useState(none);
  const fresh = nodes.filter(({ id, parentId }) => parentId !== undefined && !seen.has(id));

  useEffect(() => {
    if (fresh.length === 0) return undefined;
    const frame = requestAnimationFrame(() => {
      // What is gone may come back with another mesh, and is new again then.
      const kept = nodes.filter(({ id }) => seen.has(id));
      setSeen(new Set([...kept, ...fresh.slice(0, atOnce)].map(({ id }) => id)));
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  });

  if (fresh.length <= atOnce) return nodes;
  return nodes.filter(({ id, parentId }) => parentId === undefined || seen.has(id));
}
