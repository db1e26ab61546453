/**
 * Texts by their common beginnings, packed into a few arrays: looking one up costs its length, however many there are,
 * and touches little memory. Node 0 is the empty text; the children of a node stand together.
 */
export interface TextTree {
  /** By node: how long its text is. */
  readonly depths: Int32Array;
  /** By node; -1 for the first. */
  readonly parents: Int32Array;
  /** By node: the first of its children. They end where those of the next node begin. */
  readonly children: Int32Array;
  /** By node: the first character of its label, which is what its text adds to that of its parent. */
  readonly codes: Uint16Array;
  /** By node: where the rest of its label begins in `characters`. It ends where that of the next node begins. */
  readonly labels: Int32Array;
  readonly characters: Uint16Array;
}

interface Draft {
  label: string;
  children: Map<number, Draft>;
}

export function textTree(texts: readonly string[]): TextTree {
  const root: Draft = { label: '', children: new Map() };
  for (const text of texts) plant(root, text);
  return pack(root);
}

function plant(root: Draft, text: string): void {
  let node = root;
  let rest = text;
  while (rest !== '') {
    const child = node.children.get(rest.charCodeAt(0));
    if (child === undefined) {
      node.children.set(rest.charCodeAt(0), { label: rest, children: new Map() });
      return;
    }
    const shared = sharedLength(child.label, rest);
    if (shared < child.label.length) split(child, shared);
    node = child;
    rest = rest.slice(shared);
  }
}

/** Keeps the first part of a node's label in its place, and moves all that it holds below. */
function split(node: Draft, at: number): void {
  const below: Draft = { ...node, label: node.label.slice(at) };
  node.label = node.label.slice(0, at);
  node.children = new Map([[below.label.charCodeAt(0), below]]);
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** Level by level, so that siblings become neighbours. */
function pack(root: Draft): TextTree {
  const nodes = [root];
  const parents = [-1];
  const children: number[] = [];
  for (let node = 0; node < nodes.length; node += 1) {
    children.push(nodes.length);
    for (const child of nodes[node]?.children.values() ?? []) {
      nodes.push(child);
      parents.push(node);
    }
  }
  const depths = new Int32Array(nodes.length);
  const labels = new Int32Array(nodes.length + 1);
  nodes.forEach(({ label }, node) => {
    const parent = parents[node] as number;
    depths[node] = parent < 0 ? 0 : (depths[parent] as number) + label.length;
    labels[node + 1] = (labels[node] as number) + Math.max(0, label.length - 1);
  });
  const characters = new Uint16Array(labels[nodes.length] as number);
  nodes.forEach(({ label }, node) => {
    for (let index = 1; index < label.length; index += 1) {
      characters[(labels[node] as number) + index - 1] = label.charCodeAt(index);
    }
  });
  return {
    depths,
    labels,
    characters,
    parents: Int32Array.from(parents),
    children: Int32Array.from([...children, nodes.length]),
    codes: Uint16Array.from(nodes, ({ label }) => (label === '' ? 0 : label.charCodeAt(0))),
  };
}

/** The node of the longest beginning of a text that has one. */
export function deepestNode({ children, codes, labels, characters }: TextTree, text: string): number {
  const { length } = text;
  let node = 0;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const end = children[node + 1] as number;
    let child = children[node] as number;
    while (child < end && codes[child] !== code) child += 1;
    if (child === end) return node;
    const labelEnd = labels[child + 1] as number;
    let label = labels[child] as number;
    at += 1;
    if (at + labelEnd - label > length) return node;
    for (; label < labelEnd; label += 1, at += 1) if (text.charCodeAt(at) !== characters[label]) return node;
    node = child;
  }
  return node;
}
