import type { OpenLesson } from '#store/lessonState.ts';
import { BeatView } from './BeatView.tsx';
import { LessonFooter } from './LessonFooter.tsx';
import { LessonHead } from './LessonHead.tsx';
import styles from './LessonPanel.module.css';
import { WithLessonTexts } from './lessonTexts.tsx';
import { ResultView } from './ResultView.tsx';
import { SymptomView } from './SymptomView.tsx';
import { TaskView } from './TaskView.tsx';
import { useFocusOn } from './useFocusOn.ts';
import { useTeaching } from './useTeaching.ts';

/** The lesson that is open, or the symptom from the gallery. */
export function LessonPanel() {
  return (
    <WithLessonTexts>
      <Opened />
    </WithLessonTexts>
  );
}

function Opened() {
  const symptom = useTeaching((teaching) => teaching.symptom);
  const lesson = useTeaching((teaching) => teaching.lesson);
  if (symptom !== undefined) return <SymptomView open={symptom} />;
  if (lesson === undefined) return null;
  return <Pages open={lesson} />;
}

function Pages({ open: { lesson, place, moving } }: { readonly open: OpenLesson }) {
  const article = useFocusOn<HTMLElement>(`${lesson.slug} ${place.kind}`, (root) =>
    root.querySelector(place.kind === 'result' ? 'h3' : 'footer button:not(:disabled)'),
  );
  return (
    <article ref={article} className={styles.lesson} aria-busy={moving}>
      <div className={styles.scroll}>
        <LessonHead />
        {place.kind === 'beat' ? <BeatView index={place.index} /> : null}
        {place.kind === 'task' ? <TaskView key={place.index} index={place.index} /> : null}
        {place.kind === 'result' ? <ResultView /> : null}
      </div>
      <LessonFooter />
    </article>
  );
}
