import type { Asked } from './attributes.ts';
import type { CompiledRule, Condition } from './compileRule.ts';
import type { CompiledPolicy } from './compiledPolicies.ts';
import { matches } from './compiledPolicies.ts';
import { childOf, emptyPathNode, nodeAt, type PathNode } from '../routes/pathTree.ts';

/** A rule with the policy it belongs to. */
export interface PlacedRule {
  readonly policy: CompiledPolicy;
  readonly rule: CompiledRule;
}

/** The few rules that a request could match, in the order of their policies. */
export interface RuleIndex {
  candidates(asked: Asked): readonly PlacedRule[];
  /** Whether any of them matches; in no order, and without a list. */
  anyMatches(asked: Asked): boolean;
}

/** What a rule can only match with: one of these principals, paths or hosts. */
interface Anchor {
  readonly dimension: Dimension;
  readonly exact: readonly string[];
  readonly prefixes: readonly string[];
}

type Dimension = 'principal' | 'path' | 'host';

type Buckets = Map<string, number[]>;

const indexes = new WeakMap<readonly CompiledPolicy[], RuleIndex>();

/** The index of a list of policies, made once. Every rule stands under the rarest thing that it insists on. */
export function ruleIndexOf(policies: readonly CompiledPolicy[]): RuleIndex {
  const found = indexes.get(policies);
  if (found !== undefined) return found;
  const made = makeIndex(policies);
  indexes.set(policies, made);
  return made;
}

interface Tables {
  readonly exact: Readonly<Record<Dimension, Buckets>>;
  readonly prefixes: Readonly<Record<Dimension, Buckets>>;
}

function makeIndex(policies: readonly CompiledPolicy[]): RuleIndex {
  const placed = policies.flatMap((policy) => policy.rules.map((rule): PlacedRule => ({ policy, rule })));
  const anchors = placed.map(({ rule }) => anchorsOf(rule));
  const usage = new Map<string, number>();
  for (const anchor of anchors.flat()) {
    for (const key of keysOf(anchor)) usage.set(key, (usage.get(key) ?? 0) + 1);
  }
  const tables: Tables = { exact: emptyTables(), prefixes: emptyTables() };
  const others: number[] = [];
  anchors.forEach((own, position) => {
    const anchor = rarest(own, usage);
    if (anchor === undefined) others.push(position);
    else addAnchor(tables, anchor, position);
  });
  const lengths = {
    principal: lengthsOf(tables, 'principal'),
    path: lengthsOf(tables, 'path'),
    host: lengthsOf(tables, 'host'),
  };
  const trees = {
    principal: treeOf(tables, 'principal', placed),
    path: treeOf(tables, 'path', placed),
    host: treeOf(tables, 'host', placed),
  };
  const anywhere = others.map((position) => placed[position]?.rule).filter((each) => each !== undefined);
  return {
    anyMatches: (asked) =>
      reaches(trees.principal, asked.principal ?? '', asked) ||
      reaches(trees.path, asked.path, asked) ||
      reaches(trees.host, asked.authority, asked) ||
      passes(anywhere, asked),
    candidates: ({ principal = '', path, authority }) => {
      const positions = others.slice();
      collect(tables, lengths, 'principal', principal, positions, others.length);
      collect(tables, lengths, 'path', path, positions, others.length);
      collect(tables, lengths, 'host', authority, positions, others.length);
      if (positions.length > 1) positions.sort((a, b) => a - b);
      return positions.map((position) => placed[position]).filter((each) => each !== undefined);
    },
  };
}

/** The rules of a dimension along the texts they stand under; prefixes stand in `segments`. */
function treeOf(
  { exact, prefixes }: Tables,
  dimension: Dimension,
  placed: readonly PlacedRule[],
): PathNode<CompiledRule> {
  const root = emptyPathNode<CompiledRule>('');
  const rulesAt = (positions: readonly number[]): readonly CompiledRule[] =>
    positions.map((position) => placed[position]?.rule).filter((each) => each !== undefined);
  for (const [key, positions] of exact[dimension]) nodeAt(root, key).exact.push(...rulesAt(positions));
  for (const [key, positions] of prefixes[dimension]) nodeAt(root, key).segments.push(...rulesAt(positions));
  return root;
}

