import { Check, Minus, Play, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { expectationGaps } from '#model/expectationGaps.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { statusPhrase } from '#ui/trace/statusPhrase.ts';
import { verdictChip } from '#ui/trace/verdictChip.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { ExpectationGaps } from './ExpectationMark.tsx';
import styles from './RequestsPanel.module.css';

/** What came of running every request. Keyed by name in a Map: names are the user's. */
interface Run {
  readonly revision: number;
  readonly traces: ReadonlyMap<string, Trace | undefined>;
}

/** The requests of the scenario with what they expect: run all, and see which hold. */
export function RequestsPanel() {
  const { panel: texts } = useTexts().panels.request;
  const requests = useAppStore((state) => state.compiled?.spec.requests) ?? [];
  const revision = useAppStore((state) => state.revision);
  const { traceOf } = useActions();
  const [run, setRun] = useState<Run>();
  const [running, setRunning] = useState(false);

  async function handleRunAll(): Promise<void> {
    setRunning(true);
    const traces = new Map<string, Trace | undefined>();
    for (const request of requests) traces.set(request.name, (await traceOf(request))?.trace);
    setRun({ revision, traces });
    setRunning(false);
  }

  if (requests.length === 0) {
    return (
      <div className={kit.empty}>
        <strong>{texts.empty}</strong>
        <p>{texts.emptyHint}</p>
      </div>
    );
  }
  const expecting = requests.filter(({ expect }) => expect !== undefined);
  const met = expecting.filter((request) => outcomeOf(request, run).kind === 'met');
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <button type="button" className={kit.button} disabled={running} onClick={() => void handleRunAll()}>
          <Play size={13} aria-hidden />
          {running ? texts.running : texts.runAll}
        </button>
        <p role="status">{run === undefined || running ? '' : texts.passed(met.length, expecting.length)}</p>
      </div>
      {run !== undefined && run.revision !== revision ? <p className={styles.outdated}>{texts.outdated}</p> : null}
      <ul className={styles.list}>
        {requests.map((request) => (
          <RequestRow key={request.name} request={request} requests={requests} run={run} />
        ))}
      </ul>
    </div>
  );
}

type Outcome =
  | { readonly kind: 'not-run' }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'met' | 'unmet' | 'no-expectation'; readonly trace: Trace };

function outcomeOf({ name, expect }: ScenarioRequest, run: Run | undefined): Outcome {
  if (run?.traces.has(name) !== true) return { kind: 'not-run' };
  const trace = run.traces.get(name);
  if (trace === undefined) return { kind: 'unanswered' };
  if (expect === undefined) return { kind: 'no-expectation', trace };
  return { kind: expectationGaps(trace, expect).length === 0 ? 'met' : 'unmet', trace };
}

interface RequestRowProps {
  readonly request: ScenarioRequest;
  readonly requests: readonly ScenarioRequest[];
  readonly run: Run | undefined;
}

function RequestRow({ request, requests, run }: RequestRowProps) {
  const { panel: texts } = useTexts().panels.request;
  const readOnly = useAppStore((state) => state.readOnly);
  const { openRequest, send, edit } = useActions();
  const outcome = outcomeOf(request, run);
  const { expect } = request;
  return (
    <li className={styles.row}>
      <OutcomeIcon kind={outcome.kind} />
      <div className={styles.body}>
        <button
          type="button"
          className={styles.name}
          title={texts.load(request.name)}
          onClick={() => {
            openRequest(request);
            void send();
          }}
        >
          {request.name}
        </button>
        <p className={kit.mono}>{`${request.from} → ${request.method ?? 'GET'} ${request.to}`}</p>
        <p className={kit.small}>
          {expect === undefined ? texts.noExpectation : `${texts.expects} ${expectedText(expect)}`}
        </p>
        <OutcomeText outcome={outcome} />
        {outcome.kind === 'unmet' && expect !== undefined ? (
          <ExpectationGaps gaps={expectationGaps(outcome.trace, expect)} />
        ) : null}
      </div>
      {readOnly ? null : (
        <button
          type="button"
          className={styles.remove}
          aria-label={texts.remove(request.name)}
          onClick={() => {
            void edit({ kind: 'set-requests', requests: requests.filter(({ name }) => name !== request.name) });
          }}
        >
          <Trash2 size={13} aria-hidden />
        </button>
      )}
    </li>
  );
}

function expectedText(expect: NonNullable<ScenarioRequest['expect']>): string {
  return Object.entries(expect)
    .map(([field, value]) => `${field}: ${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}`)
    .join(', ');
}

function OutcomeIcon({ kind }: { readonly kind: Outcome['kind'] }) {
  if (kind === 'met') return <Check size={14} className={styles.met} aria-hidden />;
  if (kind === 'unmet' || kind === 'unanswered') return <X size={14} className={styles.unmet} aria-hidden />;
  return <Minus size={14} className={styles.open} aria-hidden />;
}

function OutcomeText({ outcome }: { readonly outcome: Outcome }) {
  const { request, trace: words } = useTexts().panels;
  if (outcome.kind === 'not-run') return <p className={kit.hidden}>{request.panel.notRun}</p>;
  if (outcome.kind === 'unanswered') return <p className={styles.unmet}>{request.panel.unanswered}</p>;
  const chip = verdictChip(outcome.trace.verdict);
  const word = chip.status === undefined ? words.words[chip.word] : statusPhrase(chip.status);
  return (
    <p className={outcome.kind === 'unmet' ? styles.unmet : outcome.kind === 'met' ? styles.met : undefined}>
      {outcome.kind === 'met' ? `${word}, ${request.expectation.met}` : word}
    </p>
  );
}
