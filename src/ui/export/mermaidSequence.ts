import type { Hop, Leg, ProxyRef, Trace } from '#model/trace.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import { explainReason } from '#ui/i18n/explain.ts';
import { wrapped } from './textWidth.ts';
import { verdictWords } from './verdictWords.ts';

const noteSize = 10;
const noteWidth = 340;

type Texts = Pick<Catalogue, 'shell' | 'panels' | 'sentences'>;

/**
 * The path as a Mermaid sequence diagram: a participant for everybody who takes a turn, a message for every leg, a note
 * with the reasons of each hop, and the answer.
 */
export function mermaidSequence(trace: Trace, texts: Texts): string {
  const participants = [...new Map(trace.hops.map(({ at }) => [keyOfProxy(at), at]))];
  const idOf = (at: ProxyRef): string => `p${String(participants.findIndex(([key]) => key === keyOfProxy(at)) + 1)}`;
  const { place } = texts.panels.trace;
  const lines = participants.map(([, at]) => `participant ${idOf(at)} as ${plain(place(at))}`);
  trace.hops.forEach((hop, index) => {
    const sentences = hop.decisions.map(({ reason }) => explainReason(texts, reason));
    // Mermaid breaks no lines by itself.
    const note = sentences.flatMap((sentence) => wrapped(sentence, noteSize, noteWidth)).join('<br/>');
    if (note !== '') lines.push(`Note over ${idOf(hop.at)}: ${plain(note)}`);
    const next = trace.hops[index + 1];
    if (next !== undefined && idOf(next.at) !== idOf(hop.at)) {
      lines.push(`${idOf(hop.at)}->>${idOf(next.at)}: ${plain(messageOf(hop, trace, texts))}`);
    }
  });
  const [first, last] = [trace.hops[0], trace.hops.at(-1)];
  if (first !== undefined && last !== undefined) {
    const arrow = trace.verdict.client === 'response' ? '-->>' : '--x';
    const { chip, headline } = verdictWords(trace, texts);
    const isAlone = idOf(first.at) === idOf(last.at);
    lines.push(
      isAlone
        ? `Note over ${idOf(first.at)}: ${plain(`${chip}. ${headline}`)}`
        : `${idOf(last.at)}${arrow}${idOf(first.at)}: ${plain(chip)}`,
    );
  }
  return ['sequenceDiagram', ...lines.map((line) => `    ${line}`)].join('\n');
}

/** What goes from one to the next: the leg where there is one; inside a pod or node, the request itself. */
function messageOf({ leg }: Hop, { request }: Trace, { panels }: Texts): string {
  return leg === undefined ? `${request.method ?? 'GET'} ${request.to}` : legWords(leg, panels);
}

export function legWords(leg: Leg, { trace }: Catalogue['panels']): string {
  return [
    trace.transports[leg.transport],
    `→ ${leg.address}`,
    ...(leg.authority === undefined ? [] : [trace.legAuthority(leg.authority)]),
    ...(leg.sourceIdentity === undefined ? [] : [trace.legAs(leg.sourceIdentity)]),
  ].join(' ');
}

function keyOfProxy(at: ProxyRef): string {
  // An application stands once, however often it has its turn; a ztunnel once for each pod it works for.
  return JSON.stringify(at);
}

/** Text that Mermaid takes for text: `;` ends a statement there, and `#` begins a character code. */
function plain(text: string): string {
  return text
    .replace(/#/g, '#35;')
    .replace(/(?<!#35);/g, '#59;')
    .replace(/\s+/g, ' ')
    .trim();
}
