import { expectationGaps } from '#model/expectationGaps.ts';
import type { Symptom } from '#model/lesson.ts';
import type { Expectation } from '#model/scenario.ts';
import { applyPatch } from '#scenario/lesson/documents.ts';
import { examine } from './checkClaims.ts';
import { highlightFailures } from './highlightFailures.ts';

/** What must be true of a gallery entry: the symptom shows, its place can be pointed at, and the fix mends it. */
export async function checkSymptom(symptom: Symptom): Promise<readonly string[]> {
  const { document, request, fix, highlight } = symptom;
  const refused: string[] = [];
  const mended = applyPatch(document, fix.patch, (refusal) => refused.push(refusal));
  const examined = examine(document);
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
    ...examined.opened.compiled.diagnostics
      .filter(({ severity, code }) => severity === 'error' && /^(document|admission)\//.test(code))
      .map(({ code, params }) => `${code} ${JSON.stringify(params)}`),
    ...refused,
    ...highlightFailures(highlight, examined),
    ...(await gaps(document, symptom.expect, 'symptom')),
    ...(await gaps(mended, fix.expect, 'fix')),
  ];
}
