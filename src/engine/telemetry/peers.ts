import type { Proxy } from '../forward/proxy.ts';
import type { MeshService, Workload } from '../mesh/mesh.ts';
import type { Stream } from './stream.ts';

/** Who opened the connection, as the registry knows its address. Mirrors Envoy `XDSMethod::derivePeerInfo`. */
export function downstreamOf({ walk }: Proxy, { downstreamRemote }: Stream): Workload | undefined {
  return discovered(walk.mesh, downstreamRemote.ip);
}

/** The host that was chosen, inside a tunnel the address within; nothing where none was. */
export function upstreamOf({ walk }: Proxy, { logged }: Stream): Workload | undefined {
  const address = logged.upstreamHost?.replace(/^envoy:\/\/.*\//, '');
  const ip = address === undefined ? undefined : (/^\[(.*)\]:\d+$/.exec(address)?.[1] ?? address.replace(/:\d+$/, ''));
  return ip === undefined ? undefined : discovered(walk.mesh, ip);
}

function discovered(mesh: Proxy['walk']['mesh'], ip: string): Workload | undefined {
  return mesh.workloads.byAddress(ip) ?? mesh.workloads.owner(ip) ?? mesh.workloads.beyond(ip);
}

/** The service behind a cluster's name; clusters that are no service's have none, and neither has one that is missing. */
export function serviceOfCluster(
  { walk, workload }: Proxy,
  { logged }: Stream,
  own: MeshService | undefined,
): MeshService | undefined {
  const { cluster, flags } = logged;
  if (cluster === undefined || flags.split(',').includes('NC')) return undefined;
  const parts = cluster.split('|');
  if (parts[0] === 'inbound') return own;
  const hostname = parts[3];
  if (hostname === undefined || hostname === '') return undefined;
  return own?.hostname === hostname ? own : walk.mesh.services.byHostname(hostname, workload.namespace);
}
