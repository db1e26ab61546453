import type { Service } from '#model/kubernetes/kinds.ts';
import type { ClusterIndex, Frontend, MeshService, ResourceIndex, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { namespaceOf } from './inNamespace.ts';
import type { NodeAddresses } from './healthyCluster.ts';
import { publicNames } from './publicNames.ts';

/** Indexes what kube-proxy and the cluster's DNS know: service addresses with their ports, node ports, external names. */
export function indexCluster(
  resources: ResourceIndex,
  services: readonly MeshService[],
  pods: readonly Workload[],
  nodes: NodeAddresses,
): ClusterIndex {
  const byName = new Map<string, MeshService>();
  for (const service of services)
    if (service.source.kind === 'Service') byName.set(`${service.namespace}/${service.name}`, service);
  const frontends = new Map<string, Frontend>();
  const owners = new Map<string, MeshService>();
  const nodePorts = new Map<number, Frontend>();
  const externalNames = new Map<string, string>();
  for (const resource of resources.all('Service')) {
    const name = `${namespaceOf(resource)}/${resource.metadata.name}`;
    if (resource.spec.type === 'ExternalName' && resource.spec.externalName !== undefined) {
      externalNames.set(name, resource.spec.externalName);
    }
    const service = byName.get(name);
    if (service === undefined) continue;
    for (const frontend of frontendsOf(resource, service)) {
      owners.set(frontend.ip, service);
      for (const { port } of service.ports) frontends.set(`${frontend.ip}:${String(port)}`, { ...frontend, port });
    }
    for (const { port, nodePort } of resource.spec.ports ?? []) {
      if (nodePort === undefined) continue;
      const local = resource.spec.externalTrafficPolicy === 'Local';
      const because = { resource: refOf(resource), path: ['spec', 'type'] };
      nodePorts.set(nodePort, { kind: 'node-port', service, port, because, local });
    }
  }
  const nodeByAddress = new Map(nodes.names.map((node) => [nodes.addressOf(node), node]));
  const hostPorts = hostPortsOf(pods, nodes);
  const names = publicNames(resources);
  return {
    frontend: (ip, port) =>
      frontends.get(`${ip}:${String(port)}`) ?? (nodeByAddress.has(ip) ? nodePorts.get(port) : undefined),
    ownerOfServiceIp: (ip) => owners.get(ip),
    nodeByAddress: (ip) => nodeByAddress.get(ip),
    hostPort: (ip, port) => hostPorts.get(`${ip}:${String(port)}`),
    service: (namespace, name) => byName.get(`${namespace}/${name}`),
    externalName: (namespace, name) => externalNames.get(`${namespace}/${name}`),
    publicAddress: names,
  };
}

export type ServiceAddress = Omit<Frontend, 'port'> & { readonly ip: string };

/** Every address that leads to a Service, whatever the port. */
export function frontendsOf(resource: Service, service: MeshService): readonly ServiceAddress[] {
  const { spec, status } = resource;
  const local = spec.internalTrafficPolicy === 'Local';
  const clusterIps = service.addresses.map(
    (ip): ServiceAddress => ({
      kind: 'cluster-ip',
      service,
      ip,
      local,
      because: { resource: refOf(resource), path: ['spec', local ? 'internalTrafficPolicy' : 'clusterIP'] },
    }),
  );
  const balancers = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
  const outer = [...balancers, ...(spec.externalIPs ?? [])].map(
    (ip): ServiceAddress => ({
      kind: 'load-balancer',
      service,
      ip,
      local: false,
      because: {
        resource: refOf(resource),
        path: balancers.includes(ip) ? ['status', 'loadBalancer'] : ['spec', 'externalIPs'],
      },
    }),
  );
  return [...clusterIps, ...outer];
}

type HostPort = NonNullable<ReturnType<ClusterIndex['hostPort']>>;

/** Ports of a node that lead into a pod with its own network. */
function hostPortsOf(pods: readonly Workload[], nodes: NodeAddresses): ReadonlyMap<string, HostPort> {
  const found = new Map<string, HostPort>();
  for (const workload of pods) {
    if (workload.hostNetwork) continue;
    for (const { ports } of workload.pod?.spec.containers ?? []) {
      for (const { hostPort, containerPort } of ports ?? []) {
        if (hostPort === undefined) continue;
        found.set(`${nodes.addressOf(workload.node)}:${String(hostPort)}`, { workload, port: containerPort });
      }
    }
  }
  return found;
}
