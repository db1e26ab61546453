import type { PredictionMistake } from '#model/prediction/mistake.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';

/** The sentence for a mistake. Its facts belong to its code; TypeScript cannot follow that through a lookup. */
export function hintOf({ mistakes }: ExploringTexts['predict'], { code, params }: PredictionMistake): string {
  return (mistakes[code] as (facts: unknown) => string)(params);
}
