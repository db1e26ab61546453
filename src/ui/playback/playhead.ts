/** The clock of the film, and the one owner of the animations that show it. */
export interface Playhead {
  /** Milliseconds of film, wherever it is now. */
  time(): number;
  seek(time: number): void;
  play(rate: number): void;
  pause(): void;
  /** Makes an animation follow the clock until the returned function is called. */
  follow(animation: Animation): () => void;
}

/** Animations run by themselves, off the main thread; the clock only tells them where to be when something changes. */
export function createPlayhead(now: () => number = () => performance.now()): Playhead {
  const animations = new Set<Animation>();
  let base = 0;
  let running: { readonly since: number; readonly rate: number } | undefined;

  function time(): number {
    return running === undefined ? base : base + (now() - running.since) * running.rate;
  }

  function tell(animation: Animation): void {
    if (running === undefined) animation.pause();
    animation.currentTime = time();
    if (running === undefined) return;
    animation.playbackRate = running.rate;
    animation.play();
  }

  function change(at: number, rate: number | undefined): void {
    base = at;
    running = rate === undefined ? undefined : { since: now(), rate };
    animations.forEach(tell);
  }

  return {
    time,
    seek(at) {
      change(at, running?.rate);
    },
    play(rate) {
      change(time(), rate);
    },
    pause() {
      change(time(), undefined);
    },
    follow(animation) {
      animations.add(animation);
      tell(animation);
      return () => {
        animations.delete(animation);
        animation.cancel();
      };
    },
  };
}
