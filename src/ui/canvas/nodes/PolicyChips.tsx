import { useTexts } from '#ui/i18n/useTexts.ts';
import type { PolicyMark } from '../canvasNode.ts';
import { policyWords } from '../nodeWords.ts';
import styles from './node.module.css';

/** The policies that speak of a node. One that nobody enforces is struck out: it is there, and it does nothing. */
export function PolicyChips({ policies }: { readonly policies: readonly PolicyMark[] }) {
  const { canvas: texts } = useTexts().shell;
  const chip = policyWords(policies, texts);
  if (chip === undefined) return null;
  return (
    <span className={styles.chips}>
      <span
        className={styles.chip}
        data-tone={chip.tone}
        title={policies
          .map(
            ({ ref, enforcedBy }) =>
              `${ref.kind} ${ref.name}${enforcedBy === 'nobody' ? `: ${texts.policyNobody}` : ''}`,
          )
          .join('\n')}
      >
        <Shield />
        <span>{chip.words}</span>
      </span>
    </span>
  );
}

function Shield() {
  return (
    <svg viewBox="0 0 12 12" width="9" height="9" aria-hidden="true">
      <path d="M6 .8l4.4 1.6v3.2c0 2.6-1.8 4.6-4.4 5.6C3.4 10.2 1.6 8.2 1.6 5.600V2.4z" fill="currentColor" />
    </svg>
  );
}
