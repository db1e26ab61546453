import { useEffect, useRef, useState } from 'react';
import {
  deciderOf,
  outcomeOf,
  peerOf,
  type Outcome,
  type Peer,
  type Place,
  type RequestPrediction,
} from '#model/prediction.ts';
import { predictionMistake, type PredictionMistake } from '#model/prediction/mistake.ts';
import type { Trace } from '#model/trace.ts';
import { useExploringTexts } from '#ui/exploring/useExploringTexts.ts';
import { setUiState } from '#ui/shell/uiState.ts';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { PredictForm } from './PredictForm.tsx';
import { PredictResult } from './PredictResult.tsx';
import styles from './PredictPanel.module.css';

/** What was said and what came of it. */
export interface Judgement {
  readonly prediction: RequestPrediction;
  readonly trace: Trace;
  readonly outcome: Outcome | undefined;
  readonly place: Place;
  readonly peer: Peer | undefined;
  readonly mistake: PredictionMistake | undefined;
}

/** Asks what the request will do, sends it, and shows the first step that went another way. */
export function PredictPanel() {
  const texts = useExploringTexts()?.predict;
  const [judgement, setJudgement] = useState<Judgement>();
  /** The answer that was asked for here; it is on the screen before it is judged, and effects come later still. */
  const own = useRef<Trace | 'awaited'>(undefined);
  const actions = useActions();
  const read = useStateReader();
  const sent = useAppStore((state) => state.sent);
  const sending = useAppStore((state) => state.sending);

  useEffect(() => {
    // Another request is on the screen: what was asked or said is history.
    const isOther = sent !== undefined && !sending && sent.trace !== own.current;
    if (isOther && own.current !== 'awaited') close();
  }, [sent, sending]);
  useEffect(() => close, []);

  async function judge(prediction: RequestPrediction): Promise<void> {
    own.current = 'awaited';
    await actions.send();
    const { sent: answer, compiled } = read();
    own.current = answer?.trace;
    if (answer === undefined || compiled === undefined) return;
    const { trace } = answer;
    const outcome = outcomeOf(trace.verdict);
    const mistake = predictionMistake(prediction, trace, compiled.summary);
    setJudgement({ prediction, trace, outcome, place: deciderOf(trace).place, peer: peerOf(trace), mistake });
    if (outcome !== undefined) actions.countPrediction(mistake === undefined);
    if (mistake === undefined) return;
    actions.pause();
    actions.setStep(mistake.step);
    setUiState({ wrongStep: { trace, mistake } });
  }

  if (texts === undefined) return <span hidden data-pending />;
  return (
    <section className={styles.panel} aria-label={texts.title}>
      {judgement === undefined ? (
        <PredictForm texts={texts} onPredict={(prediction) => void judge(prediction)} onCancel={close} />
      ) : (
        <PredictResult texts={texts} judgement={judgement} onClose={close} />
      )}
    </section>
  );
}

function close(): void {
  setUiState({ predicting: false, wrongStep: undefined });
}
