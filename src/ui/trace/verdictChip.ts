import type { Verdict } from '#model/trace.ts';
import { openEnd, type OpenEnd } from './verdictHeadline.ts';

export type VerdictWord = 'delivered' | 'denied' | 'failed' | 'reset' | 'refused' | 'timeout' | 'unresolved' | OpenEnd;

/** What the chip before the headline shows: a status where there is one, else a word; the tone never stands alone. */
export interface VerdictChip {
  readonly tone: 'ok' | 'warn' | 'deny' | 'fail' | 'unknown';
  readonly status: number | undefined;
  readonly word: VerdictWord;
}

/** Of requests that were counted, nobody kept who decided. */
type Ending = Pick<Verdict, 'kind' | 'status' | 'client'> & Partial<Pick<Verdict, 'decidedBy'>>;

export function verdictChip({ kind, status, client, decidedBy }: Ending): VerdictChip {
  switch (kind) {
    case 'undetermined':
      return { tone: 'unknown', status: undefined, word: decidedBy === undefined ? kind : openEnd({ decidedBy }) };
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
