import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Beat } from '#model/lesson.ts';
import kit from '#ui/kit/panel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';
import { BeatExtras } from './BeatExtras.tsx';
import styles from './LessonPanel.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { PredictionCard } from './PredictionCard.tsx';
import { Prose, Words } from './Prose.tsx';
import { useOpenLesson, useTeaching, useTeachingActions } from './useTeaching.ts';

/** The beats so far as one column to read, the current one marked. */
export function BeatView({ index }: { readonly index: number }) {
  const { beat: texts, head } = useLessonTexts();
  const say = useSay();
  const { lesson } = useOpenLesson();
  const actions = useTeachingActions();
  const told = lesson.beats.slice(0, index + 1);
  return (
    <div className={styles.body}>
      <p className={styles.belief}>
        <b>{texts.misconception}</b>
        <q>
          <Words text={say(lesson.misconception)} />
        </q>
      </p>
      <ol className={styles.beats} aria-live="polite" aria-label={head.steps}>
        {told.map((beat, position) =>
          position === index ? (
            <Current key={beat.id} beat={beat} position={position} />
          ) : (
            <li key={beat.id} className={styles.beat}>
              <button
                type="button"
                className={styles.number}
                aria-label={texts.goTo(position + 1)}
                title={texts.goTo(position + 1)}
                onClick={() => {
                  actions.go({ kind: 'beat', index: position });
                }}
              >
                {position + 1}
              </button>
              <Prose text={say(beat.text)} />
            </li>
          ),
        )}
      </ol>
    </div>
  );
}

function Current({ beat, position }: { readonly beat: Beat; readonly position: number }) {
  const say = useSay();
  const { beat: texts } = useLessonTexts();
  const presenting = useTeaching((teaching) => teaching.presenting) === true;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // The beginning is read from the top of the panel, where the title is.
    if (position > 0) item.current?.scrollIntoView({ block: 'start' });
  }, [position]);
  return (
    <li ref={item} className={styles.beat} aria-current="step">
      <span className={styles.number} data-now="">
        {position + 1}
      </span>
      <div className={styles.telling}>
        <Prose text={say(beat.text)} />
        {presenting && beat.notes !== undefined ? (
          <aside className={styles.notes} aria-label={texts.notes}>
            <Prose text={say(beat.notes)} />
          </aside>
        ) : null}
        <Changed beat={beat} />
        {beat.predict === undefined ? null : <PredictionCard key={beat.id} beat={beat} predict={beat.predict} />}
        <BeatExtras beat={beat} />
      </div>
    </li>
  );
}

/** What the reader's own changes have made of the beat. */
function Changed({ beat }: { readonly beat: Beat }) {
  const { beat: texts } = useLessonTexts();
  const { lesson, moving, missed } = useOpenLesson();
  const actions = useTeachingActions();
  const changed = useAppStore(({ text }) => text !== lesson.documents[beat.document]);
  if (moving || (!changed && !missed)) return null;
  return (
    <div className={styles.changed} role="status">
      <TriangleAlert size={14} aria-hidden />
      <p>
        {missed ? texts.missed : texts.changed}{' '}
        <button type="button" className={kit.link} onClick={actions.restore}>
          {texts.restore}
        </button>
      </p>
    </div>
  );
}
