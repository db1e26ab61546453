import type { editor, IRange } from 'monaco-editor/editor';
import type { TextRange } from '#model/diagnostic.ts';
import { lineIndex, placeAt, type LineIndex } from '../lineIndex.ts';
import { minimalChange } from '../minimalChange.ts';

/** The one document in the editor, kept equal to the text of the store in both directions. */
export interface DocumentBinding {
  /** Takes over a text that changed elsewhere, as the smallest edit, so that the caret stays. */
  follow(text: string): void;
  rangeOf(range: TextRange): IRange;
  dispose(): void;
}

/** A longer insertion is shown from its beginning. */
const linesInView = 20;

export function bindDocument(
  code: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  onType: (text: string) => void,
): DocumentBinding {
  let known = model.getValue();
  let index: LineIndex | undefined;
  let following = false;

  const listening = model.onDidChangeContent(() => {
    known = model.getValue();
    index = undefined;
    if (!following) onType(known);
  });

  function rangeOf({ start, end }: TextRange): IRange {
    index ??= lineIndex(known);
    const from = placeAt(index, start);
    const to = placeAt(index, end);
    return {
      startLineNumber: from.line,
      startColumn: from.column,
      endLineNumber: to.line,
      endColumn: to.column,
    };
  }

  return {
    follow(text) {
      const change = minimalChange(known, text);
      if (change === undefined) return;
      following = true;
      const range = rangeOf(change);
      model.applyEdits([{ range, text: change.insert, forceMoveMarkers: true }]);
      following = false;
      // What the canvas wrote is worth seeing, at least its last line.
      const end = model.getPositionAt(change.start + change.insert.length);
      code.revealLineInCenterIfOutsideViewport(range.startLineNumber);
      if (end.lineNumber - range.startLineNumber < linesInView) code.revealPositionInCenterIfOutsideViewport(end);
    },
    rangeOf,
    dispose() {
      listening.dispose();
    },
  };
}
