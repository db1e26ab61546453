import { emptyMeshSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Menu } from '#ui/kit/Menu.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { setUiState, useUiState } from '../shell/uiState.ts';
import { canvasMenu, nodeMenu } from './nodeMenu.ts';
import type { CanvasActions } from './useCanvasActions.ts';

/** The context menu of the canvas. Loaded when it is first opened. */
export function CanvasMenu({ canvas }: { readonly canvas: CanvasActions }) {
  const { canvas: texts } = useTexts().shell;
  const actions = useActions();
  const summary = useAppStore((state) => state.compiled?.summary) ?? emptyMeshSummary;
  const readOnly = useAppStore((state) => state.readOnly);
  const menu = useUiState((state) => state.menu);
  if (menu === undefined) return null;
  const node = canvas.node(menu.node);
  const around = { canvas, actions, summary, readOnly, texts };
  return (
    <Menu
      key={`${String(menu.x)} ${String(menu.y)}`}
      label={texts.menu.label}
      at={menu}
      entries={node === undefined ? canvasMenu(around) : nodeMenu(node, around)}
      onClose={() => {
        setUiState({ menu: undefined });
      }}
    />
  );
}
