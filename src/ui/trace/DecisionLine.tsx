import type { Considered, Decision } from '#model/trace.ts';
import { explainReason } from '#ui/i18n/explain.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { EvidenceLinks } from './EvidenceLinks.tsx';
import styles from './HopCard.module.css';

/** One sentence of a proxy's reasoning, the lines it rests on, and on demand what lost and which code says so. */
export function DecisionLine({ decision }: { readonly decision: Decision }) {
  const catalogue = useTexts();
  const { trace: texts } = catalogue.panels;
  const considered = decision.considered ?? [];
  return (
    <div className={styles.decision}>
      <p>{explainReason(catalogue, decision.reason)}</p>
      <EvidenceLinks fields={decision.because} />
      <details className={styles.more}>
        <summary>
          {considered.length === 0 ? texts.why : `${texts.why} · ${texts.considered(considered.length)}`}
        </summary>
        {considered.length === 0 ? null : (
          <ul className={styles.considered}>
            {considered.map((candidate, position) => (
              <ConsideredLine key={position} candidate={candidate} />
            ))}
          </ul>
        )}
        <p className={styles.source}>{texts.mirrors(decision.source)}</p>
      </details>
    </div>
  );
}

function ConsideredLine({ candidate }: { readonly candidate: Considered }) {
  const catalogue = useTexts();
  const { outcomes } = catalogue.panels.trace;
  const { resource, outcome, reason, because } = candidate;
  return (
    <li data-outcome={outcome}>
      {resource === undefined ? null : `${resource.kind} ${resource.name} `}
      <span className={styles.outcome}>{outcomes[outcome]}</span>
      {': '}
      {explainReason(catalogue, reason)}
      <EvidenceLinks fields={because ?? []} />
    </li>
  );
}
