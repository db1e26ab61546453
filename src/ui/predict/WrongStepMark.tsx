import { Flag } from 'lucide-react';
import type { PredictionMistake } from '#model/prediction/mistake.ts';
import { useExploringTexts } from '#ui/exploring/useExploringTexts.ts';
import { hintOf } from './hintOf.ts';
import styles from './PredictPanel.module.css';

/** Stands at the step where the path went another way than predicted, and says why it did. */
export function WrongStepMark({ mistake }: { readonly mistake: PredictionMistake }) {
  const texts = useExploringTexts()?.predict;
  if (texts === undefined) return <span hidden data-pending />;
  return (
    <div className={styles.mark}>
      <strong>
        <Flag size={12} aria-hidden />
        {texts.mark}
      </strong>
      <p>{hintOf(texts, mistake)}</p>
    </div>
  );
}
