import { lazy, Suspense } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useFilm } from './film.ts';
import { loadHopTimeline } from './loadPlayback.ts';
import styles from './Player.module.css';

const HopTimeline = lazy(() => loadHopTimeline().then(({ HopTimeline: component }) => ({ default: component })));

/** The timeline, or what to do to get one. */
export function TimelineOrHint() {
  const { player: texts } = useTexts().shell;
  const { trace } = useFilm();
  if (trace === undefined) return <p className={styles.empty}>{texts.empty}</p>;
  return (
    <Suspense>
      <HopTimeline />
    </Suspense>
  );
}
