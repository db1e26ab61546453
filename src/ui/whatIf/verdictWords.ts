import type { Trace } from '#model/trace.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import { verdictChip } from '#ui/trace/verdictChip.ts';

/** A verdict in a word: its status, or what the caller sees instead. */
export function verdictWords({ verdict }: Trace, { panels }: Pick<Catalogue, 'panels'>): string {
  const { status, word } = verdictChip(verdict);
  return status === undefined ? panels.trace.words[word] : String(status);
}
