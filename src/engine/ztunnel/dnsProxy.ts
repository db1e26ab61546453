import { isPublished, type Resolution } from '../kubernetes/clusterDns.ts';
import { isV6 } from '../mesh/ipRange.ts';
import { isVisible } from '../mesh/serviceIndex.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';

/**
 * ztunnel's DNS proxy for a captured pod: the name itself and the name without its search suffix, exact hosts before
 * wildcards. Nothing found means that the question goes on to the cluster's DNS. Mirrors ztunnel `dns::Store`.
 */
export function askDnsProxy(mesh: Mesh, client: Workload, host: string, random: Random): Resolution | undefined {
  const domain = mesh.settings.clusterDomain;
  // The pod's resolver tries its search path first, and each of those queries is also looked up without the suffix.
  const names = [`${host}.${client.namespace}.svc.${domain}`, host, `${host}.svc.${domain}`, `${host}.${domain}`];
  for (const name of names) {
    const service = find(mesh, client, name);
    if (service !== undefined) return answer(service, random);
  }
  return undefined;
}

function find(mesh: Mesh, client: Workload, name: string): MeshService | undefined {
  const exact = usable(mesh, client, name);
  if (exact !== undefined) return exact;
  const parts = name.split('.');
  for (let index = 1; index < parts.length; index += 1) {
    const wildcard = usable(mesh, client, `*.${parts.slice(index).join('.')}`);
    if (wildcard !== undefined) return wildcard;
  }
  return undefined;
}

/** Services without an address count only under the cluster's own domain: headless ones. */
function usable(mesh: Mesh, client: Workload, host: string): MeshService | undefined {
  const service = mesh.services.byHostname(host, client.namespace);
  if (service === undefined || !isVisible(service, client.namespace)) return undefined;
  const hasVip = service.addresses.some((address) => !address.includes('/'));
  return hasVip || service.hostname.endsWith(`.svc.${mesh.settings.clusterDomain}`) ? service : undefined;
}

function answer(service: MeshService, random: Random): Resolution {
  const vips = service.addresses.filter((address) => !address.includes('/'));
  const ips = vips.length > 0 ? vips : eligible(service);
  const v4 = ips.filter((ip) => !isV6(ip));
  const family = v4.length > 0 ? v4 : ips;
  const ip = family[Math.floor(random.next() * family.length)];
  return ip === undefined ? { kind: 'no-address' } : { kind: 'address', ip, by: 'dns-proxy' };
}

function eligible(service: MeshService): readonly string[] {
  return service.endpoints
    .filter((endpoint) => endpoint.ztunnel !== 'none' && isPublished(service, endpoint.ready))
    .flatMap(({ workload }) => workload.addresses[0] ?? []);
}
