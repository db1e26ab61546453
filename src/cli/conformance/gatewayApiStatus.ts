import type { ObjectStatus, RouteParentStatus, StatusCondition } from '#model/objectStatus.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { ExpectedCondition, StatusExpectation } from './gatewayApiVector.ts';

type Statuses = Readonly<Record<string, ObjectStatus>>;

/** What a status expectation is about, for the row's name. */
export function statusName(expectation: StatusExpectation, index: number): string {
  const about = expectation.gateway ?? `${expectation.routeKind ?? ''} ${expectation.route ?? ''}`.trim();
  return `status ${index + 1} ${about}`;
}

/** How the status of a route or Gateway differs from what the suite waits for. */
export function statusDifferences(expectation: StatusExpectation, statuses: Statuses): readonly string[] {
  return expectation.gateway === undefined
    ? routeDifferences(expectation, statuses)
    : gatewayDifferences(expectation, expectation.gateway, statuses);
}

function routeDifferences(expectation: StatusExpectation, statuses: Statuses): readonly string[] {
  const { routeKind = 'HTTPRoute', route = '', parent, conditions = [], check } = expectation;
  const parents = statuses[keyFor(routeKind, route)]?.parents ?? [];
  if (parent === null || parent === undefined) {
    if (check?.includes('observedGeneration') === true) return generationDifferences(parents);
    // Nobody need speak of a route that no parent takes.
    if (parents.length === 0) return [];
    return parents.flatMap((entry) => conditionDifferences(entry.conditions, conditions));
  }
  const own = parents.filter((entry) => parentName(entry, route) === parent);
  const sections = expectation.parentSectionNames ?? [];
  // A route that names a port instead of a section has a status for the port.
  const missing = sections.filter(
    (name) =>
      !own.some(
        ({ parentRef: { sectionName, port } }) => (sectionName ?? name) === name && (sectionName ?? port) !== undefined,
      ),
  );
  if (own.length === 0) return [`no status for parent ${parent}`];
  return [
    ...missing.map((name) => `no status for section ${name}`),
    ...own.flatMap((entry) => conditionDifferences(entry.conditions, conditions)),
  ];
}

function generationDifferences(parents: readonly RouteParentStatus[]): readonly string[] {
  const stale = parents
    .flatMap(({ conditions }) => conditions)
    .filter(({ observedGeneration }) => observedGeneration !== 2);
  return stale.length === 0 && parents.length > 0 ? [] : ['a condition is of an older generation'];
}

function gatewayDifferences(
  { listeners, conditions = [], listenerStatus = [], attachedRoutes }: StatusExpectation,
  gateway: string,
  statuses: Statuses,
): readonly string[] {
  const ours = statuses[keyFor('Gateway', gateway)]?.listeners ?? [];
  const named = ours.filter(({ name }) => listeners === 'all' || listeners?.includes(name) === true);
  const each = named.flatMap((listener) => conditionDifferences(listener.conditions, conditions));
  const counted =
    attachedRoutes === undefined || ours.every((listener) => listener.attachedRoutes === attachedRoutes)
      ? []
      : [`attachedRoutes: expected ${attachedRoutes}`];
  const stated = listenerStatus.flatMap((expected) => {
    const own = ours.find(({ name }) => name === expected.name);
    if (own === undefined) return [`no listener ${expected.name}`];
    const count =
      own.attachedRoutes === expected.attachedRoutes ? [] : [`${expected.name}: ${own.attachedRoutes} routes`];
    return [...count, ...conditionDifferences(own.conditions, expected.conditions)];
  });
  const none = listeners !== undefined && named.length === 0 ? [`no listener of ${gateway}`] : [];
  return [...none, ...each, ...counted, ...stated];
}

function conditionDifferences(
  ours: readonly StatusCondition[],
  expected: readonly ExpectedCondition[],
): readonly string[] {
  return expected.flatMap(({ type, status, reason }) => {
    const own = ours.find((condition) => condition.type === type);
    if (own?.status === status && (reason === undefined || reason === '' || own.reason === reason)) return [];
    return [`${type}: ${own?.status ?? 'nothing'} ${own?.reason ?? ''}, expected ${status} ${reason ?? ''}`];
  });
}

function keyFor(kind: string, name: string): string {
  const [namespace = '', object = ''] = name.split('/');
  return keyOf({ kind, namespace, name: object });
}

/** `Kind/namespace/name` of a route's parent. */
function parentName({ parentRef }: RouteParentStatus, route: string): string {
  const { kind, name, namespace = route.split('/')[0] ?? '' } = parentRef;
  return `${kind}/${namespace}/${name}`;
}
