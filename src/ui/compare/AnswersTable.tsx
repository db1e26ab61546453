import type { Trace } from '#model/trace.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { shortIdentity } from '#ui/trace/shortIdentity.ts';
import styles from './CompareDialog.module.css';

interface AnswersTableProps {
  readonly a: Trace;
  readonly b: Trace;
  readonly names: readonly [string, string];
  readonly texts: ExploringTexts['compare'];
}

/** The five answers of both worlds; those that differ are marked. */
export function AnswersTable({ a, b, names, texts }: AnswersTableProps) {
  const { trace: words } = useTexts().panels;
  const rows = ([a, b] as const).map(({ five }) => [
    words.captured(five.captured.source, five.captured.destination),
    `${words.dialled[five.dialled.kind]} ${five.dialled.address}:${String(five.dialled.port)}`,
    five.waypoints.length === 0 ? words.noWaypoint : five.waypoints.join(', '),
    five.enforcers.length === 0
      ? words.noPolicy
      : five.enforcers
          .map(
            ({ at, result, policies }) =>
              `${words.place(at)} ${words[result === 'deny' ? 'denies' : 'allows']} ${policies.join(', ')}`,
          )
          .join('; '),
    five.podSees === null
      ? words.noPod
      : five.podSees.identity === 'none'
        ? words.noIdentity
        : shortIdentity(five.podSees.identity),
  ]);
  const { captured, dialled, waypoint, decidedBy, podSees } = words.five;
  return (
    <table className={styles.answers}>
      <caption>{texts.answers}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.question}</th>
          <th scope="col">{names[0]}</th>
          <th scope="col">{names[1]}</th>
        </tr>
      </thead>
      <tbody>
        {[captured, dialled, waypoint, decidedBy, podSees].map((question, index) => {
          const [before, after] = rows.map((row) => row[index]);
          const differs = before !== after;
          return (
            <tr key={question} data-differs={differs ? '' : undefined}>
              <th scope="row">
                {question}
                {differs ? <span className={kit.hidden}> {texts.differs}</span> : null}
              </th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
