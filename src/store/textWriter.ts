import type { StoreContext } from './createStore.ts';
import { emptyDraft } from './draft.ts';
import { autosave } from './effects/autosave.ts';
import { compileText, type TextCompiler } from './effects/compileText.ts';
import type { SessionState } from './state.ts';

/** Texts of one typing run that come closer together than this are one step of undo. */
const runPauseMs = 1000;

/** A text longer than this is refused whole: the tab would not survive keeping copies of it for undo. */
export const maxTextLength = 8 * 1024 * 1024;

export interface TextWriter {
  readonly compile: TextCompiler;
  readonly save: () => void;
  /** Texts of one run are one step of undo: typing as long as it does not pause, a gesture until something else is done. */
  replace(text: string, run?: string | symbol): void;
  travel(direction: 'undo' | 'redo'): void;
  open(text: string, origin: SessionState['origin']): void;
}

/** The only place where the text changes; compiling and saving follow from here. */
export function textWriter(context: StoreContext): TextWriter {
  const { ports, get, set, history } = context;
  const compile = compileText(context);
  const save = autosave(context);
  let run: { readonly name: string | symbol; readonly at: number } | undefined;

  function isTooLarge(text: string): boolean {
    if (text.length <= maxTextLength) return false;
    set({ notice: { kind: 'too-large', characters: text.length } });
    return true;
  }

  function changed(): void {
    const { origin } = get();
    set({
      revision: get().revision + 1,
      shares: undefined,
      // A changed example is the user's own; what they had before stays among their scenarios.
      origin: origin.kind === 'own' || origin.kind === 'lesson' ? origin : { kind: 'own', id: ports.newWorkId() },
    });
    ports.writeHash('');
    compile.soon();
    save();
  }

  return {
    compile,
    save,
    replace(text, name) {
      if (get().readOnly || text === get().text || isTooLarge(text)) return;
      const at = ports.now();
      const isQuick = typeof name === 'symbol' || at - (run?.at ?? 0) < runPauseMs;
      const joins = name !== undefined && run?.name === name && isQuick;
      run = name === undefined ? undefined : { name, at };
      if (joins) history().pause();
      set({ text });
      if (joins) history().resume();
      changed();
    },
    travel(direction) {
      if (get().readOnly) return;
      run = undefined;
      const before = get().text;
      history()[direction]();
      if (get().text !== before) changed();
    },
    open(text, origin) {
      if (isTooLarge(text)) return;
      run = undefined;
      set({ ...freshSession, text, origin, readOnly: origin.kind === 'link', revision: get().revision + 1 });
      history().clear();
      if (origin.kind === 'own') save();
      compile.soon(0);
    },
  };
}

/** What another document must not inherit from the one before. */
const freshSession = {
  compiled: undefined,
  status: undefined,
  sent: undefined,
  previous: undefined,
  shares: undefined,
  step: 0,
  playing: false,
  selection: [],
  draft: emptyDraft,
  notice: undefined,
  saved: 'saved',
} as const;
