/** Something wrong with what the user gave, with its place: written to standard error, exit status 2. */
export interface InputProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

/** One line, whatever the message holds. */
export function problemLine({ file, line, column, code, message }: InputProblem): string {
  return `${file}:${line}:${column} ${code} ${message.replace(/\s+/g, ' ').trim()}`;
}
