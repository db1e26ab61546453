import type { ResourceRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import type { Chain } from '../textIndex.ts';
import type { RequestView } from './compiledMatch.ts';
import { viewOf, type Candidate } from './routeIndex.ts';
import { routeName } from './routeName.ts';
import type { Route, VirtualHost } from './routeTable.ts';

/** How many of the routes before the winner are explained, and how many after it. */
const mostExplained = 16;

/**
 * Why other routes did not take a request: those of which the path fits, and in a small host all others before the
 * winner. Costs what they cost, however many routes there are. `winner` is the number of routes where none of them won.
 */
export function consideredRoutes(
  host: VirtualHost,
  candidates: Chain<Candidate> | undefined,
  winner: number,
  request: HttpRequest,
): readonly Considered[] {
  const asked: Asked = { host, words: wordsOf(host), winner, view: viewOf(request) };
  const found: Considered[] = [];
  const fitting = around(candidates, winner);
  if (host.routes.length <= mostExplained + 1) explainAll(asked, fitting, found);
  else for (const position of fitting) if (position < winner) explainMiss(asked, position, true, found);
  for (const position of fitting) if (position > winner) explainLater(asked, position, found);
  return found;
}

interface Asked {
  readonly host: VirtualHost;
  readonly words: KnownWords;
  readonly winner: number;
  readonly view: RequestView;
}

/** The positions nearest to the winner on both sides, in order. */
function around(candidates: Chain<Candidate> | undefined, winner: number): readonly number[] {
  const before: number[] = [];
  const after: number[] = [];
  for (let list = candidates; list !== undefined; list = list.next) {
    const { items } = list;
    const place = placeOf(items, winner);
    for (let at = Math.max(0, place - mostExplained); at < place; at += 1)
      before.push((items[at] as Candidate).position);
    const end = Math.min(items.length, place + 1 + mostExplained);
    for (let at = place; at < end; at += 1) {
      const { position } = items[at] as Candidate;
      if (position !== winner) after.push(position);
    }
  }
  if (before.length > 1) before.sort(ascending);
  if (after.length > 1) after.sort(ascending);
  return [...before.slice(-mostExplained), ...after.slice(0, mostExplained)];
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Where a position stands in a list, or would. */
function placeOf(items: readonly Candidate[], position: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as Candidate).position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every route before the winner. What does not fit has missed by its path. */
function explainAll(asked: Asked, fitting: readonly number[], found: Considered[]): void {
  let next = 0;
  for (let position = 0; position < asked.winner; position += 1) {
    const fits = fitting[next] === position;
    if (fits) next += 1;
    explainMiss(asked, position, fits, found);
  }
}

/** Names the first condition that failed; where the path does not fit, that is the first of all. */
function explainMiss({ host, words, view }: Asked, position: number, fits: boolean, found: Considered[]): void {
  const route = host.routes[position];
  if (route?.source === undefined) return;
  const failed = fits ? failedCondition(route, view) : 0;
  const ofRoute = (words.misses[position] ??= []);
  const known = ofRoute[failed] ?? missOf(route, route.source, failed);
  if (known === undefined) return;
  ofRoute[failed] = known;
  found.push(known);
}

/** Index of the first condition that fails; -1 if all hold. */
function failedCondition({ match: { conditions } }: Route, view: RequestView): number {
  let index = 0;
  for (const condition of conditions) {
    if (!condition.holds(view)) return index;
    index += 1;
  }
  return -1;
}

function explainLater({ host, words, view }: Asked, position: number, found: Considered[]): void {
  const route = host.routes[position];
  if (route?.source === undefined || failedCondition(route, view) >= 0) return;
  found.push((words.later[position] ??= laterOf(route, route.source)));
}

/** What is said of a route depends on the condition that failed alone, so the words are kept, by position in the host. */
interface KnownWords {
  /** By position of the route and of its condition. */
  readonly misses: (Considered | undefined)[][];
  readonly later: (Considered | undefined)[];
}

const knownWords = new WeakMap<VirtualHost, KnownWords>();

function wordsOf(host: VirtualHost): KnownWords {
  const known = knownWords.get(host);
  if (known !== undefined) return known;
  const made: KnownWords = { misses: Array.from(host.routes, () => []), later: host.routes.map(() => undefined) };
  knownWords.set(host, made);
  return made;
}

function missOf(route: Route, resource: ResourceRef, failed: number): Considered | undefined {
  const condition = route.match.conditions[failed];
  if (condition === undefined) return undefined;
  const { kind, wanted, because } = condition;
  const facts = { route: routeName(resource), rule: route.rule, condition: kind, wanted };
  return { resource, outcome: 'no-match', reason: reason('envoy/route-no-match', facts), because: [because] };
}

function laterOf(route: Route, resource: ResourceRef): Considered {
  const facts = { route: routeName(resource), rule: route.rule, match: route.match.text };
  return { resource, outcome: 'lost', reason: reason('envoy/route-later', facts), because: route.because };
}
