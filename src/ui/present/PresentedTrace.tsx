import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { explainReason } from '../i18n/explain.ts';
import type { PresentTexts } from '../i18n/en/present.ts';
import { useFilm } from '../playback/film.ts';
import { pathSummary } from '../trace/pathSummary.ts';
import { statusPhrase } from '../trace/statusPhrase.ts';
import { verdictChip } from '../trace/verdictChip.ts';
import { verdictHeadline } from '../trace/verdictHeadline.ts';
import styles from './PresentBody.module.css';

/** Without a lesson: what the proxy whose turn it is decides, and at the end what became of the request. */
export function PresentedTrace({ texts }: { readonly texts: PresentTexts }) {
  const catalogue = useTexts();
  const { trace: words } = catalogue.panels;
  const { trace } = useFilm();
  const step = useAppStore((state) => state.step);
  const { from, to, method } = useAppStore((state) => state.draft);
  if (trace === undefined) {
    if (from === '' || to === '') return <p>{texts.nothing}</p>;
    return (
      <>
        <h2 className={styles.request}>
          <code>{`${from} → ${method} ${to}`}</code>
        </h2>
        <p>{texts.send}</p>
      </>
    );
  }
  const hop = trace.hops[step];
  if (hop === undefined) {
    const chip = verdictChip(trace.verdict);
    const { reason, at } = trace.verdict.decidedBy;
    return (
      <>
        <p className={styles.over}>{texts.verdict}</p>
        <h2 className={styles.verdict} data-tone={chip.tone}>
          {chip.status === undefined ? words.words[chip.word] : statusPhrase(chip.status)}
        </h2>
        <p>{words.headline(verdictHeadline(trace.verdict))}</p>
        <p>
          {trace.verdict.kind === 'delivered'
            ? words.summary(pathSummary(trace))
            : [
                explainReason(catalogue, reason),
                ...(trace.verdict.kind === 'undetermined' ? [] : [words.stoppedAt(at)]),
              ].join(' ')}
        </p>
      </>
    );
  }
  return (
    <>
      <p className={styles.over}>{texts.place(step + 1, trace.hops.length)}</p>
      <h2>{words.hopTitle(hop.at, hop.phase)}</h2>
      {hop.decisions.map(({ reason }, position) => (
        <p key={position}>{explainReason(catalogue, reason)}</p>
      ))}
    </>
  );
}
