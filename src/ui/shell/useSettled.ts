import { useEffect } from 'react';
import { useAppStore } from '#ui/useAppStore.ts';
import { loadPlayback } from '../playback/loadPlayback.ts';

/** Longer than any transition on the page. */
const quietMs = 550;

/** Says on `<body>` when nothing moves any more: mesh compiled, request answered, player at rest, drawings done. */
export function useSettled(): void {
  const isAtRest = useAppStore(
    ({ compiled, revision, engine, sending, playing }) =>
      (compiled?.revision === revision || engine === 'failed' || engine === 'restarted') && !sending && !playing,
  );
  const changes = useAppStore((state) => state.revision * 10_000 + state.step);
  const sent = useAppStore((state) => state.sent);

  useEffect(() => {
    document.body.dataset['settled'] = 'false';
    if (!isAtRest) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const settle = (): void => {
      if (isOver) return;
      timer = setTimeout(() => {
        document.body.dataset['settled'] = 'true';
        // Now there is time to fetch what the first request will want.
        void loadPlayback().catch(() => undefined);
      }, quietMs);
    };
    if (sent === undefined) settle();
    else void loadPlayback().then(settle, settle);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isAtRest, changes, sent]);
}
