import type { PatchedTraces } from '#model/compiled.ts';
import type { Trace } from '#model/trace.ts';
import { flowChange, type FlowChange } from '#model/traceDifference.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import { verdictChip } from '#ui/trace/verdictChip.ts';
import { verdictHeadline } from '#ui/trace/verdictHeadline.ts';
import { differenceLine } from '#ui/whatIf/differenceLine.ts';
import { verdictWords } from '#ui/whatIf/verdictWords.ts';
import { AnswersTable } from './AnswersTable.tsx';
import styles from './CompareDialog.module.css';
import { LockedSteps } from './LockedSteps.tsx';

interface CompareReportProps {
  readonly a: PatchedTraces;
  readonly b: PatchedTraces;
  readonly names: readonly [string, string];
  readonly texts: ExploringTexts;
}

/** Verdicts, steps, five answers and the scenario's other requests, each in both worlds. */
export function CompareReport({ a, b, names, texts }: CompareReportProps) {
  const catalogue = useTexts();
  const [before, ...flowsBefore] = a.traces.map(({ trace }) => trace);
  const [after, ...flowsAfter] = b.traces.map(({ trace }) => trace);
  if (before === undefined || after === undefined) return null;
  const isOther = before.request.to !== after.request.to || before.request.from !== after.request.from;
  return (
    <div className={styles.body}>
      <div className={styles.worlds}>
        <World name={names[0]} trace={before} showsRequest={isOther} />
        <World name={names[1]} trace={after} showsRequest={isOther} />
      </div>
      <p className={styles.line} role="status">
        {differenceLine(before, after, texts.whatIf, catalogue)}
      </p>
      <LockedSteps
        key={before.hops.length * 100 + after.hops.length}
        a={before}
        b={after}
        names={names}
        texts={texts}
      />
      <AnswersTable a={before} b={after} names={names} texts={texts.compare} />
      {flowsBefore.length === 0 ? null : <Flows a={flowsBefore} b={flowsAfter} texts={texts.compare} />}
    </div>
  );
}

const tones = { ok: 'ok', warn: 'plain', deny: 'deny', fail: 'deny', unknown: 'neutral' } as const;

interface WorldProps {
  readonly name: string;
  readonly trace: Trace;
  /** Where the two send different requests. */
  readonly showsRequest: boolean;
}

function World({ name, trace, showsRequest }: WorldProps) {
  const catalogue = useTexts();
  return (
    <section className={styles.world} aria-label={name}>
      <h3>{name}</h3>
      {showsRequest ? <code className={styles.own}>{`${trace.request.from} → ${trace.request.to}`}</code> : null}
      <p>
        <Chip tone={tones[verdictChip(trace.verdict).tone]} large>
          {verdictWords(trace, catalogue)}
        </Chip>
        <span>{catalogue.panels.trace.headline(verdictHeadline(trace.verdict))}</span>
      </p>
    </section>
  );
}

interface FlowsProps {
  readonly a: readonly Trace[];
  readonly b: readonly Trace[];
  readonly texts: ExploringTexts['compare'];
}

/** What becomes of the requests that the scenario keeps. */
function Flows({ a, b, texts }: FlowsProps) {
  const catalogue = useTexts();
  const counts: Record<FlowChange, number> = { opened: 0, closed: 0, rerouted: 0, identity: 0, same: 0 };
  const rows = a.flatMap((before, index) => {
    const after = b[index];
    if (after === undefined) return [];
    const change = flowChange(before, after);
    counts[change] += 1;
    return [{ name: before.request.name, before, after, change }];
  });
  return (
    <section aria-label={texts.flows}>
      <h3>{texts.flows}</h3>
      <p className={styles.counts}>{texts.counts(counts)}</p>
      <ul className={styles.flows}>
        {rows
          .filter(({ change }) => change !== 'same')
          .map(({ name, before, after, change }) => (
            <li key={name} data-change={change}>
              <b>{texts.flow[change]}</b> {name}{' '}
              <span>{`${verdictWords(before, catalogue)} → ${verdictWords(after, catalogue)}`}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
