import { Lock, LockOpen } from 'lucide-react';
import type { Leg } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip, type ChipTone } from '#ui/kit/Chip.tsx';
import { shortIdentity } from './shortIdentity.ts';
import styles from './HopCard.module.css';

const tones: Readonly<Record<Leg['transport'], ChipTone>> = {
  plaintext: 'plain',
  hbone: 'hbone',
  'double-hbone': 'hbone',
  'istio-mtls': 'mtls',
};

/** What leaves a hop: how it is carried, where to, for which address, as whom. */
export function LegLine({ leg }: { readonly leg: Leg }) {
  const { trace: texts } = useTexts().panels;
  const Icon = leg.transport === 'plaintext' ? LockOpen : Lock;
  return (
    <p className={styles.leg}>
      <Chip tone={tones[leg.transport]}>
        <Icon size={10} strokeWidth={2.5} aria-hidden />
        {texts.transports[leg.transport]}
      </Chip>
      <span className={styles.address}>{`→ ${leg.address}`}</span>
      {leg.authority === undefined || leg.authority === leg.address ? null : (
        <span className={styles.address}>{texts.legAuthority(leg.authority)}</span>
      )}
      {leg.sourceIdentity === undefined ? null : (
        <span title={leg.sourceIdentity}>{texts.legAs(shortIdentity(leg.sourceIdentity))}</span>
      )}
    </p>
  );
}
