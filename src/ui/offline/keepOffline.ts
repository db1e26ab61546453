import { registerSW } from 'virtual:pwa-register';

/** What can be done once a newer version of the page has arrived. */
export type TakeUpdate = () => Promise<void>;

/**
 * Keeps the page's own files for the next visit without a network. `onUpdate` is told when a newer version lies ready:
 * it begins in all tabs at once, when the reader takes it, or by itself when the last tab is closed.
 */
export function keepOffline(onUpdate: (take: TakeUpdate) => void): void {
  const take = registerSW({
    onNeedRefresh() {
      onUpdate(() => take(true));
    },
  });
}
