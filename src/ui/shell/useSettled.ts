import { useEffect } from 'react';
import { useAppStore } from '#ui/useAppStore.ts';

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
    let timer: ReturnType<typeof setTimeout>;
    const waitForQuiet = (): void => {
      timer = setTimeout(() => {
        // A part of the page that is still being fetched marks its place.
        if (document.querySelector('[data-pending]') !== null) waitForQuiet();
        else document.body.dataset['settled'] = 'true';
      }, quietMs);
    };
    waitForQuiet();
    return () => {
      clearTimeout(timer);
    };
  }, [isAtRest, changes, sent]);
}
