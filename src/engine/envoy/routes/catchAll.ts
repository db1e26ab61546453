import type { Route } from './routeTable.ts';

/** Whether nothing can get past a route: a method or Host counts as a condition. Mirrors istiod `IsCatchAllRoute`. */
export function isCatchAll({ match: { conditions } }: Route): boolean {
  return conditions.length === 0;
}
