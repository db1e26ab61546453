import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import type { SourceNode } from '../yaml/sourceTree.ts';
import type { FieldOperation } from './fieldOperation.ts';
import { insertEntry, insertItem } from './insertNode.ts';
import { removeEntry, removeItem } from './removeNode.ts';
import { replaceNode } from './replaceNode.ts';
import type { Spot, Splice } from './spot.ts';

/**
 * The few characters that carry an operation out in the text of a document, everything else left as it is. Undefined
 * where it would take more than a splice; the caller checks the result by reading it, so this need not foresee everything.
 */
export function spliceFor(source: string, root: SourceNode, operation: FieldOperation): Splice | undefined {
  const { path } = operation;
  let spot: Spot = { source, node: root, holder: { kind: 'root' }, inFlow: false };
  for (const [depth, step] of path.entries()) {
    const rest = path.slice(depth + 1);
    if (rest.length === 0 && operation.kind !== 'set') return atParent(spot, step, operation);
    const next = childSpot(spot, step);
    if (next === undefined) return operation.kind === 'remove' ? undefined : create(spot, step, rest, operation.value);
    spot = next;
  }
  return operation.kind === 'set' ? replaceNode(spot, operation.value) : undefined;
}

function atParent(
  spot: Spot,
  step: string | number,
  operation: Exclude<FieldOperation, { kind: 'set' }>,
): Splice | undefined {
  const { node } = spot;
  if (operation.kind === 'insert') {
    if (typeof step !== 'number') return undefined;
    return node.kind === 'list'
      ? insertItem(spot, node, step, operation.value)
      : create(spot, step, [], operation.value);
  }
  if (node.kind === 'list' && typeof step === 'number') return removeItem(spot, node, step);
  if (node.kind !== 'map') return undefined;
  return removeEntry(
    spot,
    node,
    node.entries.findLastIndex(({ name }) => name === String(step)),
  );
}

function childSpot(spot: Spot, step: string | number): Spot | undefined {
  const { source, node } = spot;
  if (node.kind === 'map') {
    const entry = node.entries.findLast(({ name }) => name === String(step));
    if (entry === undefined) return undefined;
    return { source, node: entry.value, holder: { kind: 'entry', map: node, entry }, inFlow: node.style === 'flow' };
  }
  if (node.kind !== 'list' || typeof step !== 'number') return undefined;
  const item = node.items[step];
  if (item === undefined) return undefined;
  return { source, node: item, holder: { kind: 'item', list: node, index: step }, inFlow: node.style === 'flow' };
}

function create(spot: Spot, step: string | number, rest: FieldPath, value: Json): Splice | undefined {
  const built = rest.reduceRight<Json>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);
  const { node } = spot;
  if (node.kind === 'map' && typeof step === 'string') return insertEntry(spot, node, step, built);
  if (node.kind === 'list' && typeof step === 'number') return insertItem(spot, node, step, built);
  if (node.kind !== 'scalar' || spot.holder.kind === 'root') return undefined;
  // `labels:` with nothing after it is a place for labels.
  return replaceNode(spot, typeof step === 'number' ? [built] : { [step]: built });
}
