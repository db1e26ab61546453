import { Columns2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { LocatedTrace } from '#model/compiled.ts';
import type { WhatIf } from '#model/whatIf/whatIf.ts';
import { whatIfsOf } from '#model/whatIf/whatIfsOf.ts';
import { openComparison } from '#ui/compare/openComparison.ts';
import { isEmbedded } from '#ui/embed/isEmbedded.ts';
import { useExploringTexts } from '#ui/exploring/useExploringTexts.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { TrialCard } from './TrialCard.tsx';
import styles from './WhatIfs.module.css';
import { endTrial, tryWhatIf, useTrial } from './whatIfTrial.ts';

/** Changes beside the trace: one press edits the document, sends again, and says what became different. */
export function WhatIfs({ sent }: { readonly sent: LocatedTrace }) {
  const texts = useExploringTexts()?.whatIf;
  const trial = useTrial((state) => state.trial);
  const isTakenBack = useAppStore(({ text }) => trial !== undefined && text === trial.before.text);
  const read = useStateReader();
  useEffect(() => {
    if (isTakenBack && trial !== undefined) void endTrial(trial, read());
  }, [isTakenBack, trial, read]);

  if (isEmbedded) return null;
  if (texts === undefined) return <span hidden data-pending />;
  return (
    <>
      {trial?.after.sent === sent ? <TrialCard trial={trial} texts={texts} /> : null}
      <Choices sent={sent} texts={texts} />
    </>
  );
}

interface ChoicesProps {
  readonly sent: LocatedTrace;
  readonly texts: ExploringTexts['whatIf'];
}

/** So many are shown at once; the path below is what one came for. */
const shownFirst = 5;

function Choices({ sent, texts }: ChoicesProps) {
  const compiled = useAppStore((state) => state.compiled);
  const isFresh = useAppStore(
    ({ revision, compiled: newest }) => revision === sent.revision && newest?.revision === revision,
  );
  const readOnly = useAppStore((state) => state.readOnly);
  const [showsAll, setShowsAll] = useState(false);
  const { fork } = useActions();
  const whatIfs = useMemo(() => (compiled === undefined ? [] : whatIfsOf(sent.trace, compiled)), [sent, compiled]);
  if (whatIfs.length === 0 || !isFresh) return null;
  const hidden = whatIfs.length - shownFirst;
  const shown = showsAll || hidden <= 1 ? whatIfs : whatIfs.slice(0, shownFirst);
  return (
    <section className={styles.choices} aria-labelledby="what-if">
      <h3 id="what-if">{texts.title}</h3>
      {readOnly ? (
        <p className={styles.readOnly}>
          {texts.readOnly}
          <button type="button" className={kit.link} onClick={fork}>
            {texts.fork}
          </button>
        </p>
      ) : null}
      <ul>
        {shown.map((whatIf) => (
          <Choice key={whatIf.id} whatIf={whatIf} sent={sent} texts={texts} />
        ))}
        {hidden > 1 ? (
          <li>
            <button
              type="button"
              className={styles.more}
              aria-expanded={showsAll}
              onClick={() => {
                setShowsAll(!showsAll);
              }}
            >
              {showsAll ? texts.less : texts.more(hidden)}
            </button>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

interface ChoiceProps extends ChoicesProps {
  readonly whatIf: WhatIf;
}

function Choice({ whatIf, sent, texts }: ChoiceProps) {
  const read = useStateReader();
  const readOnly = useAppStore((state) => state.readOnly);
  const busy = useTrial((state) => state.busy);
  const words = texts.change(whatIf.what);

  function compare(): void {
    const { edits, request: otherRequest } = whatIf;
    openComparison({
      request: sent.trace.request,
      patch: edits,
      before: texts.now,
      after: texts.world(whatIf.what),
      ...(otherRequest === undefined ? {} : { otherRequest }),
    });
  }

  return (
    <li className={styles.chip}>
      {/* In a scenario that cannot be changed, to look at both sides is what is left. */}
      <button
        type="button"
        className={styles.choice}
        disabled={busy}
        title={readOnly ? texts.compare(whatIf.what) : texts.tryIt(whatIf.what)}
        onClick={() => {
          if (readOnly) compare();
          else void tryWhatIf(whatIf, read);
        }}
      >
        {words}
      </button>
      <button
        type="button"
        className={styles.compare}
        aria-label={texts.compare(whatIf.what)}
        title={texts.compare(whatIf.what)}
        onClick={compare}
      >
        <Columns2 size={12} aria-hidden />
      </button>
    </li>
  );
}
