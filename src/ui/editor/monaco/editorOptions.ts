import type { editor } from 'monaco-editor/editor';
import { sourceMetrics } from '../sourceMetrics.ts';

/**
 * The editor as the light view left it: same type, same margins. Nothing fades, blinks or casts shadows, so that a
 * picture of it is the same every time.
 */
export const editorOptions: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: '"JetBrains Mono Variable", "JetBrains Mono", "DejaVu Sans Mono", ui-monospace, monospace',
  fontSize: sourceMetrics.fontSize,
  fontLigatures: false,
  lineHeight: sourceMetrics.lineHeight,
  lineNumbersMinChars: 5,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: false,
  padding: { top: sourceMetrics.paddingTop, bottom: sourceMetrics.paddingTop },
  minimap: { enabled: false },
  stickyScroll: { enabled: false },
  guides: { indentation: false, bracketPairs: false },
  bracketPairColorization: { enabled: false },
  scrollBeyondLastLine: false,
  scrollbar: {
    vertical: 'visible',
    horizontal: 'visible',
    useShadows: false,
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
  },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  cursorBlinking: 'solid',
  renderLineHighlight: 'none',
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
  detectIndentation: false,
  tabSize: 2,
  insertSpaces: true,
  quickSuggestions: { other: true, strings: true, comments: false },
  wordBasedSuggestions: 'off',
  // Enter ends the line, always; Tab takes a suggestion.
  acceptSuggestionOnEnter: 'off',
  acceptSuggestionOnCommitCharacter: false,
  // Widgets may be wider than the panel.
  fixedOverflowWidgets: true,
};
