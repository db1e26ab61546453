import { useEffect, useRef, useState } from 'react';
import results from '#content/conformance/results.json';
import type { ConformanceResults } from '#model/conformance.ts';
import type { ConformanceTexts } from '#ui/i18n/en/conformance.ts';
import panel from '#ui/kit/panel.module.css';
import dialogStyles from '#ui/shell/Dialog.module.css';
import { setUiState } from '#ui/shell/uiState.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import styles from './ConformanceDialog.module.css';
import { ConformanceReport } from './ConformanceReport.tsx';
import { loadConformanceTexts } from './loadConformanceTexts.ts';

/** The last run of the vectors: what was compared with what, and how it went. */
export function ConformanceDialog() {
  const locale = useAppStore((state) => state.locale);
  const [texts, setTexts] = useState<ConformanceTexts>();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    let wanted = true;
    void loadConformanceTexts(locale).then((loaded) => {
      if (wanted) setTexts(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [locale]);

  const isReady = texts !== undefined;
  useEffect(() => {
    if (isReady) dialog.current?.showModal();
  }, [isReady]);

  useEffect(() => {
    setView('conformance');
    return () => {
      setView(undefined);
    };
  }, []);

  if (texts === undefined) return <span hidden data-pending />;
  return (
    <dialog
      ref={dialog}
      className={`${dialogStyles.dialog ?? ''} ${styles.dialog ?? ''}`}
      aria-labelledby="conformance-title"
      onClose={() => {
        setUiState({ showingConformance: false });
      }}
    >
      <div className={styles.head}>
        <h2 id="conformance-title">{texts.title}</h2>
        <button
          type="button"
          className={panel.button}
          onClick={() => {
            dialog.current?.close();
          }}
        >
          {texts.close}
        </button>
      </div>
      <ConformanceReport texts={texts} locale={locale} results={results as ConformanceResults} />
    </dialog>
  );
}

/** The address says that the page is open, so that it can be linked. */
function setView(view: string | undefined): void {
  const address = new URL(location.href);
  if (view === undefined) address.searchParams.delete('view');
  else address.searchParams.set('view', view);
  history.replaceState(history.state, '', address);
}
