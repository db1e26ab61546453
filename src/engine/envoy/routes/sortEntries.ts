import type { HttpEntry } from './routeConfig.ts';

const uriRank = { exact: 3, prefix: 2, regex: 1, present: -1 } as const;

/**
 * The order of the Gateway API over entries of one match each: exact before prefix before regex, then the longer path,
 * a method, more headers, more query parameters. Mirrors istiod `sortHTTPRoutes`, which is stable.
 */
export function sortEntries(entries: readonly HttpEntry[]): readonly HttpEntry[] {
  return entries.toSorted(compareEntries);
}

function compareEntries(a: HttpEntry, b: HttpEntry): number {
  const [first] = a.matches;
  const [second] = b.matches;
  if (first === undefined || second === undefined) {
    return (first === undefined ? 1 : 0) - (second === undefined ? 1 : 0);
  }
  return (
    rankOf(second) - rankOf(first) ||
    lengthOf(second) - lengthOf(first) ||
    Number(second.method !== undefined) - Number(first.method !== undefined) ||
    second.headers.length - first.headers.length ||
    second.queryParams.length - first.queryParams.length
  );
}

type Match = HttpEntry['matches'][number];

function rankOf({ uri }: Match): number {
  return uri === undefined ? -1 : uriRank[uri.match.kind];
}

function lengthOf({ uri }: Match): number {
  return uri === undefined || uri.match.kind === 'present' ? 0 : uri.match.value.length;
}
