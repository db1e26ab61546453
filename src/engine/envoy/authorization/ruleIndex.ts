import type { Asked } from './attributes.ts';
import type { CompiledRule, Condition } from './compileRule.ts';
import type { CompiledPolicy } from './compiledPolicies.ts';

/** A rule with the policy it belongs to. */
export interface PlacedRule {
  readonly policy: CompiledPolicy;
  readonly rule: CompiledRule;
}

/** The few rules that a request could match, in the order of their policies. */
export interface RuleIndex {
  candidates(asked: Asked): readonly PlacedRule[];
  /** Whether any of them passes the test; in no order, and without a list. */
  some(asked: Asked, test: (rule: CompiledRule) => boolean): boolean;
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
  const passes = (bucket: readonly number[] | undefined, test: (rule: CompiledRule) => boolean): boolean => {
    if (bucket === undefined) return false;
    for (const position of bucket) {
      const each = placed[position];
      if (each !== undefined && test(each.rule)) return true;
    }
    return false;
  };
  const reaches = (dimension: Dimension, text: string, test: (rule: CompiledRule) => boolean): boolean => {
    if (passes(tables.exact[dimension].get(text), test)) return true;
    for (const length of lengths[dimension]) {
      if (length <= text.length && passes(tables.prefixes[dimension].get(text.slice(0, length)), test)) return true;
    }
    return false;
  };
  return {
    some: ({ principal = '', path, authority }, test) =>
      reaches('principal', principal, test) ||
      reaches('path', path, test) ||
      reaches('host', authority, test) ||
      passes(others, test),
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
