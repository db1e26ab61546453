import { Check, Circle, Eye, X } from 'lucide-react';
import { useState } from 'react';
import { lessons } from '#content/lessons.ts';
import kit from '#ui/kit/panel.module.css';
import { setUiState } from '#ui/shell/uiState.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import panel from './LessonPanel.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { lessonResult, resultMarkdown, type LessonResult } from './lessonResult.ts';
import { Words } from './Prose.tsx';
import styles from './ResultView.module.css';
import { useKeptLesson, useOpenLesson, useTeachingActions } from './useTeaching.ts';

const predictionIcons = { right: Check, wrong: X, looked: Eye, none: Circle } as const;
const taskIcons = { solved: Check, shown: Eye, open: Circle } as const;

/** What somebody predicted and solved in a lesson, to be shown to others. */
export function ResultView() {
  const { result: texts } = useLessonTexts();
  const say = useSay();
  const { lesson } = useOpenLesson();
  const kept = useKeptLesson();
  const actions = useTeachingActions();
  const result = lessonResult(lesson, kept);
  const next = lessons.find(({ number }) => number > lesson.number);
  return (
    <div className={panel.body}>
      <h3 className={styles.title} tabIndex={-1}>
        {texts.title}
      </h3>
      <p className={styles.can}>
        <b>{texts.nowYouCan}</b>
        <Words text={say(lesson.summary)} />
      </p>
      <p>{texts.predictions(result.right, result.predictions.length)}</p>
      <ul className={styles.list} aria-label={texts.predictionsTitle}>
        {result.predictions.map(({ id, question, first }) => {
          const Icon = predictionIcons[first];
          return (
            <li key={id} data-tone={first}>
              <Icon size={13} strokeWidth={2.5} aria-hidden />
              <span>
                <Words text={say(question)} />
                <small>{texts.first[first]}</small>
              </span>
            </li>
          );
        })}
      </ul>
      <p>{texts.tasks(result.solved, result.tasks.length)}</p>
      <ul className={styles.list} aria-label={texts.tasksTitle}>
        {result.tasks.map(({ id, title, state }) => {
          const Icon = taskIcons[state];
          return (
            <li key={id} data-tone={state}>
              <Icon size={13} strokeWidth={2.5} aria-hidden />
              <span>
                <Words text={say(title)} />
                <small>{texts.task[state]}</small>
              </span>
            </li>
          );
        })}
      </ul>
      <Share result={result} />
      {next === undefined ? null : (
        <p className={styles.next}>
          <button type="button" className={kit.link} onClick={() => void actions.open({ lesson: next.slug })}>
            {texts.next(say(next.title))}
          </button>
        </p>
      )}
    </div>
  );
}

/** Shown to others as Markdown; and back to the list. */
function Share({ result }: { readonly result: LessonResult }) {
  const { result: texts } = useLessonTexts();
  const locale = useAppStore((state) => state.locale);
  const { lesson } = useOpenLesson();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={kit.button}
        onClick={() => {
          void navigator.clipboard.writeText(resultMarkdown(lesson, result, texts, locale)).then(() => {
            setCopied(true);
          });
        }}
      >
        {isCopied ? texts.copied : texts.copy}
      </button>
      <button
        type="button"
        className={kit.button}
        onClick={() => {
          setUiState({ showingLearn: true });
        }}
      >
        {texts.all}
      </button>
    </div>
  );
}
