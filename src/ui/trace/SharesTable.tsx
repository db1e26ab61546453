import { RotateCcw } from 'lucide-react';
import type { ShareRow } from '#model/compiled.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { shareBars } from '#ui/request/shareBars.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { statusPhrase } from './statusPhrase.ts';
import { verdictChip } from './verdictChip.ts';
import styles from './SharesTable.module.css';

/** What became of many sendings of one request: a bar per outcome, each replays one of its requests. */
export function SharesTable() {
  const { trace: texts, request } = useTexts().panels;
  const shares = useAppStore((state) => state.shares);
  const seed = useAppStore((state) => state.sent?.trace.request.seed);
  const { setDraft, send } = useActions();
  if (shares === undefined) return null;

  function nameOf(row: ShareRow): string {
    const chip = verdictChip({ kind: row.verdict, status: row.status, client: row.client });
    const word = chip.status === undefined ? texts.words[chip.word] : statusPhrase(chip.status);
    return row.backend === null ? word : `${row.backend.name} · ${word}`;
  }

  return (
    <section className={styles.shares} aria-label={request.shares.title(shares.count)}>
      <h3>{request.shares.title(shares.count)}</h3>
      <ul>
        {shareBars(shares).map(({ row, share }) => (
          <li key={row.seed}>
            <button
              type="button"
              aria-label={request.shares.row(nameOf(row), share, row.count)}
              aria-current={row.seed === seed}
              onClick={() => {
                setDraft({ seed: row.seed });
                void send();
              }}
            >
              <span className={styles.name}>
                {nameOf(row)}
                {row.waypoints.length === 0 ? null : (
                  <span className={kit.small}> {request.shares.via(row.waypoints)}</span>
                )}
              </span>
              <span className={styles.count}>{request.shares.percent(share)}</span>
              <span className={styles.track} aria-hidden>
                <span
                  className={styles.fill}
                  data-tone={verdictChip({ kind: row.verdict, status: row.status, client: row.client }).tone}
                  style={{ width: `${String(share * 100)}%` }}
                />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className={kit.small}>
        <RotateCcw size={11} aria-hidden /> {request.shares.hint}
      </p>
    </section>
  );
}
