import { Check, Circle, X } from 'lucide-react';
import type { Beat, Prediction, Task } from '#model/lesson.ts';
import type { OpenLesson, TeachingState } from '#store/lessonState.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import type { PresentTexts } from '../i18n/en/present.ts';
import { useSay } from '../lessons/lessonTexts.tsx';
import { Prose, Words } from '../lessons/Prose.tsx';
import styles from './PresentBody.module.css';
import { hasOpenQuestion } from './useClicker.ts';

interface PresentedLessonProps {
  readonly texts: PresentTexts;
  readonly open: OpenLesson;
  readonly showsNotes: boolean;
}

/** The one thing that the lesson says now. */
export function PresentedLesson({ texts, open, showsNotes }: PresentedLessonProps) {
  const say = useSay();
  const { lesson, place } = open;
  const beat = place.kind === 'beat' ? lesson.beats[place.index] : undefined;
  const task = place.kind === 'task' ? lesson.tasks[place.index] : undefined;
  return (
    <>
      {beat === undefined ? null : <PresentedBeat key={beat.id} texts={texts} open={open} beat={beat} />}
      {task === undefined ? null : <PresentedTask texts={texts} open={open} task={task} />}
      {place.kind === 'result' ? (
        <>
          <h2 className={styles.over}>{texts.end}</h2>
          <Prose text={say(lesson.summary)} />
        </>
      ) : null}
      {showsNotes ? (
        <aside aria-label={texts.notes} className={styles.notes}>
          {beat?.notes === undefined ? <p>{texts.noNotes}</p> : <Prose text={say(beat.notes)} />}
        </aside>
      ) : null}
    </>
  );
}

interface PresentedBeatProps {
  readonly texts: PresentTexts;
  readonly open: OpenLesson;
  readonly beat: Beat;
}

function PresentedBeat({ texts, open, beat }: PresentedBeatProps) {
  const say = useSay();
  const asks = useAppStore(({ teaching }) => teaching !== undefined && hasOpenQuestion(open, teaching));
  return (
    <>
      <Prose text={say(beat.text)} />
      {beat.predict === undefined ? null : (
        <Question texts={texts} open={open} beat={beat.id} predict={beat.predict} asks={asks} />
      )}
    </>
  );
}

interface QuestionProps {
  readonly texts: PresentTexts;
  readonly open: OpenLesson;
  readonly beat: string;
  readonly predict: Prediction;
  readonly asks: boolean;
}

/** For the room to answer by raising hands; then the answer. */
function Question({ texts, open, beat, predict, asks }: QuestionProps) {
  const say = useSay();
  const actions = useAppStore(({ teaching }) => teaching?.actions);
  const holding = useAppStore(({ teaching }) => holdingOf(teaching, open.lesson.slug, beat)) ?? predict.answer;
  return (
    <section className={styles.question} data-asks={asks ? '' : undefined}>
      <p className={styles.over}>{texts.question}</p>
      <h2>
        <Words text={say(predict.question)} />
      </h2>
      <ol>
        {predict.options.map(({ id, text }) => {
          const holds = holding.includes(id);
          return (
            <li key={id} data-holds={asks ? undefined : String(holds)}>
              <span>
                <Words text={say(text)} />
              </span>
              {asks ? null : holds ? (
                <Check role="img" aria-label={texts.holds} strokeWidth={3} />
              ) : (
                <X role="img" aria-label={texts.fails} />
              )}
            </li>
          );
        })}
      </ol>
      {asks ? (
        <button type="button" className={styles.reveal} onClick={() => void actions?.look()}>
          {texts.reveal}
        </button>
      ) : predict.after === undefined ? null : (
        <Prose text={say(predict.after)} />
      )}
    </section>
  );
}

function holdingOf(teaching: TeachingState | undefined, slug: string, beat: string): readonly string[] | undefined {
  const answers =
    teaching !== undefined && Object.hasOwn(teaching.progress, slug) ? teaching.progress[slug]?.answers : undefined;
  return answers !== undefined && Object.hasOwn(answers, beat) ? answers[beat]?.holding : undefined;
}

interface PresentedTaskProps {
  readonly texts: PresentTexts;
  readonly open: OpenLesson;
  readonly task: Task;
}

function PresentedTask({ texts, open, task }: PresentedTaskProps) {
  const say = useSay();
  return (
    <section className={styles.question}>
      <p className={styles.over}>{texts.task}</p>
      <h2>{say(task.title)}</h2>
      <Prose text={say(task.brief)} />
      <ul>
        {task.goals.map(({ id, text }) => {
          const state = open.task.goals[id] ?? 'unknown';
          const Icon = state === 'met' ? Check : state === 'broken' ? X : Circle;
          return (
            <li key={id} data-holds={state === 'met' ? 'true' : undefined}>
              <span>
                <Words text={say(text)} />
              </span>
              <Icon role="img" aria-label={texts.goal[state]} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
