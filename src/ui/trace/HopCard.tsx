import { useEffect, useRef } from 'react';
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
}

/** One proxy's turn: who it is, what it decided and why, and what leaves it. */
export function HopCard({ hop, current, label, onShow }: HopCardProps) {
  const { trace: texts } = useTexts().panels;
  const card = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (current) card.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <li
      ref={card}
      className={styles.hop}
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
        {hop.decisions.map((decision, position) => (
          <DecisionLine key={position} decision={decision} />
        ))}
        {hop.leg === undefined ? null : <LegLine leg={hop.leg} />}
        <HopReasons decisions={hop.decisions} />
      </div>
    </li>
  );
}
