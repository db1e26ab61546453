/**
 * A tree of paths by their common beginnings. Each node holds what stands for its path alone, and what stands for the
 * path and everything below it. Looking up costs the length of a path, however many there are.
 */
export interface PathNode<T> {
  label: string;
  exact: T[];
  segments: T[];
  /** First characters of the children's labels, and the children in the same order. */
  codes: number[];
  children: PathNode<T>[];
}

export function emptyPathNode<T>(label: string): PathNode<T> {
  return { label, exact: [], segments: [], codes: [], children: [] };
}

export function childOf<T>({ codes, children }: PathNode<T>, code: number): PathNode<T> | undefined {
  for (let index = 0; index < codes.length; index += 1) if (codes[index] === code) return children[index];
  return undefined;
}

/** The node of a path, made where there is none. */
export function nodeAt<T>(root: PathNode<T>, path: string): PathNode<T> {
  let node = root;
  let rest = path;
  while (rest !== '') {
    const child = childOf(node, rest.charCodeAt(0));
    if (child === undefined) return addChild(node, emptyPathNode(rest));
    const shared = sharedLength(child.label, rest);
    if (shared < child.label.length) split(child, shared);
    node = child;
    rest = rest.slice(shared);
  }
  return node;
}

function addChild<T>(node: PathNode<T>, child: PathNode<T>): PathNode<T> {
  node.codes.push(child.label.charCodeAt(0));
  node.children.push(child);
  return child;
}

/** Keeps the first part of a node's label in its place, and moves all that it holds below. */
function split<T>(node: PathNode<T>, at: number): void {
  const below: PathNode<T> = { ...node, label: node.label.slice(at) };
  node.label = node.label.slice(0, at);
  node.exact = [];
  node.segments = [];
  node.codes = [];
  node.children = [];
  addChild(node, below);
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}
