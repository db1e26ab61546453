import type { Verdict } from '#model/trace.ts';

export type VerdictWord =
  | 'delivered'
  | 'denied'
  | 'failed'
  | 'reset'
  | 'refused'
  | 'timeout'
  | 'unresolved'
  | 'undetermined';

/** What the chip before the headline shows: a status where there is one, else a word; the tone never stands alone. */
export interface VerdictChip {
  readonly tone: 'ok' | 'warn' | 'deny' | 'fail' | 'unknown';
  readonly status: number | undefined;
  readonly word: VerdictWord;
}

export function verdictChip({ kind, status, client }: Pick<Verdict, 'kind' | 'status' | 'client'>): VerdictChip {
  switch (kind) {
    case 'undetermined':
      return { tone: 'unknown', status: undefined, word: 'undetermined' };
    case 'delivered':
      return { tone: status !== null && status >= 400 ? 'warn' : 'ok', status: status ?? undefined, word: 'delivered' };
    case 'denied':
    case 'failed':
      return {
        tone: kind === 'denied' ? 'deny' : 'fail',
        status: status ?? undefined,
        word: client === 'response' ? kind : client,
      };
  }
}
