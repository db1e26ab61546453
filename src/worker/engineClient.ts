import { wrap, type Endpoint } from 'comlink';
import type { EngineApi } from './protocol.ts';

/** One running worker, as the supervisor sees it. Structural, so that tests use a MessageChannel. */
export interface EngineProcess {
  readonly endpoint: Endpoint;
  /** Calls back once if the process dies by itself. */
  onDeath(listener: (message: string) => void): void;
  terminate(): void;
}

export interface EngineClientOptions {
  readonly spawn: () => EngineProcess;
  readonly after: (milliseconds: number, run: () => void) => { cancel(): void };
  /** A call that takes longer ends the process. */
  readonly patienceMs?: number;
  /** Told whenever a process had to be ended; the client has already started another. */
  readonly onRestart?: () => void;
}

/** The process was ended while the call was under way: stuck, dead, or ended for another call's sake. */
export class EngineRestarted extends Error {
  override readonly name = 'EngineRestarted';
}

/** The engine threw: a bug of ours, never the user's mistake. */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';
}

type Method = keyof EngineApi;

export interface EngineClient extends EngineApi {
  dispose(): void;
}

interface Running {
  readonly process: EngineProcess;
  readonly api: ReturnType<typeof wrap<EngineApi>>;
  readonly pending: Set<(error: Error) => void>;
}

/**
 * Calls the engine in its worker and watches over it: a call without an answer in `patienceMs` ends the process, every
 * pending call is rejected with `EngineRestarted`, and the next process is given the last text that had been opened.
 */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const patience = options.patienceMs ?? 2000;
  let opened: { readonly revision: number; readonly text: string } | undefined;
  let running = start();

  function start(): Running {
    const process = options.spawn();
    const next: Running = { process, api: wrap<EngineApi>(process.endpoint), pending: new Set() };
    process.onDeath(() => {
      if (running === next) restart();
    });
    return next;
  }

  function restart(): void {
    const ended = running;
    ended.process.terminate();
    running = start();
    for (const reject of ended.pending) reject(new EngineRestarted('the engine was ended and started again'));
    ended.pending.clear();
    // The text opened before is known to be harmless; one that never answered is not tried again.
    if (opened !== undefined) void running.api.open(opened).catch(() => undefined);
    options.onRestart?.();
  }

  function call<M extends Method>(method: M, input: Parameters<EngineApi[M]>[0]): ReturnType<EngineApi[M]> {
    const current = running;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        watchdog.cancel();
        current.pending.delete(fail);
        finish();
      };
      const fail = (error: Error): void => {
        settle(() => {
          reject(error);
        });
      };
      const watchdog = options.after(patience, () => {
        if (running === current) restart();
      });
      current.pending.add(fail);
      const remote = current.api[method] as unknown as (argument: unknown) => Promise<unknown>;
      remote(input).then(
        (value) => {
          if (current.pending.has(fail))
            settle(() => {
              resolve(value as never);
            });
        },
        (error: unknown) => {
          if (current.pending.has(fail)) fail(new EngineFailed(error instanceof Error ? error.message : String(error)));
        },
      );
    }) as ReturnType<EngineApi[M]>;
  }

  return {
    async open(input) {
      const compiled = await call('open', input);
      opened = input;
      return compiled;
    },
    send: (input) => call('send', input),
    sendMany: (input) => call('sendMany', input),
    plan: (input) => call('plan', input),
    fieldAt: (input) => call('fieldAt', input),
    dispose() {
      running.process.terminate();
    },
  };
}
