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

function identify({ resource, path }: FieldRef): string {
  return JSON.stringify([resource.kind, resource.namespace ?? '', resource.name, path]);
}
