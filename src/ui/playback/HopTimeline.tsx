import { useRef, type PointerEvent } from 'react';
import type { Hop } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { useFilm, type Film } from './film.ts';
import styles from './HopTimeline.module.css';
import { hopName, hopSummary, hopTone } from './hopWords.ts';
import { stepAt, timeOfStep } from './timeline.ts';

/** The hops in their order along the bottom: where the player is, and one press to go anywhere. */
export function HopTimeline() {
  const { player: texts } = useTexts().shell;
  const film = useFilm();
  const actions = useActions();
  const step = useAppStore((state) => state.step);
  const scrub = useScrub(film);
  const { trace } = film;
  if (trace === undefined) return null;
  return (
    <div className={styles.timeline} {...scrub}>
      <ol aria-label={texts.timeline} className={styles.hops}>
        {trace.hops.map((hop, index) => (
          <li key={index} className={styles.hop} style={{ flexGrow: weightOf(hop) }}>
            <button
              type="button"
              className={styles.button}
              aria-current={index === step ? 'step' : undefined}
              data-tone={hopTone(hop)}
              data-reached={index <= step ? '' : undefined}
              onClick={() => {
                actions.pause();
                actions.setStep(index);
              }}
            >
              <span className={styles.bar} data-bar={index} />
              <span className={styles.name}>
                <b>{hopName(hop, texts)}</b>
                {index === step ? <span className={styles.now}>{texts.now}</span> : null}
              </span>
              <small>{hopSummary(trace, index, texts)}</small>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function weightOf({ at }: Hop): number {
  if (at.kind === 'app' || at.kind === 'external') return 0.7;
  return at.kind === 'waypoint' ? 1.4 : 1;
}

interface ScrubHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
}

/** Dragging along the bars moves the film; letting go rests it on the picture of the hop. */
function useScrub({ timeline, playhead }: Film): ScrubHandlers {
  const actions = useActions();
  const scrubbing = useRef<number>(undefined);

  function timeAt(event: PointerEvent<HTMLElement>): number | undefined {
    for (const bar of event.currentTarget.querySelectorAll<HTMLElement>('[data-bar]')) {
      const { left, right } = bar.getBoundingClientRect();
      if (event.clientX > right + 3) continue;
      const act = timeline.acts[Number(bar.dataset['bar'])];
      const share = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, right - left)));
      return act === undefined ? undefined : act.start + (act.end - act.start) * share;
    }
    return timeline.duration;
  }

  return {
    onPointerDown(event) {
      if (event.target instanceof Element && event.target.matches('[data-bar]')) scrubbing.current = event.clientX;
    },
    onPointerMove(event) {
      if (scrubbing.current === undefined || Math.abs(event.clientX - scrubbing.current) < 4) return;
      const time = timeAt(event);
      if (time === undefined) return;
      actions.pause();
      actions.setStep(stepAt(timeline, time));
      // After the step has been drawn, which puts the film on its resting picture.
      requestAnimationFrame(() => {
        if (scrubbing.current !== undefined) playhead.seek(time);
      });
    },
    onPointerUp() {
      if (scrubbing.current === undefined) return;
      scrubbing.current = undefined;
      playhead.seek(timeOfStep(timeline, stepAt(timeline, playhead.time())));
    },
  };
}
