import { useEffect, useId, useRef, useState, type SyntheticEvent } from 'react';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import {
  outcomes,
  peers,
  placeKey,
  possiblePlaces,
  type Outcome,
  type Peer,
  type RequestPrediction,
} from '#model/prediction.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import kit from '#ui/kit/panel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';
import styles from './PredictPanel.module.css';

interface PredictFormProps {
  readonly texts: ExploringTexts['predict'];
  readonly onPredict: (prediction: RequestPrediction) => void;
  readonly onCancel: () => void;
}

/** Two questions and a third for whoever likes. */
export function PredictForm({ texts, onPredict, onCancel }: PredictFormProps) {
  const { from, method, to } = useAppStore((state) => state.draft);
  const summary = useAppStore((state) => state.compiled?.summary ?? emptyMeshSummary);
  const [outcome, setOutcome] = useState('');
  const [where, setWhere] = useState('');
  const [peer, setPeer] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const places = possiblePlaces(summary, from);
  const place = places.find((each) => placeKey(each) === where);

  useEffect(() => {
    form.current?.querySelector('select')?.focus();
  }, []);

  function handleSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (outcome === '' || place === undefined) return;
    onPredict({ outcome: outcome as Outcome, place, ...(peer === '' ? {} : { peer: peer as Peer }) });
  }

  return (
    <form ref={form} className={styles.form} onSubmit={handleSubmit}>
      <h2>{texts.title}</h2>
      <p className={kit.mono}>{texts.request(from, method, to)}</p>
      <Choice
        label={texts.outcomeQuestion}
        none={texts.choose}
        value={outcome}
        onChoose={setOutcome}
        options={outcomes.map((each) => [each, texts.outcomes[each]])}
      />
      <Choice
        label={texts.placeQuestion}
        hint={texts.placeHint}
        none={texts.choose}
        value={where}
        onChoose={setWhere}
        options={places.map((each) => [placeKey(each), texts.place(each)])}
      />
      <Choice
        label={texts.peerQuestion}
        none={texts.notAsked}
        value={peer}
        onChoose={setPeer}
        options={peers.map((each) => [each, texts.peers[each]])}
      />
      <p className={styles.row}>
        <button type="submit" className={kit.primary} disabled={outcome === '' || place === undefined}>
          {texts.send}
        </button>
        <button type="button" className={kit.button} onClick={onCancel}>
          {texts.cancel}
        </button>
      </p>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly hint?: string;
  readonly none: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, hint, none, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={kit.input}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => {
          onChoose(target.value);
        }}
      >
        <option value="">{none}</option>
        {options.map(([own, words]) => (
          <option key={own} value={own}>
            {words}
          </option>
        ))}
      </select>
      {hint === undefined ? null : (
        <small id={`${id}-hint`} className={kit.small}>
          {hint}
        </small>
      )}
    </div>
  );
}
