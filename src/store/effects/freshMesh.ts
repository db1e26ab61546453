import type { Fresh, Stale } from '#worker/protocol.ts';
import type { StoreContext } from '../createStore.ts';

/** Resolves when the compiled mesh belongs to the text on screen, or the engine has given up on it. */
export function meshIsUpToDate({ ports, get }: Pick<StoreContext, 'ports' | 'get'>): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { compiled, revision, engine } = get();
      if (compiled?.revision === revision || engine === 'failed' || engine === 'restarted') resolve();
      else ports.after(10, look);
    };
    look();
  });
}

/** Asks the engine about the newest text, again where the text moved on; only the newest question's answer counts. */
export function freshMesh(
  context: StoreContext,
): <T>(call: (revision: number) => Promise<Fresh<T> | Stale>) => Promise<T | undefined> {
  const { get, set } = context;
  /** Counts sendings, so that only the newest answer is shown. */
  let sequence = 0;

  return async function withFreshMesh<T>(
    call: (revision: number) => Promise<Fresh<T> | Stale>,
  ): Promise<T | undefined> {
    sequence += 1;
    const mine = sequence;
    set({ sending: true, sendProblem: undefined });
    try {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        await meshIsUpToDate(context);
        const answer = await call(get().revision);
        if (mine !== sequence) return undefined;
        if (answer.kind === 'fresh') return answer.value;
      }
      return undefined;
    } catch (error) {
      const restarted = error instanceof Error && error.name === 'EngineRestarted';
      if (mine === sequence) set({ sendProblem: restarted ? 'engine-restarted' : 'engine-failed' });
      return undefined;
    } finally {
      if (mine === sequence) set({ sending: false });
    }
  };
}
