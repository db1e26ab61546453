import type { Diagnostic } from '#model/diagnostic.ts';
import type { Reason } from '#model/reason.ts';
import { sentences } from '#ui/i18n/en/sentences.ts';
import { explainDiagnostic, explainReason } from '#ui/i18n/explain.ts';

/** What a code and its facts say in English, in the words of the page. */
export function sentenceOfReason(reason: Reason): string {
  return oneLine(explainReason({ sentences }, reason));
}

export function sentenceOfDiagnostic(diagnostic: Diagnostic): string {
  return oneLine(explainDiagnostic({ sentences }, diagnostic));
}

/** Messages of the API server may run over several lines; a line of output must not. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
