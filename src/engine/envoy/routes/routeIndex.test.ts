import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../dataplane/connection.ts';
import { findRoute, matchRoute } from './matchRoute.ts';
import { viewOf } from './routeIndex.ts';
import type { Route, RouteTable } from './routeTable.ts';
import { get } from './routeWorld.ts';
import { translateMatch } from './translateMatch.ts';

const words = ['a', 'ab', 'b', 'a.b', ''];
const path = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const kind = fc.constantFrom('exact' as const, 'prefix' as const, 'regex' as const);
const because = { resource: { kind: 'HTTPRoute', name: 'r' }, path: [] };

const entry = fc.record({
  kind,
  path: fc.option(path, { nil: undefined }),
  method: fc.option(fc.constantFrom('GET', 'POST'), { nil: undefined }),
  header: fc.boolean(),
  ignoreUriCase: fc.boolean(),
  gateway: fc.boolean(),
});

type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

function routeOf({ kind: how, path: value, method, header, ignoreUriCase, gateway }: Entry, index: number): Route {
  const uri = value === undefined ? {} : { uri: { match: { kind: how, value }, because } };
  const asked = method === undefined ? {} : { method: { match: { kind: 'exact' as const, value: method }, because } };
  const headers = header ? [{ name: 'x-user', match: { kind: 'exact', value: 'ana' }, because }] : [];
  const match = translateMatch(
    { ...uri, ...asked, ignoreUriCase, headers, withoutHeaders: [], queryParams: [], because: [] } as never,
    gateway,
  );
  return { match, source: { kind: 'HTTPRoute', namespace: 'n', name: String(index) }, because: [] } as never;
}

const holds = ({ match: { conditions } }: Route, request: HttpRequest): boolean =>
  conditions.every((condition) => condition.holds(viewOf(request)));

const requests = fc.record({
  path,
  query: fc.constantFrom('', '?', '?a=/b'),
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  user: fc.constantFrom('ana', 'ben'),
});

describe('the index of routes', () => {
  test('finds the route that asking one after the other finds, and says of the others what is so', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), requests, (entries, { path: asked, query, method, user }) => {
        const routes = entries.map(routeOf);
        const table: RouteTable = {
          hosts: [{ name: 'h', domains: ['*'], routes }],
          ignorePortInHost: true,
          ignored: [],
        };
        const request = get(`${asked}${query}`, [['x-user', user]], { method });
        const expected = routes.find((route) => holds(route, request));
        expect(findRoute(table, request)).toBe(expected);
        const match = matchRoute(table, request);
        expect(matchRoute(table, request)).toEqual(match);
        expect(match.kind === 'route' ? match.route : undefined).toBe(expected);
        const winner = expected === undefined ? routes.length : routes.indexOf(expected);
        const places = (match.decision.considered ?? []).map(({ resource, outcome }) => {
          const place = Number(resource?.name);
          const route = routes[place];
          expect(route !== undefined && holds(route, request) ? 'lost' : 'no-match').toBe(outcome);
          return place;
        });
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places).not.toContain(winner);
        if (routes.length <= 17) expect(places.slice(0, winner)).toEqual(routes.slice(0, winner).map((_, i) => i));
      }),
      { numRuns: 1000 },
    );
  });
});
