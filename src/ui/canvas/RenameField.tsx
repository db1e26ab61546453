import { useInternalNode, ViewportPortal } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { setUiState, useUiState } from '../shell/uiState.ts';
import { boxOf } from './boxOf.ts';
import { editedObject, type CanvasNode } from './canvasNode.ts';
import styles from './RenameField.module.css';
import type { CanvasActions } from './useCanvasActions.ts';

/** A field over the name of a node: Enter renames the object everywhere, Escape leaves it. */
export function RenameField({ canvas }: { readonly canvas: CanvasActions }) {
  const { canvas: texts } = useTexts().shell;
  const id = useUiState((state) => state.renaming);
  const internal = useInternalNode(id ?? '');
  const field = useRef<HTMLInputElement>(null);
  /** Leaving the field also happens when it goes away after Enter or Escape; only the first way out counts. */
  const isDone = useRef(false);
  const box = boxOf(internal);
  const node = internal?.internals.userNode as CanvasNode | undefined;
  const object = node === undefined ? undefined : editedObject(node);
  const isOpen = object !== undefined;

  useEffect(() => {
    isDone.current = false;
    if (isOpen) field.current?.select();
  }, [id, isOpen]);

  if (box === undefined || node === undefined || object === undefined) return null;

  function finish(to: string | undefined, keepFocus: boolean): void {
    if (isDone.current || node === undefined) return;
    isDone.current = true;
    if (to !== undefined) canvas.rename(node, to);
    setUiState({ renaming: undefined });
    if (keepFocus) canvas.focus(node.id);
  }

  return (
    <ViewportPortal>
      <input
        key={id}
        ref={field}
        className={styles.field}
        style={{ left: box.x + 4, top: box.y + 4, width: Math.min(box.width, 240) - 8 }}
        aria-label={texts.renameLabel(object.name)}
        defaultValue={object.name}
        spellCheck={false}
        autoComplete="off"
        maxLength={253}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') finish(undefined, true);
          if (event.key === 'Enter') finish(event.currentTarget.value.trim(), true);
        }}
        onBlur={(event) => {
          finish(event.currentTarget.value.trim(), false);
        }}
      />
    </ViewportPortal>
  );
}
