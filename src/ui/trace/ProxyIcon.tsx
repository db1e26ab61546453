import type { ProxyRef } from '#model/trace.ts';
import { proxyMark } from './proxyMark.ts';
import styles from './HopCard.module.css';

/** The letter of a proxy on its colour. The title beside it says the same in words. */
export function ProxyIcon({ at }: { readonly at: ProxyRef }) {
  const { letter, tone } = proxyMark(at);
  return (
    <span className={styles.icon} data-tone={tone} aria-hidden>
      {letter}
    </span>
  );
}
