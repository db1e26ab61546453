import { useReactFlow } from '@xyflow/react';
import { useRef, type KeyboardEvent } from 'react';
import type { Position } from '#model/scenario.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { setUiState } from '../shell/uiState.ts';
import type { CanvasNode } from './canvasNode.ts';
import { neighbour, type Direction } from './neighbour.ts';
import type { CanvasEdge } from './relations.ts';
import { placementOf } from './placementOf.ts';
import { nodeElement, type CanvasActions } from './useCanvasActions.ts';

const arrows: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);
const nudge = 22;

/** The keys that work while a node or the canvas has the focus. Returns the handler for the canvas element. */
export function useCanvasKeys(actions: CanvasActions): (event: KeyboardEvent<HTMLElement>) => void {
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const readOnly = useAppStore((state) => state.readOnly);
  const moving = useRef<Promise<void>>(Promise.resolve());

  function walk(from: CanvasNode, direction: Direction, extend: boolean): void {
    const nodes = flow.getNodes();
    const placed = nodes.map(({ id, width = 0, height = 0 }) => ({ id, width, height, ...absolute(id) }));
    const start = placed.find(({ id }) => id === from.id);
    if (start === undefined) return;
    const related = flow
      .getEdges()
      .flatMap(({ source, target }) => (source === from.id ? [target] : target === from.id ? [source] : []));
    // Containers and their content overlap: inside one, arrows walk among nodes, and Escape steps out.
    const level = placed.filter(({ id }) => (id.startsWith('Namespace/') ? from.type === 'namespace' : true));
    const next = neighbour(start, level, new Set(related), direction);
    if (next === undefined) return;
    const before = extend ? actions.selectedNodes().map(({ id }) => id) : [];
    actions.select([...before, next]);
    actions.focus(next);
  }

  function absolute(id: string): Position {
    return flow.getInternalNode(id)?.internals.positionAbsolute ?? { x: 0, y: 0 };
  }

  function move(nodes: readonly CanvasNode[], direction: Direction): void {
    const dx = direction === 'ArrowLeft' ? -nudge : direction === 'ArrowRight' ? nudge : 0;
    const dy = direction === 'ArrowUp' ? -nudge : direction === 'ArrowDown' ? nudge : 0;
    // One after the other: each starts from where the one before has ended.
    moving.current = moving.current.then(() =>
      actions.place(
        nodes.flatMap(({ id }) => {
          const now = actions.node(id);
          return now === undefined ? [] : [placementOf(id, { x: now.position.x + dx, y: now.position.y + dy })];
        }),
      ),
    );
  }

  function onNode(event: KeyboardEvent, node: CanvasNode): boolean {
    const chosen = actions.selectedNodes();
    const targets = chosen.some(({ id }) => id === node.id) ? chosen : [node];
    const direction = arrows.has(event.key) ? (event.key as Direction) : undefined;
    const withControl = event.ctrlKey || event.metaKey;
    if (direction !== undefined && event.altKey) {
      if (!readOnly) move(targets, direction);
    } else if (direction !== undefined) walk(node, direction, event.shiftKey);
    else if (event.key === 'Enter') actions.inspect(node);
    else if (event.key === 'F2' && !readOnly) setUiState({ renaming: node.id });
    else if ((event.key === 'Delete' || event.key === 'Backspace') && !readOnly) actions.remove(targets);
    else if (withControl && event.key.toLowerCase() === 'd' && !readOnly) actions.duplicate(targets);
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) openMenu(node.id);
    else return false;
    return true;
  }

  return (event) => {
    const element = event.target instanceof HTMLElement ? event.target : undefined;
    if (element === undefined || element.closest('input, textarea, [role="menu"]') !== null) return;
    if (event.key === 'Escape') {
      setUiState({ tool: 'select' });
      actions.select([]);
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      actions.selectAll();
      return;
    }
    // A switch or a menu button inside a node keeps its own keys.
    const host = element.classList.contains('react-flow__node') ? element : undefined;
    const node = actions.node(host?.dataset['id']);
    if (node !== undefined && onNode(event, node)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

function openMenu(id: string): void {
  const box = nodeElement(id)?.getBoundingClientRect();
  if (box !== undefined) setUiState({ menu: { x: box.left + 24, y: box.top + Math.min(box.height, 40), node: id } });
}
