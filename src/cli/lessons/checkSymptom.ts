import { expectationGaps } from '#model/expectationGaps.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { Symptom } from '#model/lesson.ts';
import type { Expectation } from '#model/scenario.ts';
import { applyPatch } from '#scenario/lesson/documents.ts';
import { nodeAt } from '#scenario/yaml/nodeAt.ts';
import { examine } from './checkClaims.ts';

/** What must be true of a gallery entry: the symptom shows, its place can be pointed at, and the fix mends it. */
export async function checkSymptom(symptom: Symptom): Promise<readonly string[]> {
  const { document, request, fix, highlight } = symptom;
  const refused: string[] = [];
  const mended = applyPatch(document, fix.patch, (refusal) => refused.push(refusal));
  const { opened } = examine(document);
  const missing = highlight.filter(({ resource, path }) => {
    const place = opened.parsed.places.get(keyOf(resource));
    return place === undefined || !nodeAt(place.object.node, path).complete;
  });
  const gaps = async (text: string, expect: Expectation, name: string): Promise<readonly string[]> => {
    if (Object.keys(expect).length === 0) return [`${name}: expects nothing`];
    const trace = await examine(text).trace(request);
    const unsure = trace.approximate.map((code) => `${name}: approximate ${code}`);
    const found = expectationGaps(trace, expect).map(
      (gap) => `${name} ${gap.field}: ${JSON.stringify(gap.found)}, expected ${JSON.stringify(gap.expected)}`,
    );
    return [...unsure, ...found];
  };
  return [
    ...opened.compiled.diagnostics
      .filter(({ severity, code }) => severity === 'error' && /^(document|admission)\//.test(code))
      .map(({ code, params }) => `${code} ${JSON.stringify(params)}`),
    ...refused,
    ...missing.map(({ resource, path }) => `nothing to highlight at ${keyOf(resource)} ${path.join('.')}`),
    ...(await gaps(document, symptom.expect, 'symptom')),
    ...(await gaps(mended, fix.expect, 'fix')),
  ];
}
