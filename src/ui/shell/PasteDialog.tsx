import { useLayoutEffect, useRef, type ClipboardEvent } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import panel from '#ui/kit/panel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';
import styles from './Dialog.module.css';
import { setUiState } from './uiState.ts';
import { useImport } from './useImport.ts';

/** A box to paste manifests into. The page never reads the clipboard by itself. */
export function PasteDialog() {
  const { frame: texts, empty } = useTexts().shell;
  const { importText } = useImport();
  const adds = useAppStore((state) => state.origin.kind === 'own');
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    dialog.current?.showModal();
    field.current?.focus();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={empty.paste}
      onClose={() => {
        setUiState({ pasting: false });
      }}
    >
      <form
        method="dialog"
        className={styles.form}
        onSubmit={() => {
          importText(field.current?.value ?? '');
        }}
      >
        <h2>{empty.paste}</h2>
        <p>{adds ? texts.addToScenario : texts.opensNew}</p>
        <textarea
          ref={field}
          className={styles.area}
          aria-label={empty.paste}
          spellCheck={false}
          wrap="off"
          rows={16}
          onPaste={pasteAtOnce}
        />
        <div className={styles.row}>
          <button
            type="button"
            className={panel.button}
            onClick={() => {
              dialog.current?.close();
            }}
          >
            {texts.close}
          </button>
          <button type="submit" className={panel.primary}>
            {adds ? texts.add : texts.open}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** Browsers paste as if every line were typed, which takes seconds for a cluster; this puts the text in as a whole. */
function pasteAtOnce(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const text = event.clipboardData.getData('text/plain');
  if (text === '') return;
  event.preventDefault();
  const { currentTarget: field } = event;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
}
