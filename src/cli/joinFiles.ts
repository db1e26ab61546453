import type { TextRange } from '#model/diagnostic.ts';
import { placeOf, type Place } from './place.ts';
import type { InputFile } from './readInput.ts';

/** Several files as one stream of documents, and the way back from it. */
export interface JoinedText {
  readonly text: string;
  readonly locate: (range: TextRange | undefined) => Place & { readonly file: string };
}

/** Joins files the way `kubectl apply -f a -f b` reads them: one stream of documents. */
export function joinFiles(files: readonly InputFile[]): JoinedText {
  const starts: number[] = [];
  let text = '';
  for (const file of files) {
    if (text !== '') text += separator(text, file.text);
    starts.push(text.length);
    text += file.text;
  }
  return {
    text,
    locate: (range) => {
      const offset = range?.start ?? 0;
      const index = Math.max(
        0,
        starts.findLastIndex((start) => start <= offset),
      );
      const file = files[index] ?? { name: '-', text: '' };
      return { file: file.name, ...placeOf(file.text, offset - (starts[index] ?? 0)) };
    },
  };
}

/** A file that begins with a directive needs the document before it to be ended, not a new one begun. */
function separator(before: string, after: string): string {
  return `${before.endsWith('\n') ? '' : '\n'}${after.startsWith('%') ? '...' : '---'}\n`;
}
