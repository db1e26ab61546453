import { useEffect, useRef, type ReactNode } from 'react';
import type { Hop } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { DecisionLine } from './DecisionLine.tsx';
import { HopReasons } from './HopReasons.tsx';
import { LegLine } from './LegLine.tsx';
import { ProxyIcon } from './ProxyIcon.tsx';
import styles from './HopCard.module.css';

interface HopCardProps {
  readonly hop: Hop;
  readonly current: boolean;
  readonly label: string;
  readonly onShow: () => void;
  /** What else there is to see at this hop. */
  readonly children?: ReactNode;
}

/** One proxy's turn: who it is, what it decided and why, and what leaves it. */
export function HopCard({ hop, current, label, onShow, children }: HopCardProps) {
  const { trace: texts } = useTexts().panels;
  const card = useRef<HTMLLIElement>(null);

  useEffect(() => (current && card.current !== null ? keepInView(card.current) : undefined), [current]);

  return (
    <li
      ref={card}
      className={styles.hop}
      data-at={hop.at.kind}
      data-current={current ? '' : undefined}
      aria-current={current ? 'step' : undefined}
    >
      <ProxyIcon at={hop.at} />
      <div className={styles.body}>
        <h3 className={styles.title}>
          <button type="button" title={label} onClick={onShow}>
            {texts.hopTitle(hop.at, hop.phase)}
          </button>
        </h3>
        {children}
        {hop.decisions.map((decision, position) => (
          <DecisionLine key={position} decision={decision} />
        ))}
        {hop.leg === undefined ? null : <LegLine leg={hop.leg} />}
        <HopReasons decisions={hop.decisions} />
      </div>
    </li>
  );
}

/**
 * Brings the card up below the headline, the first one no further than it must, so that where the list stands depends
 * on the step alone. Sentences may still be on their way; what grows moves nothing until the user takes over.
 */
function keepInView(card: HTMLElement): () => void {
  const block = card.previousElementSibling === null ? 'end' : 'start';
  const observer = new ResizeObserver(() => {
    card.scrollIntoView({ block });
  });
  const stop = (): void => {
    observer.disconnect();
    for (const event of takingOver) removeEventListener(event, stop);
  };
  if (card.parentElement !== null) observer.observe(card.parentElement);
  for (const event of takingOver) addEventListener(event, stop, { passive: true });
  return stop;
}

const takingOver = ['wheel', 'pointerdown', 'touchstart', 'keydown'] as const;
