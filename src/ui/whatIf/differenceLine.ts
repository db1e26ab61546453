import type { Trace } from '#model/trace.ts';
import { traceDifference } from '#model/traceDifference.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { shortIdentity } from '#ui/trace/shortIdentity.ts';
import { verdictWords } from './verdictWords.ts';

/** What changed between two answers to a request, in one line: outcome, path, and who the pod thinks is calling. */
export function differenceLine(
  before: Trace,
  after: Trace,
  texts: ExploringTexts['whatIf'],
  catalogue: Pick<Catalogue, 'panels'>,
): string {
  const { deniedBy, podSees, path } = traceDifference(before, after);
  const refusal = deniedBy?.after ?? null;
  const [was, is] = [verdictWords(before, catalogue), verdictWords(after, catalogue)];
  const [old, now] = [crossed(before), crossed(after)];
  const joined = now.filter((name) => !old.includes(name));
  const left = old.filter((name) => !now.includes(name));
  const [sealed, isSealed] = [isEncrypted(before), isEncrypted(after)];
  const facts = [
    ...(refusal === null || refusal === 'jwt' ? [] : [texts.deniedBy(refusal)]),
    ...(joined.length === 0 ? [] : [texts.joined(joined)]),
    ...(left.length === 0 ? [] : [texts.left(left)]),
    ...(sealed === isSealed || sealed === undefined || isSealed === undefined ? [] : [texts.encrypted(isSealed)]),
    ...(podSees === undefined ? [] : [texts.podSees(shortened(podSees.before, podSees.after))]),
  ];
  if (was !== is) return texts.join([texts.verdict(was, is), ...facts]);
  const rest = facts.length > 0 ? facts : [path ? texts.pathNow : texts.nothing];
  return texts.join([texts.stillVerdict(is), ...rest]);
}

function crossed({ gateways, five }: Trace): readonly string[] {
  return [...gateways, ...five.waypoints];
}

/** Undefined where nothing went over the network. */
function isEncrypted({ hops }: Trace): boolean | undefined {
  const legs = hops.flatMap(({ leg }) => leg ?? []);
  return legs.length === 0 ? undefined : legs.every(({ transport }) => transport !== 'plaintext');
}

/** Short where that still tells the two apart. */
function shortened(before: string | null, after: string | null): readonly [string | null, string | null] {
  const [old, now] = [before && shortIdentity(before), after && shortIdentity(after)];
  return old === now ? [before, after] : [old, now];
}
