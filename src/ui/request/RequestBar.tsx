import { useMemo, type SyntheticEvent } from 'react';
import { CircleHelp, Send } from 'lucide-react';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import kit from '#ui/kit/panel.module.css';
import { startPredicting } from '#ui/predict/startPredicting.ts';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { callerOptions } from './callerOptions.ts';
import { Combobox } from './Combobox.tsx';
import { destinationOptions, keepingPath } from './destinationOptions.ts';
import { HeadersPill } from './HeadersPill.tsx';
import { SavedRequests } from './SavedRequests.tsx';
import { TokenPill } from './TokenPill.tsx';
import styles from './RequestBar.module.css';

const ExpectationMark = lazyPart(async () => (await import('./ExpectationMark.tsx')).ExpectationMark);

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Enough that a backend with a tenth of the weight is seldom missed. */
const manyTimes = 100;

/** The bar that says what is sent, and sends it: once, or many times to see the shares. */
export function RequestBar() {
  const { request: texts } = useTexts().panels;
  const draft = useAppStore((state) => state.draft);
  const expects = useAppStore((state) => state.sent?.trace.request.expect !== undefined);
  const summary = useAppStore((state) => state.compiled?.summary ?? emptyMeshSummary);
  const { setDraft, send } = useActions();
  const callers = useMemo(() => callerOptions(summary), [summary]);
  const destinations = useMemo(() => destinationOptions(summary), [summary]);
  const known = draft.from === '' || callers.length === 1 || callers.some(({ value }) => value === draft.from);
  const incomplete = draft.from.trim() === '' || draft.to.trim() === '';

  function handleSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!incomplete) void send();
  }

  return (
    <form className={styles.bar} aria-label={texts.label} onSubmit={handleSubmit}>
      <SavedRequests />
      <div className={styles.pill} data-part="from">
        <span className={styles.prefix} aria-hidden>
          {texts.from}
        </span>
        <Combobox
          label={texts.caller}
          placeholder={texts.callerPlaceholder}
          value={draft.from}
          options={callers}
          unknown={known ? undefined : texts.unknownCaller}
          onType={(from) => {
            setDraft({ from });
          }}
          onChoose={({ value }) => {
            setDraft({ from: value });
          }}
        />
      </div>
      <div className={styles.pill} data-part="to">
        <select
          className={styles.method}
          aria-label={texts.method}
          value={draft.method}
          onChange={({ target }) => {
            setDraft({ method: target.value });
          }}
        >
          {(methods.some((method) => method === draft.method) ? methods : [draft.method, ...methods]).map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <Combobox
          label={texts.url}
          placeholder={texts.urlPlaceholder}
          value={draft.to}
          options={destinations}
          onType={(to) => {
            setDraft({ to });
          }}
          onChoose={({ value }) => {
            setDraft({ to: keepingPath(value, draft.to) });
          }}
        />
      </div>
      <HeadersPill />
      <TokenPill />
      <SendButtons disabled={incomplete} />
      {expects ? <ExpectationMark /> : null}
    </form>
  );
}

function SendButtons({ disabled }: { readonly disabled: boolean }) {
  const { request: texts } = useTexts().panels;
  const sending = useAppStore((state) => state.sending);
  const { keys } = useTexts().shell;
  const read = useStateReader();
  const { sendMany, showTab } = useActions();
  return (
    <>
      <button type="submit" className={kit.primary} disabled={disabled} aria-busy={sending} aria-label={texts.send}>
        <Send size={13} aria-hidden />
        <span className={styles.sendWord}>{texts.send}</span>
      </button>
      <button
        type="button"
        className={kit.button}
        disabled={disabled}
        aria-label={keys.predict}
        title={keys.predict}
        onClick={() => {
          startPredicting(read());
        }}
      >
        <CircleHelp size={14} aria-hidden />
      </button>
      <button
        type="button"
        className={kit.button}
        disabled={disabled}
        aria-label={texts.sendMany(manyTimes)}
        title={texts.sendMany(manyTimes)}
        onClick={() => {
          showTab({ context: 'trace' });
          void sendMany(manyTimes);
        }}
      >
        {texts.many(manyTimes)}
      </button>
    </>
  );
}
