import { describe, expect, test } from 'vitest';
import type { Compiled } from '#model/compiled.ts';
import type { ScenarioEdit } from '#model/edit.ts';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import type { EngineApi } from '#worker/protocol.ts';
import { createAppStore } from './createStore.ts';
import { maxTextLength } from './textWriter.ts';
import { draftOfRequest, requestOfDraft } from './draft.ts';
import type { SavedWork, StorePorts } from './ports.ts';
import { withChanges } from './withChanges.ts';

const stale = { kind: 'stale' } as const;

function compiledOf(revision: number, text: string): Compiled {
  return {
    revision,
    spec: { name: text, mesh: {}, requests: [], layout: {} },
    summary: emptyMeshSummary,
    manifests: [],
    diagnostics: [],
    stale: [],
  };
}

/** A store over an engine that compiles at once, a clock that is set by hand, and nothing of a browser. */
function world(engine: Partial<EngineApi> = {}) {
  let clock = 0;
  const timers: { at: number; run: () => void }[] = [];
  const saved: SavedWork[] = [];
  const hashes: string[] = [];
  const ports: StorePorts = {
    engine: {
      warm: () => Promise.resolve(),
      open: ({ revision, text }) => Promise.resolve(compiledOf(revision, text)),
      send: () => Promise.resolve(stale),
      sendMany: () => Promise.resolve(stale),
      status: () => Promise.resolve(stale),
      plan: () => Promise.resolve(stale),
      locate: () => Promise.resolve(stale),
      fieldAt: () => Promise.resolve(stale),
      tracePatched: () => Promise.resolve(stale),
      ...engine,
    },
    now: () => clock,
    after(milliseconds, run) {
      const timer = { at: clock + milliseconds, run };
      timers.push(timer);
      return { cancel: () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0) };
    },
    newWorkId: () => `work-${String(saved.length)}`,
    saveWork: (work) => Promise.resolve(void saved.push(work)),
    savePreferences: () => undefined,
    loadExample: (slug) => Promise.resolve(slug === 'canary' ? 'example' : undefined),
    loadLesson: () => Promise.resolve(undefined),
    loadSymptom: () => Promise.resolve(undefined),
    recall: () => Promise.resolve(undefined),
    keep: () => Promise.resolve(),
    encodeLink: (text) => Promise.resolve(`v1.${text}`),
    copy: () => Promise.resolve(),
    addressWith: (hash) => `https://play/#${hash}`,
    writeHash: (hash) => void hashes.push(hash),
    writeQuery: () => undefined,
    preferences: { theme: 'system', locale: 'en', panels: {}, score: { asked: 0, right: 0 }, still: true },
    recent: [],
  };
  const store = createAppStore(ports);
  async function pass(milliseconds: number): Promise<void> {
    clock += milliseconds;
    for (const timer of [...timers].filter(({ at }) => at <= clock)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }
  return { store, actions: store.getState().actions, state: store.getState, pass, saved, hashes };
}

describe('one history over text and canvas', () => {
  test('edits of one gesture are one step, however long they take', async () => {
    const grow: EngineApi['plan'] = () =>
      Promise.resolve({ kind: 'fresh', value: { changes: [{ start: 0, end: 0, insert: 'x' }], rewritten: [] } });
    const { actions, state, pass } = world({ plan: grow });
    actions.openText('', { kind: 'blank' });
    await pass(100);
    const drop = Symbol('drop');
    const other: ScenarioEdit = { kind: 'move', placements: [] };
    await actions.edit(other);
    await actions.edit(other, drop);
    await pass(5000);
    await actions.edit(other, drop);
    expect(state().text).toBe('xxx');
    actions.undo();
    expect(state().text).toBe('x');
  });

  test('a run of typing is one step, a pause begins another', async () => {
    const { actions, state, pass } = world();
    actions.openText('', { kind: 'blank' });
    actions.setText('a', 'typing');
    await pass(100);
    actions.setText('ab', 'typing');
    await pass(2000);
    actions.setText('abc', 'typing');
    actions.undo();
    expect(state().text).toBe('ab');
    actions.undo();
    expect(state().text).toBe('');
    expect(state().canUndo).toBe(false);
    actions.redo();
    actions.redo();
    expect(state().text).toBe('abc');
  });

  test('a canvas edit is one step of the same history', async () => {
    const { actions, state, pass } = world({
      plan: () =>
        Promise.resolve({ kind: 'fresh', value: { changes: [{ start: 1, end: 1, insert: 'X' }], rewritten: [] } }),
    });
    actions.openText('ab', { kind: 'blank' });
    await pass(100);
    const edited = actions.edit({ kind: 'set-title', title: { en: 'x' } });
    await pass(100);
    await edited;
    expect(state().text).toBe('aXb');
    actions.undo();
    expect(state().text).toBe('ab');
  });

  test('an edit that is always stale ends in a notice and changes nothing', async () => {
    const { actions, state, pass } = world();
    actions.openText('ab', { kind: 'blank' });
    await pass(100);
    const edited = actions.edit({ kind: 'set-title', title: { en: 'x' } });
    await pass(100);
    await edited;
    expect([state().text, state().notice?.kind]).toEqual(['ab', 'edit-failed']);
  });
});

