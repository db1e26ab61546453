import { useEffect } from 'react';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import type { Film } from './film.ts';
import { stepAt, timeOfStep } from './timeline.ts';

/** How long a still picture stays before the next one, where nothing may move. */
const stillMs = 1400;

/** Drives the film: while it plays the clock runs and steps follow it; while it rests the clock follows the step. */
export function usePlayback({ timeline, playhead }: Film): void {
  const { setStep, pause } = useActions();
  const step = useAppStore((state) => state.step);
  const playing = useAppStore((state) => state.playing);
  const speed = useAppStore((state) => state.speed);
  const still = useAppStore((state) => state.still);

  useEffect(() => {
    const act = timeline.acts[step];
    if (!playing || act === undefined) {
      playhead.pause();
      playhead.seek(timeOfStep(timeline, step));
      if (playing && timeline.acts.length > 0) pause();
      return undefined;
    }
    if (still) playhead.seek(act.rest);
    // Coming from the hop before, the clock is already here; after a jump it is not.
    else if (stepAt(timeline, playhead.time() + 1) !== step) playhead.seek(act.start);
    if (!still) playhead.play(speed);
    const rest = still ? stillMs / speed : Math.max(0, act.end - playhead.time()) / speed;
    const timer = setTimeout(() => {
      setStep(step + 1);
    }, rest);
    return () => {
      clearTimeout(timer);
    };
  }, [timeline, playhead, step, playing, speed, still, setStep, pause]);
}
