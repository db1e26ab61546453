import type { LocatedField } from '#model/compiled.ts';
import { keyOf, type FieldRef } from '#model/kubernetes/resource.ts';
import type { Trace } from '#model/trace.ts';
import { locate } from '#scenario/locate.ts';
import type { ParsedScenario } from '#scenario/parsedScenario.ts';

/** The places in the text of every field that a trace rests on, each once. */
export function locateFields(parsed: ParsedScenario, trace: Trace): readonly LocatedField[] {
  const located = new Map<string, LocatedField>();
  for (const field of fieldsOf(trace)) {
    const key = `${keyOf(field.resource)} ${JSON.stringify(field.path)}`;
    if (located.has(key)) continue;
    const range = locate(parsed, field);
    if (range !== undefined) located.set(key, { field, range });
  }
  return [...located.values()];
}

function* fieldsOf({ hops, verdict }: Trace): Generator<FieldRef> {
  for (const { decisions } of hops) {
    for (const { because, considered = [] } of decisions) {
      yield* because;
      for (const candidate of considered) yield* candidate.because ?? [];
    }
  }
  yield* verdict.decidedBy.because;
}
