import type { Diagnostic } from '#model/diagnostic.ts';
import type { LinkProblem } from '#model/link.ts';
import type { Reason } from '#model/reason.ts';
import type { Catalogue } from './catalogue.ts';

/** What of a catalogue explaining needs. */
type Explaining = Pick<Catalogue, 'sentences'>;

/** A coded fact whose parameters belong to its code; TypeScript cannot follow that correlation through a lookup. */
interface Coded {
  readonly code: string;
  readonly params: unknown;
}

/** The sentence of a proxy's reason. */
export function explainReason(catalogue: Explaining, reason: Reason): string {
  return say(catalogue.sentences?.reasons, reason);
}

/** The sentence of a problem in the manifests. */
export function explainDiagnostic(catalogue: Explaining, diagnostic: Diagnostic): string {
  return say(catalogue.sentences?.diagnostics, diagnostic);
}

/** Why a link did not open. */
export function explainLinkProblem(catalogue: Explaining, problem: LinkProblem): string {
  return say(catalogue.sentences?.link, problem);
}

function say(sentences: object | undefined, { code, params }: Coded): string {
  // They are on their way; a code that flashes by helps nobody.
  if (sentences === undefined) return '';
  const sentence: unknown = Object.hasOwn(sentences, code) ? sentences[code as never] : undefined;
  // A trace opened from elsewhere may carry a code that this build does not know: the code is better than nothing.
  return typeof sentence === 'function' ? (sentence as (facts: unknown) => string)(params) : code;
}
