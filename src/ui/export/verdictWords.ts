import type { Trace } from '#model/trace.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import { statusPhrase } from '../trace/statusPhrase.ts';
import { verdictChip } from '../trace/verdictChip.ts';
import { verdictHeadline } from '../trace/verdictHeadline.ts';

/** Who asks whom for what, in one line. */
export function requestWords({ request }: Trace): string {
  return `${request.from} → ${request.method ?? 'GET'} ${request.to}`;
}

export function verdictWords(
  { verdict }: Trace,
  { panels }: Pick<Catalogue, 'panels'>,
): { readonly chip: string; readonly headline: string } {
  const chip = verdictChip(verdict);
  return {
    chip: chip.status === undefined ? panels.trace.words[chip.word] : statusPhrase(chip.status),
    headline: panels.trace.headline(verdictHeadline(verdict)),
  };
}
