import type { Asked } from './attributes.ts';
import type { CompiledRule, Condition } from './compileRule.ts';
import type { CompiledPolicy } from './compiledPolicies.ts';
import type { Test } from './fields.ts';
import { chainFor, textIndex, type Chain, type Keyed, type Placed, type TextIndex } from '../textIndex.ts';

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

const indexes = new WeakMap<readonly CompiledPolicy[], RuleIndex>();

/** The index of a list of policies, made once. Every rule stands under the rarest thing that it insists on. */
export function ruleIndexOf(policies: readonly CompiledPolicy[]): RuleIndex {
  const found = indexes.get(policies);
  if (found !== undefined) return found;
  const made = makeIndex(policies);
  indexes.set(policies, made);
  return made;
}

interface Indexed extends Placed, PlacedRule {
  /** What is left to ask once it is known to stand under a text of the request. */
  readonly rest: readonly Test[];
}

type TextIndexes = Readonly<Record<Dimension, TextIndex<Indexed>>>;

function makeIndex(policies: readonly CompiledPolicy[]): RuleIndex {
  const placed = policies.flatMap((policy) => policy.rules.map((rule): PlacedRule => ({ policy, rule })));
  const anchors = placed.map(({ rule }) => anchorsOf(rule));
  const usage = new Map<string, number>();
  for (const anchor of anchors.flat()) {
    for (const key of keysOf(anchor)) usage.set(key, (usage.get(key) ?? 0) + 1);
  }
  const keyed: Record<Dimension, Keyed<Indexed>[]> = { principal: [], path: [], host: [] };
  const others: Indexed[] = [];
  placed.forEach((each, position) => {
    const anchor = rarest(anchors[position] ?? [], usage);
    const item: Indexed = { ...each, position, rest: testsOf(each.rule, anchor) };
    if (anchor === undefined) others.push(item);
    else {
      for (const text of anchor.exact) keyed[anchor.dimension].push({ text, how: 'exact', item });
      for (const text of anchor.prefixes) keyed[anchor.dimension].push({ text, how: 'prefix', item });
    }
  });
  const indexes: TextIndexes = {
    principal: textIndex(keyed.principal, []),
    path: textIndex(keyed.path, []),
    host: textIndex(keyed.host, []),
  };
  return {
    anyMatches: (asked) =>
      matchesIn(chainFor(indexes.principal, asked.principal ?? ''), asked) ||
      matchesIn(chainFor(indexes.path, asked.path), asked) ||
      matchesIn(chainFor(indexes.host, asked.authority), asked) ||
      matchesOneOf(others, asked),
    candidates: (asked) => candidatesIn(indexes, others, asked),
  };
}

/** Whether a rule of the lists matches. Makes no list of its own. */
function matchesIn(found: Chain<Indexed> | undefined, asked: Asked): boolean {
  for (let list = found; list !== undefined; list = list.next) if (matchesOneOf(list.items, asked)) return true;
  return false;
}

function matchesOneOf(items: readonly Indexed[], asked: Asked): boolean {
  for (const { rest } of items) if (allHold(rest, asked)) return true;
  return false;
}

function allHold(tests: readonly Test[], asked: Asked): boolean {
  for (const test of tests) if (!test(asked)) return false;
  return true;
}

function candidatesIn(indexes: TextIndexes, others: readonly Indexed[], asked: Asked): readonly PlacedRule[] {
  const found = others.slice();
  gather(chainFor(indexes.principal, asked.principal ?? ''), found);
  gather(chainFor(indexes.path, asked.path), found);
  gather(chainFor(indexes.host, asked.authority), found);
  if (found.length < 2) return found;
  found.sort((a, b) => a.position - b.position);
  // A rule may stand under several texts of one request: `/a` and `/a*`.
  return found.filter((each, at) => each !== found[at - 1]);
}

function gather(found: Chain<Indexed> | undefined, into: Indexed[]): void {
  for (let list = found; list !== undefined; list = list.next) for (const each of list.items) into.push(each);
}

/** A rule as tests, without the condition that finding it under an anchor has answered. */
function testsOf({ when, from, to }: CompiledRule, anchor: Anchor | undefined): readonly Test[] {
  return [
    ...(answers(anchor, 'principal', from) ? [] : alternativesOf(from)),
    ...(answers(anchor, 'path', to) || answers(anchor, 'host', to) ? [] : alternativesOf(to)),
    ...when.map(({ holds }) => holds),
  ];
}

/** An empty text says nothing: a peer without identity has it too. */
function answers(
  anchor: Anchor | undefined,
  dimension: Dimension,
  alternatives: readonly (readonly Condition[])[],
): boolean {
  return (
    anchor?.dimension === dimension &&
    !anchor.exact.includes('') &&
    alternatives.every((conditions) => conditions.length === 1)
  );
}

function alternativesOf(alternatives: readonly (readonly Condition[])[]): readonly Test[] {
  const tests = alternatives.map((conditions) => conditions.map(({ holds }) => holds));
  const [only, another] = tests;
  if (only === undefined) return [];
  return another === undefined ? only : [(asked) => tests.some((each) => allHold(each, asked))];
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
