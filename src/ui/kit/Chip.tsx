import type { ReactNode } from 'react';
import styles from './Chip.module.css';

export type ChipTone = 'neutral' | 'hbone' | 'l7' | 'plain' | 'deny' | 'ok' | 'mtls';

interface ChipProps {
  readonly tone?: ChipTone;
  readonly large?: boolean;
  readonly children: ReactNode;
}

/** A short fact in the colour of its meaning; the word inside says the same as the colour. */
export function Chip({ tone = 'neutral', large = false, children }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone} data-large={large ? '' : undefined}>
      {children}
    </span>
  );
}
