import type { ScenarioEdit } from '#model/edit.ts';
import type { StoreContext } from './createStore.ts';
import type { AppActions } from './state.ts';
import { textWriter } from './textWriter.ts';
import { withChanges } from './withChanges.ts';

type DocumentActions = Pick<
  AppActions,
  | 'setText'
  | 'edit'
  | 'textBefore'
  | 'undo'
  | 'redo'
  | 'importText'
  | 'openText'
  | 'openExample'
  | 'openRecent'
  | 'fork'
>;

/** Typing gives way: a plan that was overtaken so often is given up. */
const planAttempts = 4;

/** Everything that changes the text. */
export function documentActions(context: StoreContext): DocumentActions {
  const { ports, get, set } = context;
  const writer = textWriter(context);
  let edits: Promise<void> = Promise.resolve();

  async function applyEdit(edit: ScenarioEdit, gesture: symbol | undefined): Promise<void> {
    for (let attempt = 0; attempt < planAttempts; attempt += 1) {
      await writer.compile.now();
      const { revision, text } = get();
      const answer = await ports.engine.plan({ revision, edit });
      if (answer.kind === 'stale' || get().revision !== revision) continue;
      const { refused: refusal } = answer.value;
      if (refusal !== undefined) {
        set({ notice: { kind: 'edit-failed', refusal } });
        return;
      }
      writer.replace(withChanges(text, answer.value.changes), gesture);
      if (answer.value.rewritten.length > 0) {
        set({ notice: { kind: 'manifest-rewritten', resources: answer.value.rewritten } });
      }
      await writer.compile.now();
      return;
    }
    set({ notice: { kind: 'edit-failed' } });
  }

  function edit(change: ScenarioEdit, gesture?: symbol): Promise<void> {
    if (get().readOnly) return Promise.resolve();
    edits = edits.then(() =>
      applyEdit(change, gesture).catch(() => {
        set({ notice: { kind: 'edit-failed' } });
      }),
    );
    return edits;
  }

  async function importText(text: string): Promise<void> {
    if (text.trim() === '') return;
    const before = get().revision;
    const { kind } = get().origin;
    if (kind === 'own' || kind === 'lesson') await edit({ kind: 'paste', text });
    else writer.open(text, { kind: 'own', id: ports.newWorkId() });
    await writer.compile.now();
    const { compiled, revision, notice } = get();
    if (compiled === undefined || revision === before || notice !== undefined) return;
    const objects = compiled.manifests.reduce((sum, { resources }) => sum + resources.length, 0);
    const problems = compiled.diagnostics.filter(({ severity }) => severity !== 'info').length;
    set({ notice: { kind: 'pasted', objects, problems } });
  }

  return {
    setText: writer.replace,
    edit,
    importText,
    textBefore: () => context.history().pastStates.at(-1)?.text,
    undo() {
      writer.travel('undo');
    },
    redo() {
      writer.travel('redo');
    },
    openText: writer.open,
    async openExample(slug) {
      const text = await ports.loadExample(slug);
      if (text !== undefined) writer.open(text, { kind: 'example', slug });
    },
    openRecent(id) {
      const work = get().recent.find((candidate) => candidate.id === id);
      if (work !== undefined) writer.open(work.text, { kind: 'own', id });
    },
    fork() {
      if (!get().readOnly && get().origin.kind !== 'lesson') return;
      set({ readOnly: false, origin: { kind: 'own', id: ports.newWorkId() }, notice: { kind: 'forked' } });
      ports.writeHash('');
      writer.save();
    },
  };
}
