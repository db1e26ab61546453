import { Plus, X } from 'lucide-react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import styles from './RequestBar.module.css';

type HeaderLines = readonly (readonly [name: string, value: string])[];

/** A row for each header line, the body and the seed of the request in the bar. */
export function HeadersEditor() {
  const { headers: texts } = useTexts().panels.request;
  const body = useAppStore((state) => state.draft.body);
  const seed = useAppStore((state) => state.draft.seed);
  const { setDraft } = useActions();

  return (
    <div className={styles.box}>
      <h2>{texts.title}</h2>
      <HeaderRows />
      <label className={styles.field}>
        {texts.body}
        <textarea
          className={kit.input}
          spellCheck={false}
          value={body}
          onChange={({ target }) => {
            setDraft({ body: target.value });
          }}
        />
      </label>
      <label className={styles.field} data-inline>
        {texts.seed}
        <input
          className={kit.input}
          type="number"
          min={1}
          step={1}
          value={seed}
          onChange={({ target }) => {
            if (Number.isInteger(target.valueAsNumber)) setDraft({ seed: target.valueAsNumber });
          }}
        />
        <span className={kit.small}>{texts.seedHint}</span>
      </label>
      <p className={kit.small}>{texts.steering}</p>
    </div>
  );
}

function HeaderRows() {
  const { headers: texts } = useTexts().panels.request;
  const headers = useAppStore((state) => state.draft.headers);
  const { setDraft } = useActions();

  function setHeaders(lines: HeaderLines): void {
    setDraft({ headers: lines });
  }

  return (
    <>
      {headers.map(([name, value], position) => (
        <div key={position} className={styles.header}>
          <input
            className={kit.input}
            aria-label={texts.name}
            placeholder={texts.name}
            spellCheck={false}
            value={name}
            onChange={({ target }) => {
              setHeaders(headers.with(position, [target.value, value]));
            }}
          />
          <input
            className={kit.input}
            aria-label={texts.value}
            placeholder={texts.value}
            spellCheck={false}
            value={value}
            onChange={({ target }) => {
              setHeaders(headers.with(position, [name, target.value]));
            }}
          />
          <button
            type="button"
            className={styles.icon}
            aria-label={texts.remove(name)}
            onClick={() => {
              setHeaders(headers.toSpliced(position, 1));
            }}
          >
            <X size={14} aria-hidden />
          </button>
        </div>
      ))}
      <button
        type="button"
        className={kit.button}
        onClick={() => {
          setHeaders([...headers, ['', '']]);
        }}
      >
        <Plus size={14} aria-hidden />
        {texts.add}
      </button>
    </>
  );
}
