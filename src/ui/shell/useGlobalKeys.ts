import { useEffect } from 'react';
import { useStateReader } from '#ui/useAppStore.ts';
import { commandOf } from './commands.ts';
import { useImport } from './useImport.ts';

/** Elements that have a use for the key themselves. */
const typing = 'input, textarea, select, [contenteditable="true"], .monaco-editor, [role="menu"], dialog';
const pressing =
  'button, a, summary, [role="button"], [role="switch"], [role="tab"], [role="option"], [role="menuitem"]';

function isWithin({ target }: Event, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** Listens for commands on the whole page, and for manifests that are pasted into it. */
export function useGlobalKeys(): void {
  const read = useStateReader();
  const { importText } = useImport();

  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented) return;
      const command = commandOf(event);
      if (command === undefined) return;
      if (isWithin(event, typing) || (event.key === ' ' && isWithin(event, pressing))) return;
      const state = read();
      if (!command.enabled(state)) return;
      event.preventDefault();
      command.run(state);
    }

    function handlePaste(event: ClipboardEvent): void {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isWithin(event, typing) || !/^\s*(apiVersion|kind)\s*:/m.test(text)) return;
      event.preventDefault();
      importText(text);
    }

    window.addEventListener('keydown', handleKeyDown);
    window.addEventListener('paste', handlePaste);
    return () => {
      window.removeEventListener('keydown', handleKeyDown);
      window.removeEventListener('paste', handlePaste);
    };
  }, [read, importText]);
}
