import type { TextChange } from '#model/compiled.ts';
import type { StoreContext } from './createStore.ts';
import { emptyDraft } from './createStore.ts';
import { draftOf } from './draft.ts';
import type { AppActions } from './state.ts';

/** Texts of one typing run that come closer together than this are one step of undo. */
const runPauseMs = 1000;

/** How long the document rests before it is compiled, and before it is saved. */
const compileDelayMs = 60;
const saveDelayMs = 400;

/** A text longer than this is refused whole: the tab would not survive keeping copies of it for undo. */
export const maxTextLength = 8 * 1024 * 1024;

type DocumentActions = Pick<
  AppActions,
  'setText' | 'edit' | 'undo' | 'redo' | 'openText' | 'openExample' | 'openRecent' | 'fork'
>;

interface Timer {
  cancel(): void;
}

/** Everything that changes the text, and what follows from a changed text: compiling and saving. */
export function documentActions(context: StoreContext): DocumentActions {
  const { ports, get, set, history } = context;
  const compile = compiler(context);
  let run: { readonly name: string; readonly at: number } | undefined;
  let saveTimer: Timer | undefined;
  let edits: Promise<void> = Promise.resolve();

  function saveSoon(): void {
    if (get().readOnly) return;
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
  }

  function changed(): void {
    const { origin } = get();
    set({
      revision: get().revision + 1,
      shares: undefined,
      // A changed example is the user's own; what they had before stays among their scenarios.
      origin: origin.kind === 'own' ? origin : { kind: 'own', id: ports.newWorkId() },
    });
    ports.writeHash('');
    compile.soon();
    saveSoon();
  }

  function replaceText(text: string, name: string | undefined): void {
    if (get().readOnly || text === get().text) return;
    if (text.length > maxTextLength) {
      set({ notice: { kind: 'too-large', characters: text.length } });
      return;
    }
    const at = ports.now();
    const joins = name !== undefined && run?.name === name && at - run.at < runPauseMs;
    run = name === undefined ? undefined : { name, at };
    if (joins) history().pause();
    set({ text });
    if (joins) history().resume();
    changed();
  }

  function travel(direction: 'undo' | 'redo'): void {
    if (get().readOnly) return;
    run = undefined;
    const before = get().text;
    history()[direction]();
    if (get().text !== before) changed();
  }

  async function applyEdit(edit: Parameters<AppActions['edit']>[0]): Promise<void> {
    // Edits are planned against the newest text; when somebody typed meanwhile the plan is stale and made again.
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await compile.now();
      const { revision, text } = get();
      const answer = await ports.engine.plan({ revision, edit });
      if (answer.kind === 'stale' || get().revision !== revision) continue;
      replaceText(withChanges(text, answer.value.changes), undefined);
      if (answer.value.rewritten.length > 0) {
        set({ notice: { kind: 'manifest-rewritten', resources: answer.value.rewritten } });
      }
      await compile.now();
      return;
    }
    set({ notice: { kind: 'edit-failed' } });
  }

  return {
    setText: replaceText,
    edit(edit) {
      if (get().readOnly) return Promise.resolve();
      edits = edits.then(() =>
        applyEdit(edit).catch(() => {
          set({ notice: { kind: 'edit-failed' } });
        }),
      );
      return edits;
    },
    undo() {
      travel('undo');
    },
    redo() {
      travel('redo');
    },
    openText(text, origin) {
      run = undefined;
      const readOnly = origin.kind === 'link';
      set({
        text,
        origin,
        readOnly,
        revision: get().revision + 1,
        compiled: undefined,
        sent: undefined,
        previous: undefined,
        shares: undefined,
        step: 0,
        playing: false,
        selection: [],
        draft: emptyDraft,
        notice: undefined,
        saved: 'saved',
      });
      history().clear();
      if (origin.kind === 'own') saveSoon();
      compile.soon(0);
    },
    openRecent(id) {
      const work = get().recent.find((candidate) => candidate.id === id);
      if (work !== undefined) this.openText(work.text, { kind: 'own', id });
    },
    async openExample(slug) {
      const text = await ports.loadExample(slug);
      if (text !== undefined) this.openText(text, { kind: 'example', slug });
    },
    fork() {
      if (!get().readOnly) return;
      set({ readOnly: false, origin: { kind: 'own', id: ports.newWorkId() }, notice: { kind: 'forked' } });
      ports.writeHash('');
      saveSoon();
    },
  };
}

/** The text after all changes; they are sorted and do not overlap. */
export function withChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let from = 0;
  for (const change of changes) {
    result += text.slice(from, change.start) + change.insert;
    from = change.end;
  }
  return result + text.slice(from);
}

/** Keeps the compiled mesh up with the text: one call at a time, the newest text next, older answers dropped. */
function compiler({ ports, get, set }: StoreContext): { soon(delay?: number): void; now(): Promise<void> } {
  let timer: Timer | undefined;
  let working: Promise<void> | undefined;

  async function loop(): Promise<void> {
    while (get().compiled?.revision !== get().revision) {
      const { revision, text } = get();
      if (get().engine !== 'starting') set({ engine: 'busy' });
      try {
        const compiled = await ports.engine.open({ revision, text });
        if (compiled.revision !== get().revision) continue;
        set({ compiled, engine: 'ready', draft: draftOf(get().draft, compiled) });
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
