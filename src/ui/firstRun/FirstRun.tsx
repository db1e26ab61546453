import { X } from 'lucide-react';
import { useState } from 'react';
import { firstRunExample } from '#content/examples.ts';
import type { AppState } from '#store/state.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import panel from '#ui/kit/panel.module.css';
import { MenuButton } from '#ui/kit/MenuButton.tsx';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { useExamplesMenu } from '../shell/useExamplesMenu.ts';
import { useImport } from '../shell/useImport.ts';
import { FirstLesson } from '../lessons/FirstLesson.tsx';
import styles from './FirstRun.module.css';
import { giveItAWaypoint, refusal, waypointDiff } from './giveItAWaypoint.ts';

type Guess = 'refused' | 'served';

/** Where the reader is: asked, shown what happens, offered a better guard, shown that it works. */
type Phase =
  | { readonly kind: 'asked' }
  | { readonly kind: 'guessed'; readonly guess: Guess }
  | { readonly kind: 'fixed' };

/** The first half minute: one question, one request, one change. A hint on the canvas, never in its way. */
export function FirstRun() {
  const [phase, setPhase] = useState<Phase>({ kind: 'asked' });
  const [isDismissed, setDismissed] = useState(false);
  const { firstRun: texts } = useTexts().shell;
  const isOpen = useAppStore((state) => belongs(state, phase));
  if (!isOpen || isDismissed) return null;
  return (
    <aside className={styles.hint} data-canvas-hint="" aria-live="polite">
      <button
        type="button"
        className={styles.close}
        aria-label={texts.dismiss}
        onClick={() => {
          setDismissed(true);
        }}
      >
        <X size={14} />
      </button>
      <Body phase={phase} onPhase={setPhase} />
    </aside>
  );
}

/** The hint goes with its example; after the change that it offers, the example is the reader's own. */
function belongs({ origin, sent, compiled }: AppState, phase: Phase): boolean {
  const isExample = origin.kind === 'example' && origin.slug === firstRunExample;
  const isSame = compiled === undefined || compiled.spec.name === firstRunExample;
  if (phase.kind === 'asked') return isExample && isSame && sent === undefined && compiled !== undefined;
  return isSame && (isExample || origin.kind === 'own');
}

interface BodyProps {
  readonly phase: Phase;
  readonly onPhase: (phase: Phase) => void;
}

function Body({ phase, onPhase }: BodyProps) {
  const { firstRun: texts } = useTexts().shell;
  const actions = useActions();
  const read = useStateReader();
  const isShown = useAppStore(({ sent, sending, playing }) => sent !== undefined && !sending && !playing);

  function guess(made: Guess): void {
    onPhase({ kind: 'guessed', guess: made });
    void actions.send();
  }

  async function fix(): Promise<void> {
    const { compiled } = read();
    const edits = compiled === undefined ? [] : giveItAWaypoint(compiled);
    if (edits.length === 0) return;
    const gesture = Symbol('waypoint');
    for (const edit of edits) await actions.edit(edit, gesture);
    onPhase({ kind: 'fixed' });
    actions.setDraft({ expect: refusal });
    await actions.send();
  }

  if (phase.kind === 'asked') return <Question onGuess={guess} />;
  if (phase.kind === 'fixed') return <Fixed isShown={isShown} onDone={onPhase} />;
  if (!isShown) return <p className={styles.quiet}>{texts.hint('Space')}</p>;
  return (
    <>
      <p className={styles.words}>{phase.guess === 'served' ? texts.youGuessedIt : texts.servedAfterAll}</p>
      <div className={styles.row}>
        <button type="button" className={panel.primary} onClick={() => void fix()}>
          {texts.fix}
        </button>
        <span className={styles.quiet}>{texts.hint('Space')}</span>
      </div>
    </>
  );
}

function Question({ onGuess }: { readonly onGuess: (guess: Guess) => void }) {
  const { firstRun: texts } = useTexts().shell;
  const actions = useActions();
  const { openPaste } = useImport();
  const examplesMenu = useExamplesMenu();
  return (
    <>
      <p className={styles.words}>{texts.question}</p>
      <div className={styles.row}>
        <button
          type="button"
          className={panel.primary}
          onClick={() => {
            onGuess('refused');
          }}
        >
          {texts.refused}
        </button>
        <button
          type="button"
          className={panel.button}
          onClick={() => {
            onGuess('served');
          }}
        >
          {texts.served}
        </button>
      </div>
      <div role="group" aria-label={texts.chips} className={styles.chips}>
        <button type="button" className={styles.chip} onClick={openPaste}>
          {texts.pasteMine}
        </button>
        <FirstLesson className={styles.chip} />
        <button
          type="button"
          className={styles.chip}
          onClick={() => {
            actions.openText('', { kind: 'blank' });
          }}
        >
          {texts.blank}
        </button>
        <MenuButton label={texts.examples} className={styles.chip} entries={examplesMenu}>
          {texts.examples}
        </MenuButton>
      </div>
    </>
  );
}

function Fixed({ isShown, onDone }: { readonly isShown: boolean; readonly onDone: BodyProps['onPhase'] }) {
  const { firstRun: texts } = useTexts().shell;
  const actions = useActions();
  return (
    <>
      <pre className={styles.diff} aria-label={texts.changed}>
        <del>{`- ${waypointDiff.removed}`}</del>
        {waypointDiff.added.map((line) => (
          <ins key={line}>{`+ ${line}`}</ins>
        ))}
      </pre>
      {isShown ? <p className={styles.words}>{texts.fixed}</p> : null}
      {isShown ? (
        <div className={styles.row}>
          <button type="button" className={panel.button} onClick={() => void actions.share()}>
            {texts.copyLink}
          </button>
          <button
            type="button"
            className={panel.link}
            onClick={() => {
              actions.setDraft({ method: 'GET', expect: { verdict: 'delivered', status: 200 } });
              onDone({ kind: 'fixed' });
              void actions.send();
            }}
          >
            {texts.whyGet}
          </button>
        </div>
      ) : null}
    </>
  );
}
