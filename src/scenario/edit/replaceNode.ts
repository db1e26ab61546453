import type { Json } from '#model/kubernetes/schema.ts';
import type { SourceNode } from '../yaml/sourceTree.ts';
import { isCollection, printAfterColon, printBlock, printFlow, printScalar, type QuoteStyle } from './printYaml.ts';
import { columnOf, lineEndOf, quotesKeys, withLineEndsOf, type Splice, type Spot } from './spot.ts';

/** Puts a value in the place of a node, in the style of what stood there. */
export function replaceNode(spot: Spot, value: Json): Splice | undefined {
  const { source, node, holder, inFlow } = spot;
  if (inFlow) return fill(spot, printFlowLike(spot, value));
  if (!isCollection(value) && !startsTextBlock(spot, value)) {
    return fill(spot, printScalarLike(node, value));
  }
  if (holder.kind === 'entry' && holder.entry.afterColon !== undefined) {
    const text = printAfterColon(value, columnOf(source, holder.entry.key.propertiesStart));
    return { start: holder.entry.afterColon, end: node.end, insert: withLineEndsOf(source, text) };
  }
  if (holder.kind === 'item') {
    const dash = holder.list.dashes[holder.index] ?? node.start;
    const text = ` ${printBlock(value, columnOf(source, dash) + 2)}`;
    return { start: dash + 1, end: node.end, insert: withLineEndsOf(source, text) };
  }
  return undefined;
}

/** Text of several lines becomes a block, unless what follows on the line would end up inside it. */
function startsTextBlock({ source, node }: Spot, value: Json): boolean {
  if (typeof value !== 'string' || !value.includes('\n')) return false;
  return node.end === lineEndOf(source, node.end);
}

function printFlowLike({ node, holder }: Spot, value: Json): string {
  if (!isCollection(value)) return printScalarLike(node, value, 'flow');
  return printFlow(value, holder.kind === 'entry' && quotesKeys(holder.map));
}

function printScalarLike(node: SourceNode, value: Json, context: 'block' | 'flow' = 'block'): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  return printScalar(value, quotesOf(node), context);
}

function quotesOf(node: SourceNode): QuoteStyle {
  return node.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : 'plain';
}

/** Text on one line: over the node, after the bare colon or dash, or in place of the lines of a block. */
function fill({ source, node, holder }: Spot, text: string): Splice | undefined {
  if (node.kind === 'scalar' && node.style === 'absent') {
    if (holder.kind === 'entry' && holder.entry.afterColon === undefined) return undefined;
    const followed = /[^\s,\]}]/.test(source[node.end] ?? ' ') ? ' ' : '';
    return { start: node.start, end: node.end, insert: ` ${text}${followed}` };
  }
  if ((node.kind !== 'map' && node.kind !== 'list') || node.style === 'flow') {
    return { start: node.propertiesStart, end: node.end, insert: text };
  }
  const from = holder.kind === 'entry' ? holder.entry.afterColon : holder.kind === 'item' ? dashEnd(holder) : undefined;
  return from === undefined ? undefined : { start: from, end: node.end, insert: ` ${text}` };
}

function dashEnd({ list, index }: Extract<Spot['holder'], { kind: 'item' }>): number | undefined {
  const dash = list.dashes[index];
  return dash === undefined ? undefined : dash + 1;
}
