import { ArrowRight, Stamp } from 'lucide-react';
import { packetAt, type Packet } from '#model/packet.ts';
import type { Passport } from '#model/packet/passport.ts';
import type { Trace } from '#model/trace.ts';
import { useExploringTexts } from '#ui/exploring/useExploringTexts.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { Chip, type ChipTone } from '#ui/kit/Chip.tsx';
import { shortIdentity } from '#ui/trace/shortIdentity.ts';
import { EnvelopeDetails } from './EnvelopeDetails.tsx';
import { Onion } from './Onion.tsx';
import styles from './PacketPicture.module.css';

/** The packet at one hop: its wrappings as it comes and as it goes, and the passport on it. */
export function PacketPicture({ trace, step }: { readonly trace: Trace; readonly step: number }) {
  const texts = useExploringTexts()?.packet;
  const packet = packetAt(trace, step);
  if (packet === undefined) return null;
  if (texts === undefined) return <span hidden data-pending />;
  return (
    <section className={styles.packet} aria-label={texts.title} data-change={packet.passport.change}>
      <div className={styles.pair}>
        <Onion envelope={packet.arriving} where={texts.arrives} nothing={texts.starts} texts={texts} />
        <ArrowRight size={14} className={styles.arrow} aria-hidden />
        <Onion envelope={packet.leaving} where={texts.leaves} nothing={texts.ends} texts={texts} />
      </div>
      <PassportLine packet={packet} texts={texts} />
      <details className={styles.details}>
        <summary>{texts.details}</summary>
        <EnvelopeDetails envelope={packet.arriving} where={texts.arrives} texts={texts} />
        <EnvelopeDetails envelope={packet.leaving} where={texts.leaves} texts={texts} />
      </details>
    </section>
  );
}

interface PassportLineProps {
  readonly packet: Packet;
  readonly texts: ExploringTexts['packet'];
}

/** Whose identity is on the envelope; where it changes, the old one is crossed out beside the new one. */
function PassportLine({ packet, texts }: PassportLineProps) {
  const { at, passport } = packet;
  const { before, after, change } = passport;
  const isNew = change === 'restamped' || change === 'issued' || change === 'dropped';
  const now = isNew ? after : (before ?? after);
  const tone = change === 'restamped' || at.kind === 'waypoint' ? 'l7' : 'hbone';
  return (
    <p className={styles.passport}>
      <Stamp size={13} aria-hidden className={styles.stamp} />
      <span className={styles.word}>{texts.passport}</span>
      {isNew && before !== null && before !== 'none' ? (
        <>
          <del title={before}>
            <Chip>{shortIdentity(before)}</Chip>
          </del>
          <ArrowRight size={11} aria-hidden />
        </>
      ) : null}
      <Identity stamp={now ?? 'none'} tone={isNew ? tone : toneOf(passport)} nobody={texts.nobody} />
      {change === 'none' ? null : <span className={styles.change}>{texts.changes[change]}</span>}
    </p>
  );
}

function toneOf({ change }: Passport): ChipTone {
  return change === 'none' ? 'plain' : 'hbone';
}

function Identity({
  stamp,
  tone,
  nobody,
}: {
  readonly stamp: string;
  readonly tone: ChipTone;
  readonly nobody: string;
}) {
  return stamp === 'none' ? (
    <Chip tone="plain">{nobody}</Chip>
  ) : (
    <ins title={stamp}>
      <Chip tone={tone}>{shortIdentity(stamp)}</Chip>
    </ins>
  );
}
