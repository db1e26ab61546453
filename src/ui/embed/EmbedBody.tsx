import { ExternalLink } from 'lucide-react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import panel from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { MeshCanvas } from '../canvas/MeshCanvas.tsx';
import { Player } from '../playback/Player.tsx';
import { TracePanel } from '../trace/TracePanel.tsx';
import styles from './EmbedBody.module.css';
import { playgroundAddress } from './playgroundAddress.ts';
import { useEmbedEvents } from './useEmbedEvents.ts';

/**
 * What a frame in another page shows: the canvas, the trace, the player, and one way into the playground. It fills its
 * frame and never asks for another height.
 */
export function EmbedBody({ title }: { readonly title: string }) {
  const { frame: texts } = useTexts().shell;
  const actions = useActions();
  const hasSent = useAppStore((state) => state.sent !== undefined);
  useEmbedEvents();

  async function open(): Promise<void> {
    const tab = window.open('about:blank', '_blank');
    const address = playgroundAddress(location.href, await actions.linkOf());
    if (tab === null) location.href = address;
    else {
      // The page that is opened has no business with this one.
      tab.opener = null;
      tab.location.href = address;
    }
  }

  return (
    <main className={styles.embed}>
      <header className={styles.bar}>
        <h1 className={styles.title} title={title}>
          {title}
        </h1>
        <button type="button" className={panel.button} onClick={() => void open()}>
          <ExternalLink size={13} aria-hidden />
          {texts.openInPlayground}
        </button>
      </header>
      <div className={styles.picture}>
        <MeshCanvas strip />
      </div>
      <section aria-label={texts.context} className={styles.trace}>
        <TracePanel />
      </section>
      <section aria-label={texts.dock} className={styles.controls}>
        {hasSent ? (
          <Player />
        ) : (
          <button type="button" className={panel.primary} onClick={() => void actions.send()}>
            {texts.send}
          </button>
        )}
      </section>
    </main>
  );
}
