import { Check, X } from 'lucide-react';
import { expectationGaps, type ExpectationGap } from '#model/expectationGaps.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Popover } from '#ui/kit/Popover.tsx';
import { useAppStore } from '#ui/useAppStore.ts';
import styles from './RequestBar.module.css';

/** Whether the request in the bar did what its author expects; which fields differ is one click away. */
export function ExpectationMark() {
  const { expectation: texts } = useTexts().panels.request;
  const trace = useAppStore((state) => state.sent?.trace);
  // What was sent is judged, so the mark goes as soon as the bar says something else.
  const isInBar = useAppStore(({ draft, sent }) => {
    const request = sent?.trace.request;
    return (['name', 'from', 'to', 'method'] as const).every((field) => draft[field] === request?.[field]);
  });
  if (trace?.request.expect === undefined || !isInBar) return null;
  const gaps = expectationGaps(trace, trace.request.expect);
  if (gaps.length === 0) {
    return (
      <span className={styles.mark} title={texts.met}>
        <Check size={14} aria-hidden />
        <span className={styles.markText}>{texts.met}</span>
      </span>
    );
  }
  return (
    <Popover
      side="above"
      label={`${texts.unmet(gaps.length)}. ${texts.details}`}
      buttonClassName={`${styles.mark ?? ''} ${styles.unmet ?? ''}`}
      trigger={
        <>
          <X size={14} aria-hidden />
          <span className={styles.markText}>{texts.unmet(gaps.length)}</span>
        </>
      }
    >
      {() => <ExpectationGaps gaps={gaps} />}
    </Popover>
  );
}

export function ExpectationGaps({ gaps }: { readonly gaps: readonly ExpectationGap[] }) {
  const { expectation: texts } = useTexts().panels.request;
  const words = (value: ExpectationGap['found']): string => {
    if (value === null) return texts.nothing;
    const written = typeof value === 'object' ? value.join(', ') : String(value);
    return written === '' ? texts.nothing : written;
  };
  return (
    <ul className={styles.gaps}>
      {gaps.map(({ field, found, expected }) => (
        <li key={field}>{texts.gap(texts.fields[field], words(expected), words(found))}</li>
      ))}
    </ul>
  );
}
