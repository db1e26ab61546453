import type { OpenSymptom } from '#store/lessonState.ts';
import { useSay } from '../lessons/lessonTexts.tsx';
import { Prose } from '../lessons/Prose.tsx';
import styles from './PresentBody.module.css';

/** What somebody sees, and then where to look. */
export function PresentedSymptom({ open: { symptom, wayIn } }: { readonly open: OpenSymptom }) {
  const say = useSay();
  return (
    <>
      <blockquote className={styles.symptom}>
        <Prose text={say(symptom.symptom)} />
      </blockquote>
      {wayIn ? <Prose text={say(symptom.wayIn)} /> : null}
    </>
  );
}
