import { ChevronLeft, ChevronRight, Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlaybackState } from '#store/state.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { useFilm } from './film.ts';
import styles from './Player.module.css';

const speeds: readonly PlaybackState['speed'][] = [0.5, 1, 2, 4];

/** The buttons of the film. */
export function Player() {
  const { player: texts } = useTexts().shell;
  const actions = useActions();
  const hops = useFilm().trace?.hops.length ?? 0;
  const step = useAppStore((state) => state.step);
  const playing = useAppStore((state) => state.playing);
  const speed = useAppStore((state) => state.speed);
  const isEmpty = hops === 0;
  const goTo = (target: number) => () => {
    actions.pause();
    actions.setStep(target);
  };
  const faster = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1;
  return (
    <div role="group" aria-label={texts.label} className={styles.player}>
      <PlayerButton label={texts.first} disabled={isEmpty || step === 0} onPress={goTo(0)}>
        <SkipBack size={16} fill="currentColor" />
      </PlayerButton>
      <PlayerButton label={texts.back} disabled={isEmpty || step === 0} onPress={goTo(step - 1)}>
        <ChevronLeft size={18} />
      </PlayerButton>
      <PlayerButton
        label={playing ? texts.pause : texts.play}
        disabled={isEmpty}
        onPress={playing ? actions.pause : actions.play}
      >
        {playing ? <Pause size={17} fill="currentColor" strokeWidth={1} /> : <Play size={17} fill="currentColor" />}
      </PlayerButton>
      <PlayerButton label={texts.next} disabled={isEmpty || step >= hops} onPress={goTo(step + 1)}>
        <ChevronRight size={18} />
      </PlayerButton>
      <PlayerButton label={texts.last} disabled={isEmpty || step >= hops} onPress={goTo(hops)}>
        <SkipForward size={16} fill="currentColor" />
      </PlayerButton>
      <button
        type="button"
        className={styles.speed}
        aria-label={texts.speed(speed)}
        onClick={() => {
          actions.setSpeed(faster);
        }}
      >
        {texts.times(speed)}
      </button>
    </div>
  );
}

interface PlayerButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function PlayerButton({ label, disabled, onPress, children }: PlayerButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
