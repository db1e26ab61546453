import { useTexts } from '#ui/i18n/useTexts.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import kit from '#ui/kit/panel.module.css';
import { useUiState } from '#ui/shell/uiState.ts';
import { useIsNarrow } from '#ui/shell/useIsNarrow.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { TraceNotice } from './TraceNotice.tsx';
import styles from './TracePanel.module.css';

const PredictPanel = lazyPart(async () => (await import('#ui/predict/PredictPanel.tsx')).PredictPanel);
const TraceBody = lazyPart(async () => (await import('./TraceBody.tsx')).TraceBody);

/** What to do to get a trace. Without a request bar in sight, who would call whom. */
function EmptyHint() {
  const { empty: texts } = useTexts().panels.trace;
  const isNarrow = useIsNarrow();
  const { from, to } = useAppStore((state) => state.draft);
  if (!isNarrow) return <p>{texts.hint}</p>;
  return <p>{from === '' || to === '' ? texts.nothing : texts.ready(from, to)}</p>;
}

/** The whole answer to one request in words: verdict, five questions, every hop with its reasons, exchange and logs. */
export function TracePanel() {
  const { trace: texts } = useTexts().panels;
  const sent = useAppStore((state) => state.sent);
  const counted = useAppStore((state) => state.shares !== undefined);
  const sending = useAppStore((state) => state.sending);
  const problem = useAppStore((state) => state.sendProblem);
  const outdated = useAppStore((state) => state.sent !== undefined && state.sent.revision !== state.revision);
  const predicting = useUiState((state) => state.predicting);
  const { send } = useActions();

  return (
    <div className={styles.panel} aria-busy={sending}>
      {problem === undefined ? null : <TraceNotice tone="deny" text={texts.problems[problem]} />}
      {predicting ? <PredictPanel /> : null}
      {outdated && problem === undefined ? (
        <TraceNotice tone="plain" text={texts.outdated}>
          <button type="button" className={kit.link} onClick={() => void send()}>
            {texts.sendAgain}
          </button>
        </TraceNotice>
      ) : null}
      {sent !== undefined || counted ? (
        <TraceBody sent={sent} />
      ) : problem === undefined && !predicting ? (
        <div className={kit.empty}>
          <strong>{sending ? texts.sending : texts.empty.title}</strong>
          {sending ? null : <EmptyHint />}
        </div>
      ) : null}
    </div>
  );
}
