import { expose } from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import type { Compiled } from '#model/compiled.ts';
import {
  createEngineClient,
  EngineFailed,
  EngineRestarted,
  type EngineClient,
  type EngineProcess,
} from './engineClient.ts';
import type { EngineApi } from './protocol.ts';

function compiled(revision: number): Compiled {
  return {
    revision,
    spec: { name: '', mesh: {}, requests: [], layout: {} },
    summary: emptyMeshSummary,
    manifests: [],
    diagnostics: [],
    stale: [],
  };
}

const never = new Promise<never>(() => undefined);
const stale = { kind: 'stale' } as const;

function engine(overrides: Partial<EngineApi> = {}): EngineApi {
  return {
    warm: () => Promise.resolve(),
    open: ({ revision }) => Promise.resolve(compiled(revision)),
    send: () => Promise.resolve(stale),
    sendMany: () => Promise.resolve(stale),
    status: () => Promise.resolve(stale),
    plan: () => Promise.resolve(stale),
    locate: () => Promise.resolve(stale),
    fieldAt: () => Promise.resolve(stale),
    tracePatched: () => Promise.resolve(stale),
    ...overrides,
  };
}

const clients: EngineClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

function clientOf(apis: readonly EngineApi[], patienceMs = 40, ready = Promise.resolve()) {
  let spawned = 0;
  let restarts = 0;
  const deaths: (() => void)[] = [];
  const client = createEngineClient({
    patienceMs,
    spawn(): EngineProcess {
      const { port1, port2 } = new MessageChannel();
      expose(apis[Math.min(spawned, apis.length - 1)], port2);
      spawned += 1;
      return {
        endpoint: port1,
        ready,
        onDeath: (listener) => deaths.push(listener),
        terminate() {
          port1.close();
          port2.close();
        },
      };
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return {
        cancel: () => {
          clearTimeout(timer);
        },
      };
    },
    onRestart: () => (restarts += 1),
  });
  clients.push(client);
  return { client, deaths, count: () => ({ spawned, restarts }) };
}

const request = { name: 'r', from: 'a/b', to: 'http://c' };

describe('engineClient', () => {
  test('answers come back by revision', async () => {
    const { client } = clientOf([engine()]);
    await expect(client.open({ revision: 3, text: '' })).resolves.toMatchObject({ revision: 3 });
    await expect(client.send({ revision: 2, request })).resolves.toEqual({ kind: 'stale' });
  });

  test('a stuck engine is ended, its calls are rejected, and the next one gets the last text', async () => {
    const opened: string[] = [];
    const second = engine({
      open: ({ revision, text }) => {
        opened.push(text);
        return Promise.resolve(compiled(revision));
      },
    });
    const { client, count } = clientOf([engine({ send: () => never }), second]);
    await client.open({ revision: 1, text: 'kind: Pod' });
    await expect(client.send({ revision: 1, request })).rejects.toBeInstanceOf(EngineRestarted);
    await client.send({ revision: 1, request });
    expect(opened).toEqual(['kind: Pod']);
    expect(count()).toEqual({ spawned: 2, restarts: 1 });
  });

  test('a text that never answers is not opened again', async () => {
    const opened: string[] = [];
    const second = engine({
      open: ({ revision, text }) => {
        opened.push(text);
        return Promise.resolve(compiled(revision));
      },
    });
    const { client } = clientOf([engine({ open: () => never }), second]);
    await expect(client.open({ revision: 1, text: 'poison' })).rejects.toBeInstanceOf(EngineRestarted);
    await client.open({ revision: 2, text: 'good' });
    expect(opened).toEqual(['good']);
  });

  test('an exception of the engine is its failure, and the process lives on', async () => {
    const { client, count } = clientOf([engine({ send: () => Promise.reject(new Error('bug')) })]);
    await expect(client.send({ revision: 1, request })).rejects.toBeInstanceOf(EngineFailed);
    await expect(client.open({ revision: 2, text: '' })).resolves.toMatchObject({ revision: 2 });
    expect(count().spawned).toBe(1);
  });

  test('an engine that dies by itself is replaced', async () => {
    const { client, deaths, count } = clientOf([engine({ send: () => never }), engine()], 5000);
    const pending = client.send({ revision: 1, request });
    deaths[0]?.();
    await expect(pending).rejects.toBeInstanceOf(EngineRestarted);
    await client.open({ revision: 2, text: '' });
    expect(count()).toEqual({ spawned: 2, restarts: 1 });
  });

  test('an engine whose code does not load is given up, and a later call says so', async () => {
    const { client, deaths, count } = clientOf([engine({ open: () => never })], 5000, never);
    const pending = client.open({ revision: 1, text: '' });
    deaths[0]?.();
    await expect(pending).rejects.toBeInstanceOf(EngineRestarted);
    deaths[1]?.();
    const last = client.open({ revision: 2, text: '' });
    deaths[2]?.();
    await expect(last).rejects.toBeInstanceOf(EngineFailed);
    expect(count().spawned).toBe(3);
  });

  test('slow loading is not held against it', async () => {
    const { client, count } = clientOf([engine()], 10, new Promise((resolve) => setTimeout(resolve, 60)));
    await expect(client.open({ revision: 1, text: '' })).resolves.toMatchObject({ revision: 1 });
    expect(count().spawned).toBe(1);
  });
});
