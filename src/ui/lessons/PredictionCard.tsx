import { Check, Eye, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { Beat, Prediction, PredictionOption } from '#model/lesson.ts';
import type { KeptAnswer } from '#store/lessonState.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './PredictionCard.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { Prose, Words } from './Prose.tsx';
import { useFocusOn } from './useFocusOn.ts';
import { useKeptLesson, useTeachingActions } from './useTeaching.ts';

interface PredictionCardProps {
  readonly beat: Beat;
  readonly predict: Prediction;
}

/** A question before the request is sent, and what was made of it. */
export function PredictionCard({ beat, predict }: PredictionCardProps) {
  const { answers } = useKeptLesson();
  const answer = Object.hasOwn(answers, beat.id) ? answers[beat.id] : undefined;
  const isAsked = answer === undefined || answer.again;
  const card = useFocusOn<HTMLElement>(isAsked, (root) => root.querySelector('input, [tabindex="-1"]'));
  return (
    <section ref={card} className={styles.card}>
      {isAsked ? <Question predict={predict} /> : <Answered predict={predict} answer={answer} />}
    </section>
  );
}

function Question({ predict }: { readonly predict: Prediction }) {
  const { predict: texts } = useLessonTexts();
  const say = useSay();
  const actions = useTeachingActions();
  const name = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const isOne = predict.choose === 'one';

  function choose(id: string): void {
    if (isOne) setChosen([id]);
    else setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) void actions.answer(chosen);
      }}
    >
      <fieldset className={styles.question}>
        <legend>
          <span className={styles.over}>{texts.title}</span>
          <Words text={say(predict.question)} />
        </legend>
        <p className={styles.how}>{isOne ? texts.one : texts.many}</p>
        {predict.options.map(({ id, text }) => (
          <label key={id} className={styles.option}>
            <input
              type={isOne ? 'radio' : 'checkbox'}
              name={name}
              value={id}
              checked={chosen.includes(id)}
              onChange={() => {
                choose(id);
              }}
            />
            <span>
              <Words text={say(text)} />
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.row}>
        <button type="submit" className={kit.primary} disabled={chosen.length === 0}>
          {texts.check}
        </button>
        <button type="button" className={kit.link} onClick={() => void actions.look()}>
          {texts.look}
        </button>
      </div>
    </form>
  );
}

const icons = { right: Check, wrong: X, looked: Eye } as const;

function Answered({ predict, answer }: { readonly predict: Prediction; readonly answer: KeptAnswer }) {
  const { predict: texts } = useLessonTexts();
  const say = useSay();
  const actions = useTeachingActions();
  const outcome = outcomeOf(answer);
  const Icon = icons[outcome];
  const isAsAuthor = sameSet(answer.holding, predict.answer);
  return (
    <div role="status">
      <p className={styles.asked}>
        <Words text={say(predict.question)} />
      </p>
      <p className={styles.outcome} data-outcome={outcome} tabIndex={-1}>
        <Icon size={15} strokeWidth={2.5} aria-hidden />
        {texts[outcome]}
      </p>
      <ul className={styles.answers}>
        {predict.options.map((option) => (
          <Answer key={option.id} option={option} answer={answer} />
        ))}
      </ul>
      {isAsAuthor ? null : <p className={styles.hint}>{texts.edited}</p>}
      {predict.after === undefined ? null : <Prose text={say(predict.after)} />}
      <p className={styles.again}>
        <button type="button" className={kit.link} onClick={actions.again}>
          {texts.again}
        </button>
        <span>{texts.counts}</span>
      </p>
    </div>
  );
}

/** An option, what is so, and below a mistaken one the hint for that mistake. */
function Answer({ option, answer }: { readonly option: PredictionOption; readonly answer: KeptAnswer }) {
  const { predict: texts } = useLessonTexts();
  const say = useSay();
  const holds = answer.holding.includes(option.id);
  const isChosen = answer.chosen.includes(option.id);
  const Icon = holds ? Check : X;
  const hint = outcomeOf(answer) === 'wrong' && isMistaken(option, answer) ? option.hint : undefined;
  return (
    <li data-holds={holds ? '' : undefined} data-chosen={isChosen ? '' : undefined}>
      <Icon size={13} strokeWidth={2.5} aria-hidden />
      <span>
        <Words text={say(option.text)} />
        <small>{[holds ? texts.isRight : texts.isWrong, ...(isChosen ? [texts.chosen] : [])].join(' · ')}</small>
      </span>
      {hint === undefined ? null : (
        <div className={styles.hint}>
          <Prose text={say(hint)} />
        </div>
      )}
    </li>
  );
}

function outcomeOf({ chosen, holding }: KeptAnswer): keyof typeof icons {
  if (chosen.length === 0) return 'looked';
  return sameSet(chosen, holding) ? 'right' : 'wrong';
}

function isMistaken({ id }: PredictionOption, { chosen, holding }: KeptAnswer): boolean {
  return chosen.includes(id) !== holding.includes(id);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
