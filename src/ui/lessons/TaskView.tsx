import { Check, Circle, CircleDashed, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Task } from '#model/lesson.ts';
import { bareRequest } from '#store/lessonContext.ts';
import type { GoalState, Offer } from '#store/lessonState.ts';
import { requestsIn } from '#store/lessonTasks.ts';
import kit from '#ui/kit/panel.module.css';
import { useIsNarrow } from '#ui/shell/useIsNarrow.ts';
import { useActions } from '#ui/useAppStore.ts';
import { ChangeView } from './ChangeView.tsx';
import panel from './LessonPanel.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { Prose, Words } from './Prose.tsx';
import styles from './TaskView.module.css';
import { useFocusOn } from './useFocusOn.ts';
import { useKeptLesson, useOpenLesson, useTeachingActions } from './useTeaching.ts';

/** Something to be done, graded while it is done. */
export function TaskView({ index }: { readonly index: number }) {
  const { task: texts } = useLessonTexts();
  const say = useSay();
  const { lesson, task: state } = useOpenLesson();
  const isNarrow = useIsNarrow();
  const task = lesson.tasks[index];
  if (task === undefined) return null;
  return (
    <div className={panel.body}>
      <p className={styles.over}>{texts.label}</p>
      <h3 className={styles.title}>{say(task.title)}</h3>
      <Prose text={say(task.brief)} />
      {isNarrow ? <p className={kit.small}>{texts.onPhone}</p> : null}
      <Goals task={task} />
      {state.passed ? (
        <div className={styles.passed} role="status">
          <p>
            <Check size={15} strokeWidth={2.5} aria-hidden />
            <b>{texts.passed}</b>
          </p>
          {task.after === undefined ? null : <Prose text={say(task.after)} />}
        </div>
      ) : null}
      <Requests task={task} />
      <Help key={task.id} task={task} />
    </div>
  );
}

const icons = { unknown: CircleDashed, met: Check, missed: Circle, broken: TriangleAlert } as const;

function Goals({ task }: { readonly task: Task }) {
  const { task: texts } = useLessonTexts();
  const { task: state } = useOpenLesson();
  const { tasks } = useKeptLesson();
  const held = Object.hasOwn(tasks, task.id) ? (tasks[task.id]?.held ?? []) : [];
  const goals = useFocusOn<HTMLElement>(state.hintsAsked, (root) => root.querySelector('summary'));
  return (
    <section ref={goals} className={styles.goals} aria-label={texts.goals} aria-live="polite">
      <ul>
        {task.goals.map((goal) => (
          <GoalLine
            key={goal.id}
            goal={goal}
            state={state.goals[goal.id] ?? 'unknown'}
            mustHold={held.includes(goal.id)}
          />
        ))}
      </ul>
      {state.hints
        .filter(({ goal }) => goal === undefined)
        .map(({ text }, position) => (
          <HintLine key={position} text={text} />
        ))}
    </section>
  );
}

interface GoalLineProps {
  readonly goal: Task['goals'][number];
  readonly state: GoalState;
  readonly mustHold: boolean;
}

function GoalLine({ goal, state, mustHold }: GoalLineProps) {
  const { task: texts } = useLessonTexts();
  const { task } = useOpenLesson();
  const say = useSay();
  const Icon = icons[state];
  const hints = task.hints.filter((hint) => hint.goal === goal.id);
  return (
    <li data-state={state}>
      <Icon size={15} strokeWidth={2.5} aria-hidden />
      <div>
        <p>
          <Words text={say(goal.text)} />{' '}
          <small>{state === 'met' && mustHold ? `${texts.state.met} · ${texts.mustHold}` : texts.state[state]}</small>
        </p>
        {hints.map(({ text }, position) => (
          <HintLine key={position} text={text} />
        ))}
      </div>
    </li>
  );
}

