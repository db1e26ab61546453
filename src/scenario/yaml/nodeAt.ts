import type { TextRange } from '#model/diagnostic.ts';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import { isMerge } from './plainValue.ts';
import type { MapEntry, SourceNode } from './sourceTree.ts';

/** Where a path leads in a tree: the node, and the entry that holds it where its parent is a mapping. */
export interface FoundNode {
  readonly node: SourceNode;
  readonly entry?: MapEntry;
  /** True where every step was found; otherwise this is the nearest ancestor. */
  readonly complete: boolean;
}

/** Follows a path as far as it goes, through aliases and merged mappings. */
export function nodeAt(root: SourceNode, path: FieldPath): FoundNode {
  let found: FoundNode = { node: root, complete: true };
  let anchors: ReadonlyMap<string, SourceNode> | undefined;
  for (const step of path) {
    let { node } = found;
    if (node.kind === 'alias') {
      anchors ??= anchorsOf(root);
      node = anchors.get(node.name) ?? node;
    }
    const next =
      node.kind === 'map' || node.kind === 'list'
        ? childOf(node, step, () => (anchors ??= anchorsOf(root)))
        : undefined;
    if (next === undefined) return { ...found, complete: false };
    found = { ...next, complete: true };
  }
  return found;
}

function childOf(
  node: SourceNode,
  step: string | number,
  anchors: () => ReadonlyMap<string, SourceNode>,
  merges = 0,
): { readonly node: SourceNode; readonly entry?: MapEntry } | undefined {
  if (node.kind === 'list') {
    const child = typeof step === 'number' ? node.items[step] : undefined;
    return child === undefined ? undefined : { node: child };
  }
  if (node.kind !== 'map') return undefined;
  // Of two equal keys the last one counts.
  const entry = node.entries.findLast(({ name }) => name === String(step));
  if (entry !== undefined) return { node: entry.value, entry };
  // A mapping that merges itself is reported elsewhere; here it only must not run for ever.
  if (merges > 8) return undefined;
  for (const { key, value } of node.entries) {
    if (!isMerge(key)) continue;
    for (const source of value.kind === 'list' ? value.items : [value]) {
      const target = source.kind === 'alias' ? anchors().get(source.name) : source;
      const merged = target === undefined ? undefined : childOf(target, step, anchors, merges + 1);
      if (merged !== undefined) return merged;
    }
  }
  return undefined;
}

function anchorsOf(root: SourceNode): ReadonlyMap<string, SourceNode> {
  const anchors = new Map<string, SourceNode>();
  const visit = (node: SourceNode): void => {
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (node.kind === 'list') node.items.forEach(visit);
    else if (node.kind === 'map') for (const { value } of node.entries) visit(value);
  };
  visit(root);
  return anchors;
}

/** What to mark for a path: the value, the key where the value is absent, the nearest ancestor where there is neither. */
export function rangeAt(root: SourceNode, path: FieldPath): TextRange {
  const { node, entry, complete } = nodeAt(root, path);
  if (!complete && entry !== undefined) return { start: entry.key.start, end: entry.key.end };
  if (entry !== undefined && node.start === node.end) return { start: entry.key.start, end: entry.key.end };
  if (!complete && node.kind === 'map') return firstEntryRange(node.start, node.end, node.entries[0]);
  return { start: node.start, end: node.end };
}

/** An incomplete path at the root of an object marks its first line, not all of it. */
function firstEntryRange(start: number, end: number, first: MapEntry | undefined): TextRange {
  return first === undefined ? { start, end } : { start: first.key.start, end: first.value.end };
}

/** The innermost field at an offset, as a path from the root. An offset in a key belongs to that key's field. */
export function pathAt(root: SourceNode, offset: number): FieldPath {
  const path: (string | number)[] = [];
  let node: SourceNode = root;
  for (;;) {
    if (node.kind === 'list') {
      const { items, dashes }: { items: readonly SourceNode[]; dashes: readonly number[] } = node;
      const index: number = items.findLastIndex((item, at) => (dashes[at] ?? item.propertiesStart) <= offset);
      const item: SourceNode | undefined = items[index];
      if (item === undefined || offset > Math.max(item.end, (dashes[index] ?? 0) + 1)) return path;
      path.push(index);
      node = item;
    } else if (node.kind === 'map') {
      const entry: MapEntry | undefined = node.entries.findLast(({ key }) => key.start <= offset);
      if (entry?.name === undefined || offset > Math.max(entry.value.end, entry.key.end + 1)) return path;
      path.push(entry.name);
      node = entry.value;
    } else return path;
  }
}
