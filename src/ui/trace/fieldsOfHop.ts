import type { LocatedField, LocatedTrace } from '#model/compiled.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';

/** The places in the text that the decisions of one hop rest on. Past the last hop, those of the verdict. */
export function fieldsOfHop(sent: LocatedTrace, step: number): readonly LocatedField[] {
  const { hops, verdict } = sent.trace;
  const hop = hops[step];
  const because = hop === undefined ? verdict.decidedBy.because : hop.decisions.flatMap((decision) => decision.because);
  const wanted = new Set(because.map(identify));
  return sent.fields.filter(({ field }) => wanted.has(identify(field)));
}

/** Of these places the one to bring into view: where the last decision of the hop that rests on any field rests. */
export function keyFieldOfHop(sent: LocatedTrace, step: number): LocatedField | undefined {
  const decisions = sent.trace.hops[step]?.decisions ?? [sent.trace.verdict.decidedBy];
  for (const { because } of decisions.toReversed()) {
    const wanted = because.map(identify);
    const places = sent.fields.filter(({ field }) => wanted.includes(identify(field)));
    // A decision names the narrowest field last: the backend after the match that led to it.
    const last = places
      .toSorted((a, b) => wanted.indexOf(identify(a.field)) - wanted.indexOf(identify(b.field)))
      .at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}

function identify({ resource, path }: FieldRef): string {
  return JSON.stringify([resource.kind, resource.namespace ?? '', resource.name, path]);
}
