import type { NodeChange } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { Position } from '#model/scenario.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { useUiState } from '../shell/uiState.ts';
import type { CanvasNode } from './canvasNode.ts';
import { decorateNode } from './decorateNode.ts';
import { placementOf } from './placementOf.ts';
import { useLitNodes } from './useLitNodes.ts';
import type { CanvasActions } from './useCanvasActions.ts';

export interface CanvasNodes {
  readonly nodes: CanvasNode[];
  readonly onNodesChange: (changes: NodeChange<CanvasNode>[]) => void;
  /** Where a drag would drop into another namespace. */
  readonly dropTarget: string | undefined;
  readonly onDrag: (dragged: readonly CanvasNode[]) => void;
  readonly onDragStop: (dragged: readonly CanvasNode[]) => void;
}

const noDrag: ReadonlyMap<string, Position> = new Map();

/** Nodes as React Flow draws them. A drag stays here until it ends; then it is one edit of the document. */
export function useCanvasNodes(projected: readonly CanvasNode[], actions: CanvasActions): CanvasNodes {
  const { canvas: texts } = useTexts().shell;
  const selection = useAppStore((state) => state.selection);
  const focused = useUiState((state) => state.focused);
  const lit = useLitNodes();
  const [drag, setDrag] = useState(noDrag);
  const [dropTarget, setDropTarget] = useState<string>();
  const selected = useMemo(() => new Set<string>(selection.map(keyOf)), [selection]);

  const nodes = useMemo(() => {
    const reachable = projected.some(({ id }) => id === focused) ? focused : projected[0]?.id;
    return projected.map((node) =>
      decorateNode(node, {
        selected: selected.has(node.id),
        reachable: node.id === reachable,
        dragged: drag.get(node.id),
        lit: lit.has(node.id),
        texts,
      }),
    );
  }, [projected, selected, focused, drag, lit, texts]);

  return {
    nodes,
    dropTarget,
    onNodesChange(changes) {
      const moved = changes.flatMap((change) =>
        change.type === 'position' && change.position !== undefined && change.dragging === true
          ? [[change.id, change.position] as const]
          : [],
      );
      if (moved.length > 0) setDrag((before) => new Map([...before, ...moved]));
      const chosen = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
      if (chosen.length === 0) return;
      const next = new Set(selected);
      for (const { id, selected: isSelected } of chosen) {
        if (isSelected) next.add(id);
        else next.delete(id);
      }
      actions.select([...next]);
    },
    onDrag(dragged) {
      const target = targetOf(dragged, projected);
      setDropTarget(target?.id);
    },
    onDragStop(dragged) {
      const target = targetOf(dragged, projected);
      setDropTarget(undefined);
      const settle = (): void => {
        setDrag(noDrag);
      };
      if (target?.type === 'namespace') {
        void actions.moveTo(dragged, target.data.namespace.name, within(dragged, target, projected)).finally(settle);
        return;
      }
      void actions.place(dragged.map(({ id, position }) => placementOf(id, position))).finally(settle);
    },
  };
}

/** Where the first of the dragged nodes was let go, in the container that it was dropped into. */
function within(dragged: readonly CanvasNode[], target: CanvasNode, nodes: readonly CanvasNode[]): Position {
  const [first] = dragged;
  const home = nodes.find(({ id }) => id === first?.parentId);
  return {
    x: (home?.position.x ?? 0) + (first?.position.x ?? 0) - target.position.x,
    y: (home?.position.y ?? 0) + (first?.position.y ?? 0) - target.position.y,
  };
}

/** The foreign namespace that what is dragged lies in, by its middle. */
function targetOf(dragged: readonly CanvasNode[], nodes: readonly CanvasNode[]): CanvasNode | undefined {
  const [first] = dragged;
  if (first?.parentId === undefined) return undefined;
  const home = nodes.find(({ id }) => id === first.parentId);
  if (home === undefined) return undefined;
  const x = home.position.x + first.position.x + (first.width ?? 0) / 2;
  const y = home.position.y + first.position.y + (first.height ?? 0) / 2;
  const under = nodes.find(
    ({ type, position, width = 0, height = 0 }) =>
      type === 'namespace' && x > position.x && x < position.x + width && y > position.y && y < position.y + height,
  );
  return under === undefined || under.id === home.id ? undefined : under;
}
