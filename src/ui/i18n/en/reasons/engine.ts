import type { EngineReasons } from '#model/reasons/engine.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const engineReasons: Sentences<EngineReasons> = {
  'engine/unsupported': (p) => `The simulator has no rule for this: ${p.rule}. It does not guess.`,
  'engine/hop-limit': (p) => `The path did not end within ${p.limit} hops: it goes round in a circle.`,
  'engine/unknown-caller': (p) => `${p.from} is no pod or workload of this scenario.`,
  'engine/bad-request': (p) => `The request cannot be sent: ${p.problem}.`,
};
