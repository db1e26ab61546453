import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestView } from './compiledMatch.ts';
import { firstMatch, matchesAll } from './routeIndex.ts';
import type { Route, VirtualHost } from './routeTable.ts';
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
  ignoreUriCase: fc.boolean(),
  gateway: fc.boolean(),
});

function routeOf({
  kind: how,
  path: value,
  method,
  ignoreUriCase,
  gateway,
}: typeof entry extends fc.Arbitrary<infer T> ? T : never): Route {
  const uri = value === undefined ? {} : { uri: { match: { kind: how, value }, because } };
  const asked = method === undefined ? {} : { method: { match: { kind: 'exact' as const, value: method }, because } };
  const match = translateMatch(
    { ...uri, ...asked, ignoreUriCase, headers: [], withoutHeaders: [], queryParams: [], because: [] } as never,
    gateway,
  );
  return { match } as Route;
}

describe('the index of routes', () => {
  test('finds the route that asking one after the other finds', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 12 }),
        path,
        fc.constantFrom('GET', 'POST', 'PUT'),
        (entries, asked, method) => {
          const host: VirtualHost = { name: 'h', domains: ['*'], routes: entries.map(routeOf) };
          const view: RequestView = { request: get(asked, [], { method }), path: asked, query: '' };
          expect(firstMatch(host, view)).toBe(host.routes.findIndex((route) => matchesAll(route, view)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
