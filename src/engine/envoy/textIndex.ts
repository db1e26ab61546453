import { deepestNode, textTree, type TextTree } from './textTree.ts';

/** What is looked up by a text, and its place among all that could be found. */
export interface Placed {
  readonly position: number;
}

/** A text, and what stands under it: for that text alone, for it and paths below it, or for all that begins with it. */
export interface Keyed<T extends Placed> {
  readonly text: string;
  readonly how: 'exact' | 'segments' | 'prefix';
  readonly item: T;
}

/** Everything that a text leads to, in lists by what they stand under, the longest first. Ends are shared. */
export interface Chain<T extends Placed> {
  /** By position. */
  readonly items: readonly T[];
  readonly next: Chain<T> | undefined;
  /** The first position of this list and all that follow. */
  readonly least: number;
}

type Chains<T extends Placed> = readonly (Chain<T> | undefined)[];

/** Things by the texts that they stand under. Looking up takes nothing apart and makes nothing. */
export interface TextIndex<T extends Placed> {
  readonly tree: TextTree;
  /** By the node where a text ends, where it goes on with a slash, and where it goes on with anything else. */
  readonly ended: Chains<T>;
  readonly slashed: Chains<T>;
  readonly broken: Chains<T>;
}

/** The index of some things. `always` is found with every text. */
export function textIndex<T extends Placed>(keyed: readonly Keyed<T>[], always: readonly T[]): TextIndex<T> {
  const tree = textTree(keyed.map(({ text }) => text));
  const lists = { exact: new Map<number, T[]>(), segments: new Map<number, T[]>(), prefix: new Map<number, T[]>() };
  for (const { text, how, item } of keyed) {
    const node = deepestNode(tree, text);
    const list = lists[how].get(node);
    if (list === undefined) lists[how].set(node, [item]);
    else list.push(item);
  }
  const ended: (Chain<T> | undefined)[] = [];
  const slashed: (Chain<T> | undefined)[] = [];
  const broken: (Chain<T> | undefined)[] = [];
  const rest = chain(always, undefined);
  for (let node = 0; node < tree.depths.length; node += 1) {
    const parent = tree.parents[node] as number;
    const inherited = parent < 0 ? rest : tree.codes[node] === slash ? slashed[parent] : broken[parent];
    broken[node] = chain(lists.prefix.get(node), inherited);
    slashed[node] = chain(lists.segments.get(node), broken[node]);
    ended[node] = chain(lists.exact.get(node), slashed[node]);
  }
  return { tree, ended, slashed, broken };
}

function chain<T extends Placed>(items: readonly T[] = [], next: Chain<T> | undefined): Chain<T> | undefined {
  if (items.length === 0) return next;
  const sorted = items.toSorted((a, b) => a.position - b.position);
  const own = sorted[0]?.position ?? Number.POSITIVE_INFINITY;
  return { items: sorted, next, least: next === undefined ? own : Math.min(own, next.least) };
}

const slash = 0x2f;

/** All that stands under a text or a beginning of it. The text may end before a character: a path before its query. */
export function chainFor<T extends Placed>(
  { tree, ended, slashed, broken }: TextIndex<T>,
  text: string,
  endsBefore = -1,
): Chain<T> | undefined {
  const node = deepestNode(tree, text);
  const at = tree.depths[node] as number;
  if (at === text.length) return ended[node];
  const next = text.charCodeAt(at);
  if (next === endsBefore) return ended[node];
  return next === slash ? slashed[node] : broken[node];
}
