import type { Decision } from '#model/trace.ts';
import { explainReason } from '#ui/i18n/explain.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { EvidenceLinks } from './EvidenceLinks.tsx';
import styles from './HopCard.module.css';

/** One sentence of a proxy's reasoning, and the lines it rests on. */
export function DecisionLine({ decision }: { readonly decision: Decision }) {
  const catalogue = useTexts();
  return (
    <div className={styles.decision}>
      <p>{explainReason(catalogue, decision.reason)}</p>
      <EvidenceLinks fields={decision.because} />
    </div>
  );
}
