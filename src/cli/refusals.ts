import { keyOf } from '#model/kubernetes/resource.ts';
import type { ParsedScenario } from '#scenario/parsedScenario.ts';

/** By `Kind/namespace/name`: what the API server would not accept, in its words. */
export function refusals(parsed: ParsedScenario): Readonly<Record<string, string>> {
  const refused: [string, string][] = [];
  for (const { object } of parsed.objects) {
    const { ref, problems } = object.read;
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    if (ref !== undefined && errors.length > 0) refused.push([keyOf(ref), errors.join('\n')]);
  }
  return Object.fromEntries(refused);
}