/** Whether a rule that stands under a text or one of its beginnings matches. Takes nothing apart and keeps no list. */
function reaches(root: PathNode<CompiledRule>, text: string, asked: Asked): boolean {
  let node: PathNode<CompiledRule> | undefined = root;
  let at = 0;
  while (node !== undefined) {
    const { label } = node;
    if (at + label.length > text.length) return false;
    for (let index = 0; index < label.length; index += 1) {
      if (text.charCodeAt(at + index) !== label.charCodeAt(index)) return false;
    }
    at += label.length;
    if (node.segments.length > 0 && passes(node.segments, asked)) return true;
    if (at === text.length) return node.exact.length > 0 && passes(node.exact, asked);
    node = childOf(node, text.charCodeAt(at));
  }
  return false;
}

function passes(rules: readonly CompiledRule[], asked: Asked): boolean {
  for (const rule of rules) if (matches(rule, asked)) return true;
  return false;
}

function emptyTables(): Record<Dimension, Buckets> {
  return { principal: new Map(), path: new Map(), host: new Map() };
}

/** Every alternative has to insist on something of the dimension, or the rule may match without. */
function anchorsOf({ from, to }: CompiledRule): readonly Anchor[] {
  return [anchorOf(from, 'principal'), anchorOf(to, 'path'), anchorOf(to, 'host')].filter((each) => each !== undefined);
}

function anchorOf(alternatives: readonly (readonly Condition[])[], dimension: Dimension): Anchor | undefined {
  const own = alternatives.map(
    (conditions) => conditions.find(({ anchor }) => anchor?.dimension === dimension)?.anchor,
  );
  const stated = own.filter((each) => each !== undefined);
  if (own.length === 0 || stated.length < own.length) return undefined;
  return {
    dimension,
    exact: [...new Set(stated.flatMap(({ exact }) => exact))],
    prefixes: [...new Set(stated.flatMap(({ prefixes }) => prefixes))],
  };
}

function keysOf({ dimension, exact, prefixes }: Anchor): readonly string[] {
  return [...exact.map((key) => `${dimension}=${key}`), ...prefixes.map((key) => `${dimension}^${key}`)];
}

function rarest(anchors: readonly Anchor[], usage: ReadonlyMap<string, number>): Anchor | undefined {
  let best: Anchor | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const anchor of anchors) {
    const cost = Math.max(...keysOf(anchor).map((key) => usage.get(key) ?? 0));
    if (cost < least) [best, least] = [anchor, cost];
  }
  return best;
}

function addAnchor(tables: Tables, { dimension, exact, prefixes }: Anchor, position: number): void {
  for (const key of exact) append(tables.exact[dimension], key, position);
  for (const key of prefixes) append(tables.prefixes[dimension], key, position);
}

function append(buckets: Buckets, key: string, position: number): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [position]);
  else bucket.push(position);
}

function lengthsOf({ prefixes }: Tables, dimension: Dimension): readonly number[] {
  return [...new Set([...prefixes[dimension].keys()].map((key) => key.length))];
}

function collect(
  { exact, prefixes }: Tables,
  lengths: Readonly<Record<Dimension, readonly number[]>>,
  dimension: Dimension,
  text: string,
  positions: number[],
  from: number,
): void {
  add(exact[dimension].get(text), positions, from);
  for (const length of lengths[dimension]) {
    if (length <= text.length) add(prefixes[dimension].get(text.slice(0, length)), positions, from);
  }
}

/** A rule may stand under several keys of one request: `/a` and `/a*`. */
function add(bucket: readonly number[] | undefined, positions: number[], from: number): void {
  if (bucket === undefined) return;
  for (const position of bucket) if (positions.indexOf(position, from) < 0) positions.push(position);
}
