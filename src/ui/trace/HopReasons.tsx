import type { Considered, Decision } from '#model/trace.ts';
import { explainReason } from '#ui/i18n/explain.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { EvidenceLinks } from './EvidenceLinks.tsx';
import styles from './HopCard.module.css';

/** On demand: what else a hop looked at and why it lost, and which upstream code decides so. */
export function HopReasons({ decisions }: { readonly decisions: readonly Decision[] }) {
  const { trace: texts } = useTexts().panels;
  if (decisions.length === 0) return null;
  const considered = decisions.flatMap((decision) => decision.considered ?? []);
  const sources = [...new Set(decisions.map(({ source }) => source))];
  return (
    <details className={styles.more}>
      <summary>{considered.length === 0 ? texts.why : `${texts.why} · ${texts.considered(considered.length)}`}</summary>
      {considered.length === 0 ? null : (
        <ul className={styles.considered}>
          {considered.map((candidate, position) => (
            <ConsideredLine key={position} candidate={candidate} />
          ))}
        </ul>
      )}
      {sources.map((source) => (
        <p key={source} className={styles.source}>
          {texts.mirrors(source)}
        </p>
      ))}
    </details>
  );
}

function ConsideredLine({ candidate }: { readonly candidate: Considered }) {
  const catalogue = useTexts();
  const { outcomes, colon } = catalogue.panels.trace;
  const { resource, outcome, reason, because } = candidate;
  return (
    <li data-outcome={outcome}>
      {resource === undefined ? null : (
        <>
          {`${resource.kind} ${resource.name} `}
          <span className={styles.outcome}>{outcomes[outcome]}</span>
          {colon}
        </>
      )}
      {explainReason(catalogue, reason)}
      <EvidenceLinks fields={because ?? []} />
    </li>
  );
}
