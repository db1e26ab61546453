import findMyWay from 'find-my-way';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import type { PathRequest, PathRule } from './routingRules.ts';
import type { Contender } from './row.ts';

const nobody = (): void => undefined;

/** A prefix is two routes here: the path itself, and everything below it. */
export function findMyWayPeer(rules: readonly PathRule[]): Contender<PathRequest> {
  const router = findMyWay();
  for (const { id, kind, method, path } of rules) {
    const methods = method as 'GET';
    router.on(methods, path, nobody, id);
    if (kind === 'PathPrefix') router.on(methods, `${path}/*`, nobody, id);
  }
  return {
    name: 'find-my-way',
    answer: ({ method, path }) => router.find(method as 'GET', path)?.store as unknown,
  };
}

/** Hono's own default: a RegExpRouter, and a TrieRouter where that gives up. The first that was added wins. */
export function honoPeer(rules: readonly PathRule[]): Contender<PathRequest> {
  const router = new SmartRouter<string>({ routers: [new RegExpRouter(), new TrieRouter()] });
  const rank = ({ kind, path }: PathRule): number => (kind === 'Exact' ? 0 : 1_000 - path.length);
  for (const { id, kind, method, path } of rules.toSorted((a, b) => rank(a) - rank(b))) {
    router.add(method, kind === 'Exact' ? path : `${path}/*`, id);
  }
  return { name: 'hono', answer: ({ method, path }) => router.match(method, path)[0][0]?.[0] };
}
