import { ChevronsLeft } from 'lucide-react';
import { placeBeyond } from '#store/lessonPath.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './LessonPanel.module.css';
import { useLessonTexts } from './lessonTexts.tsx';
import { useOpenLesson, useTeachingActions } from './useTeaching.ts';

/** Back and on. */
export function LessonFooter() {
  const { beat: texts, task: taskTexts } = useLessonTexts();
  const { lesson, place, held, task } = useOpenLesson();
  const actions = useTeachingActions();
  const following = placeBeyond(lesson, place, 1).kind;
  const isOpenTask = place.kind === 'task' && !task.passed;
  const words = isOpenTask
    ? taskTexts.skip
    : following === 'beat'
      ? texts.go
      : following === 'result'
        ? texts.toResult
        : place.kind === 'task'
          ? taskTexts.next
          : texts.toTask;
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
      {place.kind === 'result' ? null : (
        <button
          type="button"
          className={`${(isOpenTask ? kit.button : kit.primary) ?? ''} ${styles.on ?? ''}`}
          onClick={actions.next}
        >
          {words}
          {place.kind === 'beat' ? (
            <kbd className={styles.key} aria-hidden>
              {texts.key}
            </kbd>
          ) : null}
        </button>
      )}
    </footer>
  );
}
