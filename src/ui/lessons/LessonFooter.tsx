import { ChevronsLeft } from 'lucide-react';
import { placeBeyond } from '#store/lessonPath.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './LessonPanel.module.css';
import { useLessonTexts } from './lessonTexts.tsx';
import { useOpenLesson, useTeachingActions } from './useTeaching.ts';

/** Back and on. */
export function LessonFooter() {
  const { beat: texts } = useLessonTexts();
  const { lesson, place, held } = useOpenLesson();
  const actions = useTeachingActions();
  const following = placeBeyond(lesson, place, 1).kind;
  const words = following === 'beat' ? texts.go : following === 'task' ? texts.toTask : texts.toResult;
  const isFirst = place.kind === 'beat' && place.index === 0;
  return (
    <footer className={styles.footer}>
      {held > 0 ? (
        <p key={held} role="alert" className={styles.held}>
          {texts.held}
        </p>
      ) : null}
      <button
        type="button"
        className={kit.quiet}
        aria-label={texts.backTwo}
        title={texts.backTwo}
        disabled={isFirst}
        onClick={() => {
          actions.back(2);
        }}
      >
        <ChevronsLeft size={16} />
      </button>
      <button
        type="button"
        className={kit.button}
        disabled={isFirst}
        onClick={() => {
          actions.back(1);
        }}
      >
        {texts.back}
      </button>
      <button type="button" className={`${kit.primary ?? ''} ${styles.on ?? ''}`} onClick={actions.next}>
        {words}
        <kbd className={styles.key} aria-hidden>
          {texts.key}
        </kbd>
      </button>
    </footer>
  );
}
