import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Hop, Trace } from '#model/trace.ts';
import { alignHops } from '#model/traceDifference.ts';
import { explainReason } from '#ui/i18n/explain.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { LegLine } from '#ui/trace/LegLine.tsx';
import { ProxyIcon } from '#ui/trace/ProxyIcon.tsx';
import styles from './CompareDialog.module.css';

interface LockedStepsProps {
  readonly a: Trace;
  readonly b: Trace;
  readonly names: readonly [string, string];
  readonly texts: ExploringTexts;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ' ': 1, ArrowUp: -1, ArrowLeft: -1 };

/** Both paths, row by row of the same place. One row is open, in both worlds; it begins at the first difference. */
export function LockedSteps({ a, b, names, texts: { compare: texts } }: LockedStepsProps) {
  const rows = alignHops(a.hops, b.hops);
  const first = rows.findIndex(({ same }) => !same);
  const [current, setCurrent] = useState(Math.max(0, first));
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef(false);

  useEffect(() => {
    if (!moved.current) return;
    list.current?.querySelectorAll<HTMLElement>('button')[current]?.focus();
  }, [current]);

  function go(by: number): void {
    moved.current = true;
    setCurrent(Math.max(0, Math.min(rows.length - 1, current + by)));
  }

  function handleKey(event: KeyboardEvent): void {
    const by = event.key === ' ' && event.shiftKey ? -1 : steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(by);
  }

  return (
    <section aria-label={texts.steps}>
      <StepsHead current={current} total={rows.length} texts={texts} onGo={go} />
      {first === -1 ? <p>{texts.same}</p> : null}
      <ol ref={list} className={styles.rows}>
        {rows.map(({ a: left, b: right, same }, index) => {
          const isOpen = index === current;
          const [inA, inB] = [
            left === undefined ? undefined : a.hops[left],
            right === undefined ? undefined : b.hops[right],
          ];
          return (
            <li
              key={index}
              className={styles.row}
              data-same={same ? '' : undefined}
              aria-current={isOpen ? 'step' : undefined}
            >
              <button
                type="button"
                className={styles.rowHead}
                aria-expanded={isOpen}
                onKeyDown={handleKey}
                onClick={() => {
                  setCurrent(index);
                }}
              >
                <Head hop={inA} letter="A" name={names[0]} absent={texts.absent} />
                <Head hop={inB} letter="B" name={names[1]} absent={texts.absent} />
                {same ? null : <span className={styles.differs}>{index === first ? texts.first : texts.differs}</span>}
              </button>
              {isOpen ? (
                <div className={styles.pair}>
                  <Side hop={inA} name={names[0]} />
                  <Side hop={inB} name={names[1]} />
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface StepsHeadProps {
  readonly current: number;
  readonly total: number;
  readonly texts: ExploringTexts['compare'];
  readonly onGo: (by: number) => void;
}

function StepsHead({ current, total, texts, onGo }: StepsHeadProps) {
  return (
    <div className={styles.stepsHead}>
      <h3>{texts.steps}</h3>
      <span className={`${kit.small ?? ''} ${styles.hint ?? ''}`}>{texts.stepsHint}</span>
      <button
        type="button"
        className={kit.quiet}
        aria-label={texts.back}
        disabled={current === 0}
        onClick={() => {
          onGo(-1);
        }}
      >
        <ChevronLeft size={15} aria-hidden />
      </button>
      <output>{texts.step(current + 1, total)}</output>
      <button
        type="button"
        className={kit.quiet}
        aria-label={texts.next}
        disabled={current >= total - 1}
        onClick={() => {
          onGo(1);
        }}
      >
        <ChevronRight size={15} aria-hidden />
      </button>
    </div>
  );
}

interface HeadProps {
  readonly hop: Hop | undefined;
  /** Seen where the two stand below each other. */
  readonly letter: 'A' | 'B';
  readonly name: string;
  readonly absent: string;
}

function Head({ hop, letter, name, absent }: HeadProps) {
  const { trace } = useTexts().panels;
  return (
    <span className={styles.cell} data-outcome={hop?.outcome}>
      <span className={kit.hidden}>{`${name} `}</span>
      <span className={styles.letter} aria-hidden>
        {letter}
      </span>
      {hop === undefined ? (
        <span className={styles.absent}>{absent}</span>
      ) : (
        <>
          <ProxyIcon at={hop.at} />
          <span>{trace.hopTitle(hop.at, hop.phase)}</span>
        </>
      )}
    </span>
  );
}

function Side({ hop, name }: { readonly hop: Hop | undefined; readonly name: string }) {
  const catalogue = useTexts();
  return (
    <div role="group" aria-label={name} className={styles.side}>
      {hop === undefined ? null : (
        <div className={styles.name} aria-hidden>
          {name}
        </div>
      )}
      {(hop?.decisions ?? []).map(({ reason }, position) => (
        <p key={position}>{explainReason(catalogue, reason)}</p>
      ))}
      {hop?.leg === undefined ? null : <LegLine leg={hop.leg} />}
    </div>
  );
}
