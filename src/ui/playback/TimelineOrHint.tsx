import { lazy, Suspense } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { loadHopTimeline } from './loadPlayback.ts';
import styles from './Player.module.css';

const HopTimeline = lazy(() => loadHopTimeline().then(({ HopTimeline: component }) => ({ default: component })));

/** The timeline, or what to do to get one. */
export function TimelineOrHint() {
  const { player: texts } = useTexts().shell;
  const hasHops = useAppStore((state) => (state.sent?.trace.hops.length ?? 0) > 0);
  if (!hasHops) return <p className={styles.empty}>{texts.empty}</p>;
  return (
    <Suspense>
      <HopTimeline />
    </Suspense>
  );
}
