import { useState } from 'react';
import { requestOfDraft } from '#store/draft.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { withoutDefaults, withRequest } from './withRequest.ts';
import styles from './RequestBar.module.css';

/** The scenario's requests to choose from, and a name for the one in the bar. */
export function SavedList({ onDone }: { readonly onDone: () => void }) {
  const { saved: texts } = useTexts().panels.request;
  const requests = useAppStore((state) => state.compiled?.spec.requests);
  const current = useAppStore((state) => state.draft.name);
  const readOnly = useAppStore((state) => state.readOnly);
  const { openRequest } = useActions();
  return (
    <div className={styles.box}>
      <h2>{texts.title}</h2>
      {requests === undefined || requests.length === 0 ? <p className={kit.small}>{texts.none}</p> : null}
      <ul className={styles.saved}>
        {requests?.map((request) => (
          <li key={request.name}>
            <button
              type="button"
              aria-current={request.name === current}
              onClick={() => {
                openRequest(request);
                onDone();
              }}
            >
              {request.name}
              <small>{`${request.from} → ${request.method ?? 'GET'} ${request.to}`}</small>
            </button>
          </li>
        ))}
      </ul>
      {readOnly ? null : <SaveForm onDone={onDone} />}
    </div>
  );
}

function SaveForm({ onDone }: { readonly onDone: () => void }) {
  const { saved: texts } = useTexts().panels.request;
  const requests = useAppStore((state) => state.compiled?.spec.requests) ?? [];
  const draft = useAppStore((state) => state.draft);
  const { edit, setDraft } = useActions();
  const [name, setName] = useState(draft.name ?? '');
  const taken = requests.some((request) => request.name === name);

  function handleSave(): void {
    const { expect, ...request } = withoutDefaults(requestOfDraft({ ...draft, name }));
    // An expectation belongs to the request it was written for.
    const kept = expect !== undefined && draft.name === name ? { ...request, expect } : request;
    setDraft({ name });
    void edit({ kind: 'set-requests', requests: withRequest(requests, kept) });
    onDone();
  }

  return (
    <div className={styles.save}>
      <input
        className={kit.input}
        aria-label={texts.name}
        placeholder={texts.name}
        value={name}
        onChange={({ target }) => {
          setName(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter would send the request: the box lies inside the form of the bar.
          event.preventDefault();
          if (name.trim() !== '') handleSave();
        }}
      />
      <button type="button" className={kit.button} disabled={name.trim() === ''} onClick={handleSave}>
        {taken ? texts.replace(name) : texts.save}
      </button>
    </div>
  );
}
