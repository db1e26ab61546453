import type { TcpRoute } from '../envoy/routes/routeTable.ts';
import { clusterOf, type Cluster } from './cluster.ts';
import type { Proxy } from './proxy.ts';

/**
 * The cluster of one TCP connection, by weight; undefined where it does not exist or nothing has any weight.
 * Mirrors Envoy `tcp_proxy` weighted clusters.
 */
export function tcpCluster(proxy: Proxy, { destinations }: TcpRoute): Cluster | undefined {
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  let mark = proxy.walk.random.next() * total;
  for (const { weight, service, port, subset, invalid } of destinations) {
    mark -= weight;
    if (mark >= 0 || weight === 0) continue;
    return service === undefined || invalid !== undefined ? undefined : clusterOf(proxy, service, port, subset);
  }
  return undefined;
}
