import { useEffect, useRef } from 'react';
import { whenSettled } from '../shell/whenSettled.ts';
import { titleOf } from '../shell/titleOf.ts';
import { useAppStore, useStateReader } from '../useAppStore.ts';
import { eventsBetween, type EmbedEvent } from './embedEvents.ts';

/** Tells the page around the frame what happens in it. Whoever wrote that page chose the scenario: nothing is secret. */
export function useEmbedEvents(): void {
  const read = useStateReader();
  const sent = useAppStore((state) => state.sent);
  const step = useAppStore((state) => state.step);
  const told = useRef<{ readonly sent: typeof sent; readonly step: number }>({ sent: undefined, step: 0 });

  useEffect(
    () =>
      whenSettled(() => {
        tell({ source: 'ambient-playground', type: 'loaded', title: titleOf(read()) ?? '' });
      }),
    [read],
  );
  useEffect(() => {
    eventsBetween(told.current, { sent, step }).forEach(tell);
    told.current = { sent, step };
  }, [sent, step]);
}

function tell(event: EmbedEvent): void {
  if (window.parent !== window) window.parent.postMessage(event, '*');
}
