import { diffLines } from 'diff';
import { useMemo } from 'react';
import type { HistoryTexts } from '../i18n/en/history.ts';
import styles from '../lessons/Change.module.css';

interface StateDiffProps {
  readonly before: string;
  readonly after: string;
  readonly texts: HistoryTexts;
}

interface Line {
  readonly kind: 'added' | 'removed' | 'same' | 'gap';
  readonly text: string;
}

/** Unchanged lines that are shown around a change, and lines that are shown at all. */
const around = 2;
const mostLines = 400;

/** Beyond this, comparing takes longer than anybody waits. */
const mostEdits = 3000;

/** One text against another, line by line. */
export function StateDiff({ before, after, texts }: StateDiffProps) {
  const lines = useMemo(() => linesBetween(before, after, texts), [before, after, texts]);
  if (before === after) return <p className={styles.quiet}>{texts.same}</p>;
  if (lines === undefined) return <p className={styles.quiet}>{texts.tooDifferent}</p>;
  return (
    <div className={styles.text}>
      {lines.slice(0, mostLines).map(({ kind, text }, position) => {
        switch (kind) {
          case 'added':
            return <ins key={position}>{`+ ${text}`}</ins>;
          case 'removed':
            return <del key={position}>{`- ${text}`}</del>;
          case 'same':
            return <span key={position}>{`  ${text}`}</span>;
          case 'gap':
            return (
              <p key={position} className={styles.gap}>
                {text}
              </p>
            );
        }
      })}
      {lines.length > mostLines ? <p className={styles.gap}>{texts.more(lines.length - mostLines)}</p> : null}
    </div>
  );
}

function linesBetween(before: string, after: string, texts: HistoryTexts): readonly Line[] | undefined {
  const parts = diffLines(before, after, { maxEditLength: mostEdits });
  return parts?.flatMap(({ value, added, removed }, index): readonly Line[] => {
    const lines = value.replace(/\n$/, '').split('\n');
    if (added || removed) return lines.map((text) => ({ kind: added ? 'added' : 'removed', text }));
    const head = index === 0 ? 0 : around;
    const tail = index === parts.length - 1 ? 0 : around;
    const hidden = lines.length - head - tail;
    const same = (text: string): Line => ({ kind: 'same', text });
    if (hidden <= 1) return lines.map(same);
    return [
      ...lines.slice(0, head).map(same),
      { kind: 'gap', text: texts.unchanged(hidden) },
      ...lines.slice(lines.length - tail).map(same),
    ];
  });
}
