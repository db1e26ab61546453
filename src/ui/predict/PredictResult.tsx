import { Check, X } from 'lucide-react';
import { placeKey } from '#model/prediction.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { hintOf } from './hintOf.ts';
import type { Judgement } from './PredictPanel.tsx';
import styles from './PredictPanel.module.css';
import { startPredicting } from './startPredicting.ts';

interface PredictResultProps {
  readonly texts: ExploringTexts['predict'];
  readonly judgement: Judgement;
  readonly onClose: () => void;
}

/** What was said beside what it is, and a hint for the first mistake. */
export function PredictResult({ texts, judgement, onClose }: PredictResultProps) {
  const { prediction, outcome, place, peer, mistake } = judgement;
  const { asked, right } = useAppStore((state) => state.score);
  const { forgetPredictions } = useActions();
  const read = useStateReader();
  const tone = outcome === undefined ? 'untold' : mistake === undefined ? 'right' : 'wrong';
  return (
    <div className={styles.form}>
      <h2 data-tone={tone}>
        {tone === 'right' ? <Check size={15} aria-hidden /> : <X size={15} aria-hidden />}
        <span role="status">{headline(texts, judgement)}</span>
      </h2>
      {mistake === undefined ? null : <p className={styles.hint}>{hintOf(texts, mistake)}</p>}
      {outcome === undefined ? null : (
        <dl className={styles.answers}>
          <Answer
            question={texts.outcomeQuestion}
            said={texts.outcomes[prediction.outcome]}
            found={texts.outcomes[outcome]}
            texts={texts}
          />
          <Answer
            question={texts.placeQuestion}
            said={texts.place(prediction.place)}
            found={placeKey(place) === placeKey(prediction.place) ? texts.place(prediction.place) : texts.place(place)}
            texts={texts}
          />
          {prediction.peer === undefined || peer === undefined ? null : (
            <Answer
              question={texts.peerQuestion}
              said={texts.peers[prediction.peer]}
              found={texts.peers[peer]}
              texts={texts}
            />
          )}
        </dl>
      )}
      <p className={styles.row}>
        <button
          type="button"
          className={kit.button}
          onClick={() => {
            onClose();
            startPredicting(read());
          }}
        >
          {texts.again}
        </button>
        <button type="button" className={kit.button} onClick={onClose}>
          {texts.close}
        </button>
        <small className={kit.small}>{texts.score(right, asked)}</small>
        <button type="button" className={kit.link} onClick={forgetPredictions}>
          {texts.forget}
        </button>
      </p>
    </div>
  );
}

function headline(texts: ExploringTexts['predict'], { outcome, mistake }: Judgement): string {
  if (outcome === undefined) return texts.untold;
  return mistake === undefined ? texts.right : texts.wrong(mistake.step + 1);
}

interface AnswerProps {
  readonly question: string;
  readonly said: string;
  readonly found: string;
  readonly texts: ExploringTexts['predict'];
}

function Answer({ question, said, found, texts }: AnswerProps) {
  const isRight = said === found;
  const Icon = isRight ? Check : X;
  return (
    <>
      <dt>{question}</dt>
      <dd data-right={isRight ? '' : undefined}>
        <Icon size={12} strokeWidth={2.5} aria-hidden />
        {isRight ? (
          <span>{said}</span>
        ) : (
          <span>
            <del>
              <span className={kit.hidden}>{texts.you} </span>
              {said}
            </del>{' '}
            <b>
              <span className={kit.hidden}>{texts.found} </span>
              {found}
            </b>
          </span>
        )}
      </dd>
    </>
  );
}
