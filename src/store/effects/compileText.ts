import type { StoreContext } from '../createStore.ts';
import { draftOf } from '../draft.ts';
import type { Timer } from '../ports.ts';

/** How long the document rests before it is compiled. */
const compileDelayMs = 60;

export interface TextCompiler {
  soon(delay?: number): void;
  /** Resolves when the newest text is compiled, or the engine has given up on it. */
  now(): Promise<void>;
}

/** Keeps the compiled mesh up with the text: one call at a time, the newest text next, older answers dropped. */
export function compileText({ ports, get, set }: StoreContext): TextCompiler {
  let timer: Timer | undefined;
  let working: Promise<void> | undefined;

  async function loop(): Promise<void> {
    while (get().compiled?.revision !== get().revision) {
      const { revision, text } = get();
      if (get().engine !== 'starting') set({ engine: 'busy' });
      try {
        const compiled = await ports.engine.open({ revision, text });
        if (compiled.revision !== get().revision) continue;
        set({ compiled, engine: 'ready', draft: draftOf(get().draft, compiled, get().compiled) });
      } catch (error) {
        const restarted = error instanceof Error && error.name === 'EngineRestarted';
        if (revision !== get().revision) continue;
        set({ engine: restarted ? 'restarted' : 'failed' });
        return;
      }
    }
  }

  function now(): Promise<void> {
    timer?.cancel();
    working ??= loop().finally(() => {
      working = undefined;
    });
    return working;
  }

  return {
    now,
    soon(delay = compileDelayMs) {
      timer?.cancel();
      timer = ports.after(delay, () => void now());
    },
  };
}
