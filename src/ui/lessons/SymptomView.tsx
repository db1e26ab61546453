import { X } from 'lucide-react';
import { useState } from 'react';
import { lessons } from '#content/lessons.ts';
import type { Offer, OpenSymptom } from '#store/lessonState.ts';
import kit from '#ui/kit/panel.module.css';
import { setUiState } from '#ui/shell/uiState.ts';
import { References } from './BeatExtras.tsx';
import { ChangeView } from './ChangeView.tsx';
import panel from './LessonPanel.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { Prose } from './Prose.tsx';
import styles from './TaskView.module.css';
import { useTeachingActions } from './useTeaching.ts';

/** An entry of the gallery: what somebody sees, where to look, and what mends it. */
export function SymptomView({ open: { symptom, wayIn } }: { readonly open: OpenSymptom }) {
  const { gallery: texts, head } = useLessonTexts();
  const say = useSay();
  const actions = useTeachingActions();
  const lesson = lessons.find(({ slug }) => slug === symptom.lesson);
  return (
    <article className={panel.lesson}>
      <div className={panel.scroll}>
        <header className={panel.head}>
          <p className={panel.over}>
            <span>{texts.label}</span>
            <button
              type="button"
              className={panel.icon}
              aria-label={head.close}
              title={head.close}
              onClick={actions.close}
            >
              <X size={15} />
            </button>
          </p>
          <h2>{say(symptom.title)}</h2>
        </header>
        <div className={panel.body}>
          <blockquote className={styles.symptom}>
            <Prose text={say(symptom.symptom)} />
          </blockquote>
          {wayIn ? (
            <div className={styles.way} role="status">
              <Prose text={say(symptom.wayIn)} />
            </div>
          ) : (
            <p className={styles.row}>
              <button type="button" className={kit.primary} onClick={actions.showWayIn}>
                {texts.wayIn}
              </button>
            </p>
          )}
          <Fix key={symptom.slug} open={{ symptom, wayIn }} />
          {lesson === undefined ? null : (
            <p>
              <button type="button" className={kit.link} onClick={() => void actions.open({ lesson: lesson.slug })}>
                {texts.lesson(say(lesson.title))}
              </button>
            </p>
          )}
          <p>
            <button
              type="button"
              className={kit.link}
              onClick={() => {
                setUiState({ showingLearn: true });
              }}
            >
              {texts.all}
            </button>
          </p>
          <References references={symptom.references} label={texts.references} />
        </div>
      </div>
    </article>
  );
}

function Fix({ open: { symptom } }: { readonly open: OpenSymptom }) {
  const { gallery: texts, change } = useLessonTexts();
  const say = useSay();
  const actions = useTeachingActions();
  const [offer, setOffer] = useState<Offer | 'loading'>();
  const [isApplied, setApplied] = useState(false);

  function show(): void {
    setOffer('loading');
    void actions.offerFix().then(setOffer);
  }

  return (
    <section className={styles.help}>
      <p className={styles.row}>
        <button
          type="button"
          className={kit.button}
          aria-expanded={offer !== undefined}
          onClick={() => {
            if (offer === undefined) show();
            else setOffer(undefined);
          }}
        >
          {offer === undefined ? texts.fix : texts.hideFix}
        </button>
      </p>
      {offer === undefined ? null : <Prose text={say(symptom.fix.text)} />}
      {offer === 'loading' ? <p className={kit.small}>{change.loading}</p> : null}
      {offer === undefined || offer === 'loading' ? null : (
        <>
          <ChangeView offer={offer} />
          <p className={styles.row}>
            <button
              type="button"
              className={kit.primary}
              disabled={isApplied}
              onClick={() => {
                setApplied(true);
                void actions.fix();
              }}
            >
              {texts.apply}
            </button>
          </p>
          {isApplied ? <p className={kit.small}>{texts.fixed}</p> : null}
        </>
      )}
    </section>
  );
}
