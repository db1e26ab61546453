import type { Trace } from '#model/trace.ts';
import { traceDifference } from '#model/traceDifference.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { shortIdentity } from '#ui/trace/shortIdentity.ts';
import { verdictWords } from './verdictWords.ts';

/** What changed between two answers to a request, in one line. */
export function differenceLine(
  before: Trace,
  after: Trace,
  texts: ExploringTexts['whatIf'],
  catalogue: Pick<Catalogue, 'panels'>,
): string {
  const { verdict, waypoints, podSees, path } = traceDifference(before, after);
  const parts: string[] = [];
  if (verdict) parts.push(texts.verdict(verdictWords(before, catalogue), verdictWords(after, catalogue)));
  if (waypoints !== undefined) {
    parts.push(waypoints.after.length > 0 ? texts.throughNow(waypoints.after) : texts.pastNow(waypoints.before));
  }
  if (podSees !== undefined) {
    const { after: identity } = podSees;
    if (identity === null) parts.push(texts.podNotReached);
    else parts.push(identity === 'none' ? texts.podSeesNobody : texts.podSeesNow(shortIdentity(identity)));
  }
  if (path && parts.length === 0) parts.push(texts.pathNow);
  return parts.length === 0 ? texts.nothing : parts.join(texts.separator);
}
