/** What the shell learns: all well, something found, or bad input. */
export const exitStatus = { ok: 0, found: 1, badInput: 2 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Where a command writes. Lines, without the line break. */
export interface Output {
  readonly out: (line: string) => void;
  readonly problem: (line: string) => void;
}
