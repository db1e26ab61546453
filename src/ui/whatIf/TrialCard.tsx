import { Columns2, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { openComparison } from '#ui/compare/openComparison.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { differenceLine } from './differenceLine.ts';
import styles from './WhatIfs.module.css';
import { keepTrial, type Trial } from './whatIfTrial.ts';

interface TrialCardProps {
  readonly trial: Trial;
  readonly texts: ExploringTexts['whatIf'];
}

/** What a change did to the request, to be kept or taken back. */
export function TrialCard({ trial, texts }: TrialCardProps) {
  const catalogue = useTexts();
  const { undo } = useActions();
  // In a text that was changed again, the last step of undo is another one.
  const isLast = useAppStore(({ text }) => text === trial.after.text);
  const card = useRef<HTMLDivElement>(null);
  const { before, after, whatIf } = trial;
  useEffect(() => {
    // The button that was pressed may be gone: the change is not there to be tried any more.
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={card} className={styles.trial} tabIndex={-1} role="group" aria-label={texts.result}>
      <p role="status">
        <span className={styles.question}>{texts.question(whatIf.what)}</span>{' '}
        <strong>{differenceLine(before.sent.trace, after.sent.trace, texts, catalogue)}</strong>
      </p>
      <p className={styles.row}>
        <button type="button" className={kit.button} onClick={keepTrial}>
          {texts.keep}
        </button>
        {isLast ? (
          <button type="button" className={kit.button} onClick={undo}>
            <Undo2 size={13} aria-hidden />
            {texts.undo}
          </button>
        ) : null}
        {isLast ? (
          <button
            type="button"
            className={kit.quiet}
            onClick={() => {
              openComparison({
                request: after.sent.trace.request,
                otherRequest: before.sent.trace.request,
                patch: [{ kind: 'replace-text', text: before.text }],
                patchedFirst: true,
                before: texts.before,
                after: texts.world(whatIf.what),
              });
            }}
          >
            <Columns2 size={13} aria-hidden />
            {texts.compareWord}
          </button>
        ) : null}
      </p>
    </div>
  );
}
