import { labels as knownLabels } from '#model/kubernetes/labels.ts';
import type { MeshService } from '../../mesh/mesh.ts';
import type { RouteHeaders } from './routeConfig.ts';
import type { DestinationSpec } from './routeConfig.ts';
import { destinationRuleFor } from './destinationRule.ts';
import type { RouteProxy } from './routeProxy.ts';
import { serviceNamed } from './routeProxy.ts';
import type { Destination, HeaderEdits } from './routeTable.ts';

export const noEdits: HeaderEdits = { remove: [], set: [], add: [] };

/**
 * The cluster a destination stands for, and whether Envoy has it: unknown hosts, ports and subsets make a name without
 * a cluster. Mirrors istiod `GetDestinationCluster` and `getWaypointDestinationCluster`.
 */
export function translateDestination(
  { ref, host, port, subset, problem, because }: DestinationSpec,
  weight: number,
  headers: RouteHeaders,
  proxy: RouteProxy,
  status: 500 | 503,
): Destination {
  const service = host === '' ? undefined : serviceNamed(proxy, host);
  const only = service?.ports.length === 1 ? service.ports[0]?.port : undefined;
  const wanted = port ?? only ?? proxy.port;
  const base = {
    ref: service?.source ?? ref,
    host,
    port: wanted,
    weight,
    because,
    requestHeaders: headerEdits(headers.request),
    responseHeaders: headerEdits(headers.response),
    ...(subset === undefined ? {} : { subset }),
  };
  if (service === undefined) return { ...base, invalid: { status, why: problem ?? 'not-found' } };
  if (!service.ports.some((each) => each.port === wanted && each.protocol !== 'UDP')) {
    return { ...base, service, invalid: { status, why: 'unknown-port' } };
  }
  if (subset !== undefined) {
    const direction = proxy.waypoint && serves(proxy, service) ? 'inbound' : 'outbound';
    const rule = destinationRuleFor(proxy.mesh, { ...proxy, direction }, service);
    if (rule?.subsets.some(({ name }) => name === subset) !== true) {
      return { ...base, service, invalid: { status, why: 'unknown-subset' } };
    }
  }
  return { ...base, service };
}

/** Whether the service is one of this waypoint's own. */
function serves({ namespace, labels }: RouteProxy, { waypoint }: MeshService): boolean {
  return [waypoint?.primary, waypoint?.canary?.target].some(
    (target) => target?.gateway.namespace === namespace && target.gateway.name === labels[gatewayName],
  );
}

const { gatewayName } = knownLabels;

/** Changes to real headers: the Host and pseudo headers are no headers to Envoy. Mirrors `TranslateHeadersOperations`. */
export function headerEdits({ set, add, remove }: RouteHeaders['request']): HeaderEdits {
  return {
    remove: remove.filter((name) => !isInternal(name)),
    set: set.filter(([name]) => !isInternal(name)).toSorted(byName),
    add: add.filter(([name]) => !isInternal(name)).toSorted(byName),
  };
}

/** The Host that header operations ask for; `set` counts before `add`. */
export function authorityOf({ set, add }: RouteHeaders['request']): string | undefined {
  const isAuthority = ([name]: readonly [string, string]): boolean => name === 'host' || name === ':authority';
  return set.findLast(isAuthority)?.[1] ?? add.findLast(isAuthority)?.[1];
}

function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
