import { lazy, Suspense } from 'react';
import { useAppStore } from '#ui/useAppStore.ts';
import { loadPathLayer } from './loadPlayback.ts';

const PathLayer = lazy(() => loadPathLayer().then(({ PathLayer: component }) => ({ default: component })));

/** The path of the newest request; there is none, and nothing to load, before the first one is sent. */
export function LazyPathLayer() {
  const hasSent = useAppStore((state) => state.sent !== undefined);
  return hasSent ? (
    <Suspense>
      <PathLayer />
    </Suspense>
  ) : null;
}