describe('nothing typed is lost', () => {
  test('a changed example becomes a scenario of one’s own', async () => {
    const { actions, state, pass, saved } = world();
    await actions.openExample('canary');
    expect(state().origin).toEqual({ kind: 'example', slug: 'canary' });
    actions.setText('changed');
    await pass(500);
    expect(saved.map(({ text }) => text)).toEqual(['changed']);
    expect(state().saved).toBe('saved');
    expect(state().recent[0]?.text).toBe('changed');
  });

  test('a link is read-only until it is forked', async () => {
    const { actions, state, pass, saved } = world();
    actions.openText('theirs', { kind: 'link' });
    actions.setText('mine');
    await pass(500);
    expect([state().text, saved.length]).toEqual(['theirs', 0]);
    actions.fork();
    actions.setText('mine');
    await pass(500);
    expect([state().text, saved.at(-1)?.text]).toEqual(['mine', 'mine']);
  });

  test('a text beyond the limit is refused and the work stays', () => {
    const { actions, state } = world();
    actions.openText('work', { kind: 'blank' });
    actions.setText('x'.repeat(maxTextLength + 1));
    expect([state().text, state().notice?.kind]).toEqual(['work', 'too-large']);
    actions.dismissNotice();
    actions.openText('x'.repeat(maxTextLength + 1), { kind: 'own', id: 'large' });
    expect([state().text, state().notice?.kind]).toEqual(['work', 'too-large']);
  });

  test('the address bar never lies: an edit removes the fragment', async () => {
    const { actions, hashes } = world();
    actions.openText('work', { kind: 'blank' });
    await actions.share();
    actions.setText('other');
    expect(hashes).toEqual(['v1.work', '']);
  });
});

describe('the mesh follows the text', () => {
  test('only the newest text’s answer is kept', async () => {
    const { actions, state, pass } = world();
    actions.openText('one', { kind: 'blank' });
    await pass(10);
    actions.setText('two');
    await pass(100);
    expect(state().compiled?.revision).toBe(state().revision);
    expect(state().compiled?.spec.name).toBe('two');
  });

  test('an engine that had to be restarted says so and leaves the text', async () => {
    const restarted = Object.assign(new Error('stuck'), { name: 'EngineRestarted' });
    const { actions, state, pass } = world({ open: () => Promise.reject(restarted) });
    actions.openText('poison', { kind: 'blank' });
    await pass(10);
    expect([state().engine, state().text]).toEqual(['restarted', 'poison']);
  });
});

test('changes are applied from left to right', () => {
  const changes = [
    { start: 0, end: 1, insert: 'X' },
    { start: 2, end: 2, insert: 'Y' },
  ];
  expect(withChanges('abc', changes)).toBe('XbYc');
});

test('a request survives the way through the request bar', () => {
  const request = {
    name: 'r',
    from: 'a/b',
    to: 'http://c/',
    method: 'POST',
    headers: { 'x-a': ['1', '2'], 'x-b': '3' },
    body: '{}',
    token: 'none',
    seed: 7,
    expect: { status: 200 },
  } as const;
  expect(requestOfDraft(draftOfRequest(request))).toEqual(request);
});
