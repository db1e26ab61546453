import { wrap, type Endpoint, type Remote } from 'comlink';
import type { EngineApi } from './protocol.ts';

/** One running worker, as the supervisor sees it. Structural, so that tests use a MessageChannel. */
export interface EngineProcess {
  readonly endpoint: Endpoint;
  /** Resolves when its code is loaded: loading takes as long as the network does, and is not held against it. */
  readonly ready: Promise<void>;
  /** Calls back once if the process dies by itself. */
  onDeath(listener: () => void): void;
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

/** The engine threw or cannot be loaded: a bug of ours or a broken connection, never the user's mistake. */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';
}

export interface EngineClient extends EngineApi {
  dispose(): void;
}

type Method = Exclude<keyof EngineApi, 'warm'>;

interface Running {
  readonly process: EngineProcess;
  readonly api: Remote<EngineApi>;
  readonly pending: Set<(error: Error) => void>;
  warming: Promise<void> | undefined;
  ready: boolean;
}

/** A worker whose code does not load is not started for ever. */
const stillbornLimit = 3;

/**
 * Calls the engine in its worker and watches over it: a call without an answer in `patienceMs` ends the process, every
 * pending call is rejected with `EngineRestarted`, and the next process is given the last text that had been opened.
 */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  let opened: { readonly revision: number; readonly text: string } | undefined;
  let stillborn = 0;
  let running = start();

  function start(): Running {
    const process = options.spawn();
    const next: Running = {
      process,
      api: wrap<EngineApi>(process.endpoint),
      pending: new Set(),
      warming: undefined,
      ready: false,
    };
    void process.ready.then(() => {
      next.ready = true;
      stillborn = 0;
    });
    process.onDeath(() => {
      if (running === next) restart();
    });
    return next;
  }

  function restart(): void {
    const ended = running;
    ended.process.terminate();
    if (!ended.ready) stillborn += 1;
    const given = stillborn >= stillbornLimit ? new EngineFailed('the engine cannot be loaded') : undefined;
    if (given === undefined) running = start();
    for (const reject of ended.pending) reject(given ?? new EngineRestarted('the engine was started again'));
    ended.pending.clear();
    if (given !== undefined) return;
    // The text opened before is known to be harmless; one that never answered is not tried again.
    if (opened !== undefined) void running.api.open(opened).catch(() => undefined);
    options.onRestart?.();
  }

  function call<M extends Method>(method: M, input: Parameters<EngineApi[M]>[0]): ReturnType<EngineApi[M]> {
    if (stillborn >= stillbornLimit) stillborn = 0;
    const current = running;
    const answer = supervised(current, options, restart, () => {
      const remote = current.api[method] as unknown as (argument: unknown) => Promise<unknown>;
      return remote(input);
    });
    return answer as ReturnType<EngineApi[M]>;
  }

  /** Loading is patient: it takes as long as the network does. */
  function warm(): Promise<void> {
    const current = running;
    const patient = { ...options, patienceMs: Infinity };
    current.warming ??= supervised(current, patient, restart, () => current.api.warm()) as Promise<void>;
    return current.warming;
  }

  return {
    async open(input) {
      const compiled = await call('open', input);
      opened = input;
      return compiled;
    },
    warm,
    async send(input) {
      await warm();
      return call('send', input);
    },
    async sendMany(input) {
      await warm();
      return call('sendMany', input);
    },
    status: (input) => call('status', input),
    plan: (input) => call('plan', input),
    locate: (input) => call('locate', input),
    fieldAt: (input) => call('fieldAt', input),
    async tracePatched(input) {
      await warm();
      return call('tracePatched', input);
    },
    dispose() {
      running.process.terminate();
    },
  };
}

/** One call: settles with the answer, the engine's error, or the end of the process, whichever comes first. */
function supervised(
  current: Running,
  { after, patienceMs = 2000 }: EngineClientOptions,
  restart: () => void,
  remote: () => Promise<unknown>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let watchdog: { cancel(): void } | undefined;
    const settle = (finish: () => void): void => {
      if (!current.pending.delete(fail)) return;
      watchdog?.cancel();
      finish();
    };
    const fail = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    current.pending.add(fail);
    void current.process.ready.then(() => {
      if (current.pending.has(fail) && patienceMs !== Infinity) watchdog = after(patienceMs, restart);
    });
    remote().then(
      (value) => {
        settle(() => {
          resolve(value);
        });
      },
      (error: unknown) => {
        fail(new EngineFailed(error instanceof Error ? error.message : String(error)));
      },
    );
  });
}
