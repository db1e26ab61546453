import { Columns2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { LocatedTrace } from '#model/compiled.ts';
import type { Trace } from '#model/trace.ts';
import { whatIfsOf, type WhatIf } from '#model/whatIf.ts';
import { draftOfRequest } from '#store/draft.ts';
import type { RequestDraft } from '#store/state.ts';
import { openComparison } from '#ui/compare/openComparison.ts';
import { useExploringTexts } from '#ui/exploring/useExploringTexts.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { differenceLine } from './differenceLine.ts';
import styles from './WhatIfs.module.css';

/** A change that was made, until the reader keeps it or takes it back. */
interface Made {
  readonly whatIf: WhatIf;
  readonly draft: RequestDraft;
  readonly text: string;
  readonly before: Trace;
  readonly after: Trace;
}

/** Changes beside the trace: one press edits the document, sends again, and says what became different. */
export function WhatIfs({ sent }: { readonly sent: LocatedTrace }) {
  const texts = useExploringTexts()?.whatIf;
  const [made, setMade] = useState<Made>();
  const actions = useActions();
  const read = useStateReader();

  async function make(whatIf: WhatIf): Promise<void> {
    const { draft } = read();
    const gesture = Symbol('what if');
    for (const edit of whatIf.edits) await actions.edit(edit, gesture);
    if (whatIf.request !== undefined) actions.setDraft(draftOfRequest(whatIf.request));
    await actions.send();
    const { sent: after, text } = read();
    if (after !== undefined) setMade({ whatIf, draft, text, before: sent.trace, after: after.trace });
  }

  async function takeBack({ draft }: Made): Promise<void> {
    setMade(undefined);
    actions.undo();
    actions.setDraft(draft);
    await actions.send();
  }

  if (texts === undefined) return <span hidden data-pending />;
  return (
    <>
      {made?.after === sent.trace ? (
        <Change
          made={made}
          texts={texts}
          onKeep={() => {
            setMade(undefined);
          }}
          onUndo={() => void takeBack(made)}
        />
      ) : null}
      <Choices sent={sent} texts={texts} onMake={(whatIf) => void make(whatIf)} />
    </>
  );
}

interface ChangeProps {
  readonly made: Made;
  readonly texts: ExploringTexts['whatIf'];
  readonly onKeep: () => void;
  readonly onUndo: () => void;
}

function Change({ made, texts, onKeep, onUndo }: ChangeProps) {
  const catalogue = useTexts();
  // After another edit the last step of undo is no longer this one.
  const isLast = useAppStore(({ text }) => text === made.text);
  return (
    <div className={styles.change}>
      <p role="status">
        {`${texts.made(texts.change(made.whatIf.what))} `}
        <strong>{differenceLine(made.before, made.after, texts, catalogue)}</strong>
      </p>
      <p className={styles.row}>
        <button type="button" className={kit.button} onClick={onKeep}>
          {texts.keep}
        </button>
        {isLast ? (
          <button type="button" className={kit.button} onClick={onUndo}>
            {texts.undo}
          </button>
        ) : null}
      </p>
    </div>
  );
}

interface ChoicesProps {
  readonly sent: LocatedTrace;
  readonly texts: ExploringTexts['whatIf'];
  readonly onMake: (whatIf: WhatIf) => void;
}

function Choices({ sent, texts, onMake }: ChoicesProps) {
  const compiled = useAppStore((state) => state.compiled);
  const isFresh = useAppStore((state) => state.revision === sent.revision);
  const readOnly = useAppStore((state) => state.readOnly);
  const whatIfs = useMemo(() => (compiled === undefined ? [] : whatIfsOf(sent.trace, compiled)), [sent, compiled]);
  if (whatIfs.length === 0 || !isFresh) return null;
  return (
    <details className={styles.choices}>
      <summary>{texts.title}</summary>
      {readOnly ? <p className={kit.small}>{texts.readOnly}</p> : null}
      <ul>
        {whatIfs.map((whatIf) => {
          const words = texts.change(whatIf.what);
          return (
            <li key={words}>
              <button
                type="button"
                className={styles.choice}
                disabled={readOnly}
                onClick={() => {
                  onMake(whatIf);
                }}
              >
                {words}
              </button>
              <button
                type="button"
                className={styles.compare}
                aria-label={texts.compare(words)}
                title={texts.compareWord}
                onClick={() => {
                  const { edits, request: otherRequest } = whatIf;
                  openComparison({
                    request: sent.trace.request,
                    patch: edits,
                    ...(otherRequest === undefined ? {} : { otherRequest }),
                  });
                }}
              >
                <Columns2 size={13} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
