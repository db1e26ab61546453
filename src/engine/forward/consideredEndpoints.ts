import { reason, type Reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import type { Endpoint, Workload } from '../mesh/mesh.ts';
import type { Cluster } from './cluster.ts';
import { hostsOf, type Host } from './loadBalance.ts';
import type { Proxy } from './proxy.ts';

/** More than these tell nobody anything. */
const most = 12;

/** What became of the other endpoints of a cluster: not ready, without the port, outside the subset, or not drawn. */
export function consideredEndpoints(
  proxy: Proxy,
  cluster: Cluster,
  chosen: Workload | undefined,
): readonly Considered[] {
  if (cluster.kind !== 'endpoints') return [];
  const { service, port, subset, ranking } = cluster;
  const hosts = hostsOf(service, port, proxy.workload, subset, ranking);
  const nearest = Math.min(...hosts.map(({ priority }) => priority));
  return service.endpoints
    .filter(({ workload }) => workload !== chosen)
    .slice(0, most)
    .map((endpoint) => {
      const host = hosts.find((one) => one.endpoint === endpoint);
      const usable = host !== undefined;
      return {
        resource: endpoint.workload.source,
        outcome: usable ? 'lost' : 'ignored',
        reason: usable ? notChosen(host, nearest) : unusable(endpoint, cluster),
      };
    });
}

function notChosen({ endpoint, priority, weight }: Host, nearest: number): Reason {
  const workload = nameOf(endpoint.workload);
  return priority > nearest
    ? reason('proxy/endpoint-farther', { workload })
    : reason('proxy/endpoint-not-drawn', { workload, weight });
}

function unusable(endpoint: Endpoint, { port, subset }: Extract<Cluster, { kind: 'endpoints' }>): Reason {
  const workload = nameOf(endpoint.workload);
  if (!endpoint.ports.has(port)) return reason('proxy/endpoint-without-port', { workload, port });
  if (!endpoint.ready) return reason('proxy/endpoint-not-ready', { workload });
  const labels = Object.entries(subset ?? {});
  if (!labels.every(([key, value]) => endpoint.workload.labels[key] === value)) {
    return reason('proxy/endpoint-not-in-subset', { workload });
  }
  return reason('proxy/endpoint-on-other-node', { workload, node: endpoint.workload.node });
}

function nameOf({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}
