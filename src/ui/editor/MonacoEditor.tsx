import { useEffect, useRef, useState, type RefObject } from 'react';
import type { editor } from 'monaco-editor/editor';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import { loadFieldTexts } from '#ui/i18n/loadCatalogue.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import type { EditorProps } from './EditorLoader.tsx';
import { applyTheme } from './monaco/applyTheme.ts';
import { bindDocument, type DocumentBinding } from './monaco/documentBinding.ts';
import { editorOptions } from './monaco/editorOptions.ts';
import { monaco } from './monaco/loadMonaco.ts';
import { registerCompletion } from './monaco/registerCompletion.ts';
import { registerHover } from './monaco/registerHover.ts';
import { problemMarkers } from './monaco/problemMarkers.ts';
import { yamlLanguage } from './monaco/registerYaml.ts';
import { sourceDecorations } from './monaco/sourceDecorations.ts';
import { useSourceMarks } from './useSourceMarks.ts';
import styles from './MonacoEditor.module.css';

/** Typing is one step of undo as long as it does not pause. */
const typingRun = 'typing';

interface Mounted {
  readonly code: editor.IStandaloneCodeEditor;
  readonly document: DocumentBinding;
  readonly decorations: editor.IEditorDecorationsCollection;
}

/** The full editor. It shows the store's text and reports typing; history, problems and marks are the store's. */
export function MonacoEditor({ openAt }: EditorProps) {
  const { manifests: texts } = useTexts().panels.source;
  const host = useRef<HTMLDivElement>(null);
  const mounted = useMountedEditor(host, openAt, texts.editorLabel);
  useFollowedText(mounted);
  useMarks(mounted);
  useReveal(mounted);
  useHover(mounted);
  return (
    <div className={styles.frame}>
      <div ref={host} className={styles.editor} />
      <p className={`${kit.small ?? ''} ${styles.hint ?? ''}`} aria-hidden>
        {texts.tabHint}
      </p>
    </div>
  );
}

function useMountedEditor(host: RefObject<HTMLDivElement | null>, openAt: number, label: string): Mounted | undefined {
  const text = useAppStore((state) => state.text);
  const read = useStateReader();
  const { setText, undo, redo, followCaret } = useActions();
  const [mounted, setMounted] = useState<Mounted>();
  const first = useRef({ text, openAt, label });

  useEffect(() => {
    if (host.current === null) return undefined;
    applyTheme(monaco);
    const model = monaco.editor.createModel(first.current.text, yamlLanguage);
    const code = monaco.editor.create(host.current, { ...editorOptions, model, ariaLabel: first.current.label });
    const document = bindDocument(code, model, (typed) => {
      setText(typed, typingRun);
    });
    const { KeyCode, KeyMod } = monaco;
    // One history for typing and canvas: the editor's own would undo only half of it.
    code.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, undo);
    code.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, redo);
    code.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, redo);
    leaveByEscape(code);
    code.onDidChangeCursorPosition(({ position, source }) => {
      if (source === 'mouse' || source === 'keyboard') followCaret(model.getOffsetAt(position));
    });
    const start = document.rangeOf({ start: first.current.openAt, end: first.current.openAt });
    code.setPosition({ lineNumber: start.startLineNumber, column: start.startColumn });
    code.revealLineInCenterIfOutsideViewport(start.startLineNumber);
    code.focus();
    const completion = registerCompletion(monaco, () => read().compiled?.summary ?? emptyMeshSummary);
    const themes = new MutationObserver(() => {
      applyTheme(monaco);
    });
    themes.observe(window.document.documentElement, { attributeFilter: ['data-theme'] });
    setMounted({ code, document, decorations: code.createDecorationsCollection() });
    return () => {
      themes.disconnect();
      completion.dispose();
      document.dispose();
      code.dispose();
      model.dispose();
      setMounted(undefined);
    };
  }, [host, read, setText, undo, redo, followCaret]);

  return mounted;
}

/** Tab indents, as in every editor; after Escape it leaves, so that the keyboard is never caught. */
function leaveByEscape(code: editor.IStandaloneCodeEditor): void {
  code.addCommand(
    monaco.KeyCode.Escape,
    () => {
      code.updateOptions({ tabFocusMode: true });
    },
    '!suggestWidgetVisible && !findWidgetVisible && !markersNavigationVisible && !editorHasMultipleSelections',
  );
  code.onDidFocusEditorText(() => {
    code.updateOptions({ tabFocusMode: false });
  });
  code.onDidChangeModelContent(() => {
    code.updateOptions({ tabFocusMode: false });
  });
}

function useFollowedText(mounted: Mounted | undefined): void {
  const text = useAppStore((state) => state.text);
  const read = useStateReader();
  useEffect(() => {
    // The newest text, not the one that was drawn: by now more may have been typed, which must not be taken back.
    mounted?.document.follow(read().text);
  }, [mounted, text, read]);
}

function useMarks(mounted: Mounted | undefined): void {
  const sources = useSourceMarks();
  useEffect(() => {
    const model = mounted?.code.getModel();
    if (mounted === undefined || model === undefined || model === null) return;
    mounted.decorations.set(sourceDecorations(sources, mounted.document));
    monaco.editor.setModelMarkers(model, 'engine', problemMarkers(monaco, sources, mounted.document));
    const first = sources.lit[0] ?? sources.keyField ?? sources.fields[0];
    if (first === undefined || mounted.code.hasTextFocus()) return;
    mounted.code.revealLineInCenterIfOutsideViewport(mounted.document.rangeOf(first).startLineNumber);
  }, [mounted, sources]);
}

/** What fields are for is fetched in the language on screen when the pointer rests on the first of them. */
function useHover(mounted: Mounted | undefined): void {
  const { locale, panels } = useTexts();
  useEffect(() => {
    if (mounted === undefined) return undefined;
    let fields: ReturnType<typeof loadFieldTexts> | undefined;
    const hover = registerHover(monaco, async () => {
      fields ??= loadFieldTexts(locale);
      return { words: panels.source.hover, fields: await fields };
    });
    return () => {
      hover.dispose();
    };
  }, [mounted, locale, panels]);
}

function useReveal(mounted: Mounted | undefined): void {
  const reveal = useAppStore((state) => state.reveal);
  // What was asked for before the editor came is where the light view stands already.
  const seen = useRef(reveal?.nonce);
  useEffect(() => {
    if (mounted === undefined || reveal === undefined || reveal.nonce === seen.current) return;
    seen.current = reveal.nonce;
    const range = mounted.document.rangeOf(reveal.range);
    mounted.code.setSelection(range);
    mounted.code.revealRangeInCenterIfOutsideViewport(range);
  }, [mounted, reveal]);
}
