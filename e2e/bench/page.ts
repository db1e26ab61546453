import type { Part } from '../../src/cli/bench/parts.ts';

/** A worker of its own for every part, so that none runs in what another has warmed up or filled. */
function measureInWorker(part: Part): Promise<unknown> {
  const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<{ rows?: unknown; error?: string }>) => {
      worker.terminate();
      if (data.error === undefined) resolve(data.rows);
      else reject(new Error(data.error));
    });
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(message));
    });
    worker.postMessage(part);
  });
}

Object.assign(globalThis, { measureInWorker });
