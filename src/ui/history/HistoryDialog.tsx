import { useEffect, useRef, useState } from 'react';
import type { HistoryActions } from '#store/historyKeeper.ts';
import type { Snapshot } from '#store/snapshots.ts';
import type { Locale } from '#store/state.ts';
import kit from '#ui/kit/panel.module.css';
import dialogStyles from '#ui/shell/Dialog.module.css';
import { setUiState } from '#ui/shell/uiState.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import type { HistoryTexts } from '../i18n/en/history.ts';
import { useLazyTexts } from '../i18n/useLazyTexts.ts';
import { inAddress } from '../shell/inAddress.ts';
import styles from './HistoryDialog.module.css';
import { objectChanges, objectCount } from './objectChanges.ts';
import { StateDiff } from './StateDiff.tsx';

async function loadTexts(locale: Locale): Promise<HistoryTexts> {
  return locale === 'zh'
    ? (await import('#ui/i18n/zh/history.ts')).history
    : (await import('#ui/i18n/en/history.ts')).history;
}

interface Kept {
  readonly actions: HistoryActions;
  readonly snapshots: readonly Snapshot[];
  readonly now: number;
}

/** The last states of one's own scenarios, what restoring one would change, and the way to do it. */
export function HistoryDialog() {
  const texts = useLazyTexts(loadTexts);
  const { kept, reload } = useKept();
  if (texts === undefined || kept === undefined) return <span hidden data-pending />;
  return <Dialog texts={texts} kept={kept} onChange={reload} />;
}

function useKept(): { readonly kept: Kept | undefined; readonly reload: () => void } {
  const { history } = useActions();
  const [kept, setKept] = useState<Kept>();
  const [read, setRead] = useState(0);
  useEffect(() => {
    let wanted = true;
    void history().then(async (actions) => {
      const listed = await actions.list();
      if (wanted) setKept({ actions, ...listed });
    });
    return () => {
      wanted = false;
    };
  }, [history, read]);
  return {
    kept,
    reload: () => {
      setRead((count) => count + 1);
    },
  };
}

interface DialogProps {
  readonly texts: HistoryTexts;
  readonly kept: Kept;
  readonly onChange: () => void;
}

function close(): void {
  setUiState({ showingHistory: false });
}

function Dialog({ texts, kept, onChange }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState<string>();
  const { snapshots, actions } = kept;

  useEffect(() => {
    dialog.current?.showModal();
    inAddress('view', 'history');
    return () => {
      inAddress('view', undefined);
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={`${dialogStyles.dialog ?? ''} ${styles.dialog ?? ''}`}
      aria-labelledby="history-title"
      onClose={close}
    >
      <div className={styles.head}>
        <h2 id="history-title">{texts.title}</h2>
        {snapshots.length === 0 ? null : (
          <ForgetAll
            texts={texts}
            onSure={() => {
              void actions.forget().then(onChange);
            }}
          />
        )}
        <button type="button" className={kit.button} onClick={close}>
          {texts.close}
        </button>
      </div>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.body} tabIndex={0} role="region" aria-label={texts.states}>
        <p className={styles.lead}>{snapshots.length === 0 ? texts.none : texts.lead}</p>
        <ol className={styles.list}>
          {snapshots.map((snapshot, position) => (
            <State
              key={snapshot.id}
              texts={texts}
              snapshot={snapshot}
              before={snapshots.slice(position + 1).find(({ work }) => work === snapshot.work)}
              now={kept.now}
              isOpen={open === snapshot.id}
              onToggle={() => {
                setOpen(open === snapshot.id ? undefined : snapshot.id);
              }}
              onRestore={() => {
                close();
                actions.restore(snapshot);
              }}
              onForget={() => {
                dialog.current?.querySelector<HTMLElement>('[role="region"]')?.focus();
                void actions.forget(snapshot.id).then(onChange);
              }}
            />
          ))}
        </ol>
      </div>
    </dialog>
  );
}

interface ForgetAllProps {
  readonly texts: HistoryTexts;
  readonly onSure: () => void;
}

function ForgetAll({ texts, onSure }: ForgetAllProps) {
  const [isSure, setSure] = useState(false);
  return (
    <button
      type="button"
      className={kit.quiet}
      onClick={() => {
        if (isSure) onSure();
        setSure(!isSure);
      }}
    >
      {isSure ? texts.forgetAllSure : texts.forgetAll}
    </button>
  );
}

interface StateProps {
  readonly texts: HistoryTexts;
  readonly snapshot: Snapshot;
  /** The state of the same scenario before this one. */
  readonly before: Snapshot | undefined;
  readonly now: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onRestore: () => void;
  readonly onForget: () => void;
}

function State({ texts, snapshot, before, now, isOpen, onToggle, onRestore, onForget }: StateProps) {
  const { origin, present } = usePresent(snapshot.work);
  const { title, text, at } = snapshot;
  const isNow = present === text;
  const summary =
    before === undefined ? texts.first(objectCount(text)) : texts.changes(objectChanges(before.text, text));
  return (
    <li className={styles.state}>
      <h3>
        <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <span className={styles.title}>{title === '' ? texts.untitled : title}</span>
          <time dateTime={new Date(at).toISOString()} title={texts.when(at)}>
            {texts.ago(at, now)}
          </time>
          <span className={styles.changes}>{summary}</span>
          {isNow && origin === 'here' ? <span className={styles.now}>{texts.now}</span> : null}
        </button>
      </h3>
      {isOpen ? (
        <div className={styles.detail}>
          <p className={kit.small}>{texts.when(at)}</p>
          <h4>{origin === 'here' ? texts.against : texts.againstOther}</h4>
          <StateDiff before={present} after={text} texts={texts} />
          <p className={styles.row}>
            <button type="button" className={kit.primary} disabled={isNow && origin === 'here'} onClick={onRestore}>
              {texts.restore}
            </button>
            <button type="button" className={kit.button} onClick={onForget}>
              {texts.forget}
            </button>
            <small>{origin === 'here' ? texts.undoable : texts.open}</small>
          </p>
        </div>
      ) : null}
    </li>
  );
}

/** What the scenario of a state says now: on screen, or as it is kept. */
function usePresent(work: string): { readonly origin: 'here' | 'elsewhere'; readonly present: string } {
  const isHere = useAppStore(({ origin }) => origin.kind === 'own' && origin.id === work);
  const present = useAppStore(({ text, recent }) =>
    isHere ? text : (recent.find(({ id }) => id === work)?.text ?? ''),
  );
  return { origin: isHere ? 'here' : 'elsewhere', present };
}
