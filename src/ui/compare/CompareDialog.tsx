import { useEffect, useRef } from 'react';
import { useExploringTexts } from '#ui/exploring/useExploringTexts.ts';
import panel from '#ui/kit/panel.module.css';
import dialogStyles from '#ui/shell/Dialog.module.css';
import { setUiState, useUiState } from '#ui/shell/uiState.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import styles from './CompareDialog.module.css';
import { CompareReport } from './CompareReport.tsx';
import type { Comparison, WorldName } from './openComparison.ts';
import { useWorlds } from './useWorlds.ts';

/** The same request in two worlds, with their steps locked together. */
export function CompareDialog() {
  const comparison = useUiState((state) => state.comparison);
  return comparison === undefined ? null : <Dialog comparison={comparison} />;
}

function Dialog({ comparison }: { readonly comparison: Comparison }) {
  const texts = useExploringTexts();
  const locale = useAppStore((state) => state.locale);
  const dialog = useRef<HTMLDialogElement>(null);
  const worlds = useWorlds(comparison);
  const isReady = texts !== undefined;

  useEffect(() => {
    if (isReady) dialog.current?.showModal();
  }, [isReady]);

  if (texts === undefined) return <span hidden data-pending />;
  const { compare } = texts;
  const { request, patch, patchedFirst = false, before, after } = comparison;
  const names = patchedFirst ? compare.edited : compare.patched;
  // Lessons mark code in the names of their worlds.
  const nameIn = (name: WorldName | undefined): string | undefined =>
    (typeof name === 'object' ? name[locale] : name)?.replaceAll('`', '');
  const isEmpty = patch.length === 0;
  return (
    <dialog
      ref={dialog}
      className={`${dialogStyles.dialog ?? ''} ${styles.dialog ?? ''}`}
      aria-labelledby="comparison-title"
      onClose={() => {
        setUiState({ comparison: undefined });
      }}
    >
      <div className={styles.head}>
        <h2 id="comparison-title">{compare.title}</h2>
        <code>{texts.predict.request(request.from, request.method ?? 'GET', request.to)}</code>
        <button
          type="button"
          className={panel.button}
          onClick={() => {
            dialog.current?.close();
          }}
        >
          {compare.close}
        </button>
      </div>
      {isEmpty ? (
        <p className={styles.note}>{compare.noChange}</p>
      ) : worlds.kind !== 'ready' ? (
        <p className={styles.note} role="status">
          {compare[worlds.kind]}
        </p>
      ) : (
        <CompareReport
          a={worlds.a}
          b={worlds.b}
          names={[compare.side('A', nameIn(before) ?? names[0]), compare.side('B', nameIn(after) ?? names[1])]}
          texts={texts}
        />
      )}
    </dialog>
  );
}