/** Closed after an attempt, open for whoever asked; nobody is helped before they have tried or asked. */
function HintLine({ text }: { readonly text: Task['brief'] }) {
  const { task: texts } = useLessonTexts();
  const { task } = useOpenLesson();
  const say = useSay();
  if (!task.attempted && !task.hintsAsked) return null;
  return (
    <details className={styles.hint} open={task.hintsAsked}>
      <summary>{texts.hint}</summary>
      <Prose text={say(text)} />
    </details>
  );
}

/** The requests that are judged, to be sent and looked at. */
function Requests({ task }: { readonly task: Task }) {
  const { task: texts } = useLessonTexts();
  const actions = useActions();
  return (
    <section className={styles.requests} aria-label={texts.requests}>
      {requestsIn(task).map((request) => {
        const words = `${request.method ?? 'GET'} ${request.to}`;
        return (
          <p key={request.name}>
            <button
              type="button"
              className={kit.button}
              aria-label={`${texts.send} ${request.name}: ${words}`}
              onClick={() => {
                actions.openRequest(bareRequest(request));
                void actions.send();
              }}
            >
              {texts.send}
            </button>
            <span>
              <b>{request.name}</b>
              <small>{`${request.from} → ${words}`}</small>
            </span>
          </p>
        );
      })}
    </section>
  );
}

/** A hint for whoever asks, and the whole solution for whoever has had enough. */
function Help({ task }: { readonly task: Task }) {
  const { task: texts } = useLessonTexts();
  const { task: state } = useOpenLesson();
  const actions = useTeachingActions();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={styles.help}>
      <div className={styles.row}>
        {state.hintsAsked || state.passed ? null : (
          <button type="button" className={kit.button} onClick={actions.askHints}>
            {texts.askHint}
          </button>
        )}
        <button
          type="button"
          className={kit.button}
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen ? texts.hide : texts.solve}
        </button>
        {state.attempted ? (
          <button type="button" className={kit.quiet} onClick={actions.restore}>
            {texts.startOver}
          </button>
        ) : null}
      </div>
      {state.hintsAsked && state.hints.length === 0 && !state.passed ? (
        <p className={kit.small}>{texts.noHints}</p>
      ) : null}
      {isOpen ? <Solution task={task} /> : null}
    </section>
  );
}

function Solution({ task }: { readonly task: Task }) {
  const { task: texts, change } = useLessonTexts();
  const { task: state } = useOpenLesson();
  const actions = useTeachingActions();
  const [from, setFrom] = useState<'start' | 'now'>('start');
  const [offer, setOffer] = useState<{ readonly key: string; readonly offer: Offer | undefined }>();
  const [isApplied, setApplied] = useState(false);
  const isDone = isApplied && state.passed;
  const solution = useFocusOn<HTMLElement>(isDone, (root) => root.querySelector('[tabindex="-1"]'));
  const key = `${task.id} ${from} ${from === 'now' ? String(state.judged) : ''}`;
  if (offer?.key !== key) {
    setOffer({ key, offer: undefined });
    void actions.offer(from).then((found) => {
      setOffer((before) => (before?.key === key ? { key, offer: found } : before));
    });
  }
  return (
    <section ref={solution} aria-label={texts.solution} className={styles.solution}>
      {state.attempted ? (
        <div role="group" aria-label={texts.against} className={styles.row}>
          {(['start', 'now'] as const).map((each) => (
            <button
              key={each}
              type="button"
              className={panel.chip}
              aria-pressed={each === from}
              onClick={() => {
                setFrom(each);
              }}
            >
              {each === 'start' ? texts.fromStart : texts.fromNow}
            </button>
          ))}
        </div>
      ) : null}
      {offer?.offer === undefined ? <p className={kit.small}>{change.loading}</p> : <ChangeView offer={offer.offer} />}
      <p className={styles.row}>
        <button
          type="button"
          className={kit.primary}
          disabled={isDone}
          onClick={() => {
            setApplied(true);
            actions.solve();
          }}
        >
          {texts.apply}
        </button>
      </p>
      {isDone ? (
        <p className={kit.small} tabIndex={-1}>
          {texts.applied}
        </p>
      ) : null}
    </section>
  );
}
