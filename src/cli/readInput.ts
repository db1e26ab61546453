import { readFileSync } from 'node:fs';
import type { InputProblem } from './inputProblem.ts';

/** A file named on the command line, read. */
export interface InputFile {
  readonly name: string;
  readonly text: string;
}

export type InputResult =
  | { readonly ok: true; readonly file: InputFile }
  | { readonly ok: false; readonly problem: InputProblem };

/** Reads a file, or standard input for `-`. */
export function readInput(name: string): InputResult {
  try {
    const text = readFileSync(name === '-' ? 0 : name, 'utf8');
    return { ok: true, file: { name, text: text.replace(/^\uFEFF/, '') } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: { file: name, line: 1, column: 1, code: 'cli/cannot-read', message } };
  }
}
