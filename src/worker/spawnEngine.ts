import type { EngineProcess } from './engineClient.ts';

/** Starts the engine's worker. It says `ready` once its code has been loaded. */
export function spawnEngine(): EngineProcess {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const ready = new Promise<void>((resolve) => {
    const listen = (event: MessageEvent): void => {
      if (event.data !== 'ready') return;
      worker.removeEventListener('message', listen);
      resolve();
    };
    worker.addEventListener('message', listen);
  });
  return {
    endpoint: worker,
    ready,
    onDeath(listener) {
      worker.addEventListener('error', listener);
      worker.addEventListener('messageerror', listener);
    },
    terminate() {
      worker.terminate();
    },
  };
}
