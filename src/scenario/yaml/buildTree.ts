import { COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';
import { resolvePlain } from './resolvePlain.ts';
import type { ListNode, MapEntry, MapNode, ScalarNode, SourceNode } from './sourceTree.ts';

/** Where the builder stands: the next event, and the end of the last token, from which separators are found. */
interface Walk {
  readonly source: string;
  readonly events: readonly Event[];
  readonly ownDocument: boolean;
  next: number;
  cursor: number;
}

type Collection = Extract<Event, { style: unknown; start: number }>;
type Properties = Pick<ScalarEvent, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>;

/**
 * Turns the events of one document into nodes with offsets. The parser says where things begin; ends of collections,
 * colons and dashes are found in the text between two tokens, which holds nothing but those and comments.
 */
export function buildTree(source: string, events: readonly Event[]): SourceNode | undefined {
  const first = events.findIndex((event) => event.type !== EVENT_ID.DOCUMENT);
  if (first === -1 || events[first]?.type === EVENT_ID.POP) return undefined;
  // Our own document never meets the API server: there `y` is a coordinate, not a yes.
  const ownDocument = source.includes('ambient.playground/') && source.includes('Scenario');
  return node({ source, events, ownDocument, next: first, cursor: 0 });
}

function node(walk: Walk): SourceNode {
  const event = walk.events[walk.next];
  walk.next += 1;
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return scalar(walk, event);
    case EVENT_ID.MAPPING:
      return map(walk, event);
    case EVENT_ID.SEQUENCE:
      return list(walk, event);
    case EVENT_ID.ALIAS: {
      const start = event.anchorStart - 1;
      walk.cursor = event.anchorEnd;
      const name = walk.source.slice(event.anchorStart, event.anchorEnd);
      return { kind: 'alias', name, start, end: event.anchorEnd, propertiesStart: start };
    }
    default:
      throw new Error('the parser closed a collection that it never opened');
  }
}

const styles = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
} as const;

function scalar(walk: Walk, event: ScalarEvent): ScalarNode {
  const { source } = walk;
  const style = event.valueStart === -1 ? 'absent' : styles[event.style];
  if (style === 'absent') {
    const start = Math.max(walk.cursor, event.anchorEnd, event.tagEnd);
    walk.cursor = start;
    return { kind: 'scalar', style, text: '', start, end: start, ...properties(source, event, start) };
  }
  const text = getScalarValue(source, event);
  if (style === 'literal' || style === 'folded') {
    const header = blockHeader(source, Math.max(walk.cursor, event.anchorEnd, event.tagEnd));
    walk.cursor = event.valueEnd;
    const end = header + source.slice(header, event.valueEnd).trimEnd().length;
    return { kind: 'scalar', style, text, start: header, end, ...properties(source, event, header) };
  }
  const quote = style === 'plain' ? 0 : 1;
  const start = event.valueStart - quote;
  walk.cursor = event.valueEnd + quote;
  return { kind: 'scalar', style, text, start, end: walk.cursor, ...properties(source, event, start) };
}

function map(walk: Walk, event: Collection): MapNode {
  const entries: MapEntry[] = [];
  const start = opened(walk, event);
  while (walk.events[walk.next]?.type !== EVENT_ID.POP) {
    const key = node(walk);
    const colon = skipBlank(walk.source, walk.cursor);
    const afterColon = walk.source[colon] === ':' ? colon + 1 : undefined;
    if (afterColon !== undefined) walk.cursor = afterColon;
    entries.push({ key, name: keyName(key, walk.ownDocument), value: node(walk), afterColon });
  }
  const end = closed(walk, start);
  return { kind: 'map', style: styleOf(event), entries, start, end, ...properties(walk.source, event, start) };
}

/** The name of a key as JSON has it: numbers and booleans become text, as kubernetes-sigs/yaml makes them. */
function keyName(key: SourceNode, ownDocument: boolean): string | undefined {
  if (key.kind !== 'scalar') return undefined;
  if (key.style !== 'plain' && key.style !== 'absent') return key.text;
  if (key.tag === '!!str' || key.tag === '!' || (ownDocument && key.text !== '')) return key.text;
  const value = resolvePlain(key.text);
  return value === null ? undefined : String(value);
}

function list(walk: Walk, event: Collection): ListNode {
  const items: SourceNode[] = [];
  const dashes: number[] = [];
  const style = styleOf(event);
  const start = opened(walk, event);
  while (walk.events[walk.next]?.type !== EVENT_ID.POP) {
    if (style === 'block') {
      const dash = skipBlank(walk.source, walk.cursor);
      dashes.push(dash);
      walk.cursor = dash + 1;
    }
    items.push(node(walk));
  }
  const end = closed(walk, start);
  return { kind: 'list', style, items, dashes, start, end, ...properties(walk.source, event, start) };
}

function styleOf(event: Collection): 'block' | 'flow' {
  return event.style === COLLECTION_STYLE.FLOW ? 'flow' : 'block';
}

function isBracket(char: string | undefined): boolean {
  return char === '{' || char === '[';
}

function opened(walk: Walk, event: Collection): number {
  const bracket = styleOf(event) === 'flow' && isBracket(walk.source[event.start]);
  walk.cursor = bracket ? event.start + 1 : event.start;
  return event.start;
}

function closed(walk: Walk, start: number): number {
  walk.next += 1;
  // A lone pair in a flow list is a mapping without braces, and a block collection ends with its last child.
  if (!isBracket(walk.source[start])) return trimmedEnd(walk, start);
  let at = skipBlank(walk.source, walk.cursor);
  while (walk.source[at] === ',') at = skipBlank(walk.source, at + 1);
  walk.cursor = at + 1;
  return walk.cursor;
}

function trimmedEnd(walk: Walk, start: number): number {
  return start + walk.source.slice(start, walk.cursor).trimEnd().length;
}

function properties(
  source: string,
  { anchorStart, anchorEnd, tagStart, tagEnd }: Properties,
  start: number,
): { propertiesStart: number; tag?: string; anchor?: string } {
  const anchored = anchorStart !== -1;
  const tagged = tagStart !== -1;
  return {
    propertiesStart: Math.min(start, anchored ? anchorStart - 1 : start, tagged ? tagStart : start),
    ...(tagged ? { tag: source.slice(tagStart, tagEnd) } : {}),
    ...(anchored ? { anchor: source.slice(anchorStart, anchorEnd) } : {}),
  };
}

function blockHeader(source: string, from: number): number {
  let at = skipBlank(source, from);
  while (source[at] === ':' || source[at] === '-' || source[at] === '?') at = skipBlank(source, at + 1);
  return at;
}

/** The next character that is neither white space nor part of a comment. */
export function skipBlank(source: string, from: number): number {
  let at = from;
  for (;;) {
    const char = source[at];
    if (char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\uFEFF') at += 1;
    else if (char === '#') {
      const end = source.indexOf('\n', at);
      at = end === -1 ? source.length : end;
    } else return at;
  }
}
