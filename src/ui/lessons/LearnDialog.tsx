import { useEffect, useRef, useState } from 'react';
import { gallery, lessons, type ListedLesson } from '#content/lessons.ts';
import { lessonParts, type Symptom } from '#model/lesson.ts';
import { unseen, type KeptLesson, type Progress } from '#store/lessonState.ts';
import kit from '#ui/kit/panel.module.css';
import dialogStyles from '#ui/shell/Dialog.module.css';
import { setUiState } from '#ui/shell/uiState.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import styles from './LearnDialog.module.css';
import { useLessonTexts, useSay, WithLessonTexts } from './lessonTexts.tsx';
import { Words } from './Prose.tsx';

/** The course and the gallery, with how far one has come. */
export function LearnDialog() {
  return (
    <WithLessonTexts>
      <Dialog />
    </WithLessonTexts>
  );
}

function close(): void {
  setUiState({ showingLearn: false });
}

function Dialog() {
  const { course: texts } = useLessonTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const actions = useActions();
  const progress = useAppStore(({ teaching }) => teaching?.progress) ?? {};

  useEffect(() => {
    dialog.current?.showModal();
    // Whoever looks at the list wants to see how far they are, and to open one at once.
    void actions.teach();
    setView('learn');
    return () => {
      setView(undefined);
    };
  }, [actions]);

  const done = lessons.filter(({ slug }) => keptOf(progress, slug).finished).length;
  return (
    <dialog
      ref={dialog}
      className={`${dialogStyles.dialog ?? ''} ${styles.dialog ?? ''}`}
      aria-labelledby="learn-title"
      onClose={close}
    >
      <div className={styles.head}>
        <h2 id="learn-title">{texts.title}</h2>
        <span className={styles.done}>{texts.summary(done, lessons.length)}</span>
        <button type="button" className={kit.button} onClick={close}>
          {texts.close}
        </button>
      </div>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.body} tabIndex={0} role="region" aria-label={texts.list}>
        <p className={styles.lead}>{texts.lead}</p>
        {lessonParts.map((part) => {
          const own = lessons.filter((lesson) => lesson.part === part);
          return own.length === 0 ? null : (
            <section key={part} aria-labelledby={`learn-${part}`}>
              <h3 id={`learn-${part}`}>{texts.parts[part]}</h3>
              <ol className={styles.list}>
                {own.map((lesson) => (
                  <LessonCard key={lesson.slug} lesson={lesson} kept={keptOf(progress, lesson.slug)} />
                ))}
              </ol>
            </section>
          );
        })}
        {gallery.length === 0 ? null : (
          <section aria-labelledby="learn-gallery">
            <h3 id="learn-gallery">{texts.gallery}</h3>
            <p className={styles.lead}>{texts.galleryLead}</p>
            <ol className={styles.list}>
              {gallery.map((symptom) => (
                <SymptomCard key={symptom.slug} symptom={symptom} />
              ))}
            </ol>
          </section>
        )}
        <Forget />
      </div>
    </dialog>
  );
}

function LessonCard({ lesson, kept }: { readonly lesson: ListedLesson; readonly kept: KeptLesson }) {
  const { course: texts } = useLessonTexts();
  const say = useSay();
  const actions = useActions();
  const { slug, number, minutes, title, summary, beats, tasks } = lesson;
  const solved = tasks.filter((id) => Object.hasOwn(kept.tasks, id) && kept.tasks[id]?.solved === true).length;
  const seen = Math.min(kept.seen, beats.length);

  async function open(): Promise<void> {
    const teaching = await actions.teach();
    const beat = kept.finished ? undefined : beats[seen - 1];
    close();
    await teaching.open({ lesson: slug, ...(beat === undefined ? {} : { beat }) });
  }

  return (
    <li className={styles.card}>
      <span className={styles.number} aria-hidden>
        {number}
      </span>
      <div>
        <h4>
          <button type="button" className={styles.open} onClick={() => void open()}>
            {say(title)}
          </button>
        </h4>
        <p>
          <Words text={say(summary)} />
        </p>
        <p className={styles.facts}>
          <span>{texts.minutes(minutes)}</span>
          {seen === 0 ? null : <span>{texts.seen(seen, beats.length)}</span>}
          {seen === 0 && solved === 0 ? null : <span>{texts.solved(solved, tasks.length)}</span>}
          {kept.finished ? <b>{texts.finished}</b> : null}
        </p>
        <span className={styles.bar} aria-hidden>
          <span style={{ width: `${String((100 * (seen + solved)) / Math.max(1, beats.length + tasks.length))}%` }} />
        </span>
      </div>
    </li>
  );
}

function SymptomCard({ symptom }: { readonly symptom: Symptom }) {
  const say = useSay();
  const actions = useActions();
  return (
    <li className={styles.card}>
      <span className={styles.number} aria-hidden>
        {symptom.number}
      </span>
      <div>
        <h4>
          <button
            type="button"
            className={styles.open}
            onClick={() => {
              close();
              void actions.teach().then((teaching) => teaching.openSymptom(symptom.slug));
            }}
          >
            {say(symptom.title)}
          </button>
        </h4>
        <p>
          <Words text={say(symptom.symptom)} />
        </p>
      </div>
    </li>
  );
}

function Forget() {
  const { course: texts } = useLessonTexts();
  const actions = useActions();
  const [isSure, setSure] = useState(false);
  return (
    <p className={styles.forget}>
      <span>{texts.kept}</span>
      <button
        type="button"
        className={kit.link}
        onClick={() => {
          if (isSure)
            void actions.teach().then((teaching) => {
              teaching.reset();
            });
          setSure(!isSure);
        }}
      >
        {isSure ? texts.resetSure : texts.reset}
      </button>
    </p>
  );
}

function keptOf(progress: Progress, slug: string): KeptLesson {
  return (Object.hasOwn(progress, slug) ? progress[slug] : undefined) ?? unseen;
}

/** The address says that the list is open, so that it can be linked. */
function setView(view: string | undefined): void {
  const address = new URL(location.href);
  if (view === undefined) address.searchParams.delete('view');
  else address.searchParams.set('view', view);
  history.replaceState(history.state, '', address);
}
