import { frontendsOf } from '../controlplane/clusterIndex.ts';
import { publicNames } from '../controlplane/publicNames.ts';
import type { ClusterIndex, Frontend, MeshService, ResourceIndex } from '../mesh/mesh.ts';
import type { CompileMemory } from './memory.ts';
import { current } from './replacements.ts';

/** What Kubernetes knows, with services, workloads and the names that routes serve as they are now. */
export function viewCluster(
  { first, replaced, configurations, respecified }: CompileMemory,
  resources: ResourceIndex,
): ClusterIndex {
  const { services, workloads } = replaced;
  const now = (service: MeshService | undefined) => (service === undefined ? undefined : current(services, service));
  let names: ClusterIndex['publicAddress'] | undefined;
  const hasRoutes = configurations.has('HTTPRoute') || configurations.has('GRPCRoute');
  return {
    ...first.cluster,
    frontend(ip, port) {
      const owner = respecified.size === 0 ? undefined : now(first.cluster.ownerOfServiceIp(ip));
      if (owner !== undefined && respecified.has(`${owner.namespace}/${owner.name}`)) {
        return frontendAt(owner, resources, ip, port);
      }
      const found = first.cluster.frontend(ip, port);
      return found === undefined ? undefined : { ...found, service: current(services, found.service) };
    },
    ownerOfServiceIp: (ip) => now(first.cluster.ownerOfServiceIp(ip)),
    hostPort(ip, port) {
      const found = first.cluster.hostPort(ip, port);
      return found === undefined ? undefined : { ...found, workload: current(workloads, found.workload) };
    },
    service: (namespace, name) => now(first.cluster.service(namespace, name)),
    publicAddress(host) {
      if (hasRoutes) names ??= publicNames(resources);
      return (names ?? first.cluster.publicAddress)(host);
    },
  };
}

/** A cluster IP of its own, which no other Service and no node has. */
function frontendAt(service: MeshService, resources: ResourceIndex, ip: string, port: number): Frontend | undefined {
  const resource = resources.get('Service', service.namespace, service.name);
  if (resource === undefined || !service.ports.some((own) => own.port === port)) return undefined;
  const found = frontendsOf(resource, service).findLast((frontend) => frontend.ip === ip);
  return found === undefined ? undefined : { ...found, port };
}
