import { useCallback } from 'react';
import { useActions } from '#ui/useAppStore.ts';
import { setUiState } from './uiState.ts';

export interface Import {
  /** Adds manifests to the user's own scenario; an example, a link or a blank page is replaced by them. */
  importText(text: string): void;
  importFiles(files: readonly File[]): Promise<void>;
  openPaste(): void;
}

/** Files beyond this are refused before they are read; the store refuses long texts. */
const mostBytes = 64 * 1024 * 1024;

/** Brings YAML in: pasted, from files, or dropped. */
export function useImport(): Import {
  const actions = useActions();

  const importText = useCallback(
    (text: string) => {
      void actions.importText(text);
    },
    [actions],
  );

  const importFiles = useCallback(
    async (files: readonly File[]) => {
      const readable = files.filter(({ size }) => size <= mostBytes);
      const texts = await Promise.all(readable.map((file) => file.text()));
      importText(texts.join('\n---\n'));
    },
    [importText],
  );

  const openPaste = useCallback(() => {
    setUiState({ pasting: true });
  }, []);

  return { importText, importFiles, openPaste };
}
