import { useState } from 'react';
import type { RequestToken } from '#model/scenario.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { claimsOf } from './claimsOf.ts';
import { tokenChoice, tokenChoices } from './tokenChoice.ts';
import styles from './RequestBar.module.css';

const firstClaims = { iss: 'demo', sub: 'ana' };

/** Which token the request carries, and its claims where the user writes them. */
export function TokenEditor() {
  const { token: texts } = useTexts().panels.request;
  const token = useAppStore((state) => state.draft.token);
  const { setDraft } = useActions();
  const chosen = tokenChoice(token);
  return (
    <div className={styles.box}>
      <div role="radiogroup" aria-label={texts.edit}>
        {tokenChoices.map((choice) => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              name="token"
              checked={choice === chosen}
              onChange={() => {
                setDraft({ token: choice === 'claims' ? { claims: firstClaims } : choice });
              }}
            />
            <span>{texts.kinds[choice]}</span>
            <small>{texts.hints[choice]}</small>
          </label>
        ))}
      </div>
      {typeof token === 'string' ? null : <ClaimsEditor token={token} />}
    </div>
  );
}

function ClaimsEditor({ token }: { readonly token: Exclude<RequestToken, string> }) {
  const { token: texts } = useTexts().panels.request;
  const { setDraft } = useActions();
  const [text, setText] = useState(() => JSON.stringify(token.claims, null, 2));
  const wrong = claimsOf(text) === undefined;
  return (
    <>
      <label className={styles.field}>
        {texts.claims}
        <textarea
          className={kit.input}
          spellCheck={false}
          rows={5}
          aria-invalid={wrong}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            const claims = claimsOf(target.value);
            if (claims !== undefined) setDraft({ token: { ...token, claims } });
          }}
        />
      </label>
      {wrong ? <p role="alert">{texts.claimsWrong}</p> : null}
      <label className={styles.field} data-inline>
        {texts.signedBy}
        <input
          className={kit.input}
          spellCheck={false}
          value={token.signedBy ?? ''}
          onChange={({ target }) => {
            const { claims } = token;
            setDraft({ token: target.value === '' ? { claims } : { claims, signedBy: target.value } });
          }}
        />
      </label>
    </>
  );
}
