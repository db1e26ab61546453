import type { LocatedTrace } from '#model/compiled.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useUiState } from '#ui/shell/uiState.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import { HopCard } from './HopCard.tsx';
import styles from './HopCard.module.css';

const WrongStepMark = lazyPart(async () => (await import('#ui/predict/WrongStepMark.tsx')).WrongStepMark);
const PacketPicture = lazyPart(async () => (await import('#ui/packet/PacketPicture.tsx')).PacketPicture);

/** The path as an ordered list. The step of the player is marked; choosing a card moves the player there. */
export function HopList({ sent }: { readonly sent: LocatedTrace }) {
  const { trace: texts } = useTexts().panels;
  const step = useAppStore((state) => state.step);
  const wrong = useUiState((state) => state.wrongStep);
  const { setStep, pause } = useActions();
  const { hops } = sent.trace;
  return (
    <ol className={styles.hops} aria-label={texts.steps}>
      {hops.map((hop, position) => (
        <HopCard
          key={position}
          hop={hop}
          current={position === step}
          label={texts.showHop(position + 1, hops.length)}
          onShow={() => {
            pause();
            setStep(position);
          }}
        >
          {wrong?.trace === sent.trace && wrong.mistake.step === position ? (
            <WrongStepMark mistake={wrong.mistake} />
          ) : null}
          {position === step ? <PacketPicture trace={sent.trace} step={position} /> : null}
        </HopCard>
      ))}
    </ol>
  );
}
