import type { StoreContext } from '../createStore.ts';
import type { Timer } from '../ports.ts';

/** How long the document rests before it is saved. */
const saveDelayMs = 400;

/** Keeps the user's own scenario on this machine, and says whether that worked. */
export function autosave({ ports, get, set }: StoreContext): () => void {
  let saveTimer: Timer | undefined;
  return () => {
    if (get().readOnly || get().origin.kind === 'lesson') return;
    set({ saved: 'saving' });
    saveTimer?.cancel();
    saveTimer = ports.after(saveDelayMs, () => {
      const { text, origin, compiled, locale } = get();
      if (origin.kind !== 'own') return;
      const title = compiled?.spec.title?.[locale] ?? compiled?.spec.title?.en ?? compiled?.spec.name ?? '';
      const work = { id: origin.id, title, text, savedAt: ports.now() };
      ports.saveWork(work).then(
        () => {
          const others = get().recent.filter(({ id }) => id !== work.id);
          set({ recent: [work, ...others].slice(0, 20), ...(get().text === text ? { saved: 'saved' as const } : {}) });
        },
        () => {
          set({ saved: 'not-saved' });
        },
      );
    });
  };
}
