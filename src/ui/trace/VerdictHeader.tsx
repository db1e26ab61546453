import { Ban, Check, CircleHelp, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Trace } from '#model/trace.ts';
import { explainReason } from '#ui/i18n/explain.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip, type ChipTone } from '#ui/kit/Chip.tsx';
import kit from '#ui/kit/panel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';
import { EvidenceLinks } from './EvidenceLinks.tsx';
import { FiveQuestions } from './FiveQuestions.tsx';
import { pathSummary } from './pathSummary.ts';
import { statusPhrase } from './statusPhrase.ts';
import { verdictChip, type VerdictChip } from './verdictChip.ts';
import { verdictHeadline, wasSent } from './verdictHeadline.ts';
import styles from './VerdictHeader.module.css';

const tones: Readonly<Record<VerdictChip['tone'], ChipTone>> = {
  ok: 'ok',
  warn: 'plain',
  deny: 'deny',
  fail: 'deny',
  unknown: 'neutral',
};

const icons = { ok: Check, warn: TriangleAlert, deny: Ban, fail: TriangleAlert, unknown: CircleHelp } as const;

/** What became of the request, in one chip, one headline, one sentence and five answers. */
export function VerdictHeader({ trace }: { readonly trace: Trace }) {
  const header = useRef<HTMLDivElement>(null);
  const ended = useAppStore(({ step }) => step >= trace.hops.length);
  useEffect(() => {
    // The player has arrived: what became of the request is what one wants to read now.
    if (ended) header.current?.scrollIntoView({ block: 'nearest' });
  }, [ended, trace]);
  const catalogue = useTexts();
  const texts = catalogue.panels.trace;
  const chip = verdictChip(trace.verdict);
  const Icon = icons[chip.tone];
  const word = chip.status === undefined ? texts.words[chip.word] : statusPhrase(chip.status);
  const title = texts.headline(verdictHeadline(trace.verdict));
  const { decidedBy } = trace.verdict;
  const summary =
    trace.verdict.kind === 'delivered'
      ? texts.summary(pathSummary(trace))
      : [
          explainReason(catalogue, decidedBy.reason),
          ...(trace.verdict.kind === 'undetermined' ? [] : [texts.stoppedAt(decidedBy.at)]),
        ].join(' ');

  return (
    <>
      {/* Beside what follows, not inside of it: so it stays in view while the steps scroll by. */}
      <h2 className={styles.headline} data-verdict={trace.verdict.kind}>
        <Chip tone={tones[chip.tone]} large>
          <Icon size={13} strokeWidth={2.5} aria-hidden />
          {word}
        </Chip>
        <span>{title}</span>
      </h2>
      <div ref={header} className={styles.verdict}>
        <p className={styles.summary}>{summary}</p>
        {trace.verdict.kind === 'delivered' ? null : <EvidenceLinks fields={decidedBy.because} />}
        {wasSent(trace.verdict) ? <FiveQuestions trace={trace} /> : null}
        {trace.attempts > 1 ? <p className={styles.summary}>{texts.attempts(trace.attempts)}</p> : null}
        {trace.approximate.length === 0 ? null : (
          <details className={styles.approximate}>
            <summary>{texts.approximate}</summary>
            <p>{texts.approximateHint}</p>
            <ul>
              {trace.approximate.map((code) => (
                <li key={code} className={kit.mono}>
                  {code}
                </li>
              ))}
            </ul>
          </details>
        )}
        <p className={kit.hidden} role="status" aria-live="polite">
          {texts.announce(word, title, summary)}
        </p>
      </div>
    </>
  );
}
