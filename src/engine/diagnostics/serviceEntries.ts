import type { Diagnostic } from '#model/diagnostic.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { bindingOf } from './bindings.ts';
import { finding, nameOf, refName } from './finding.ts';

/** ServiceEntries and Services that ambient treats otherwise than they read. */
export function serviceDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const entries = mesh.resources.all('ServiceEntry').flatMap((entry): readonly Diagnostic[] => {
    const ref = refOf(entry);
    const name = nameOf(entry);
    const { exportTo = [], hosts } = entry.spec;
    const binding = bindingOf(mesh, ref);
    const limited = exportTo.length > 0 && !exportTo.includes('*');
    const wildcard = hosts.find((host) => host.startsWith('*'));
    const silent = mesh.services.bySource(ref).every(({ addresses }) => addresses.length === 0);
    return [
      ...(limited ? [finding('mesh/export-to-ignored', 'warning', { entry: name }, ref, ['spec', 'exportTo'])] : []),
      ...(wildcard !== undefined && binding === undefined
        ? [finding('mesh/wildcard-needs-waypoint', 'error', { entry: name, host: wildcard }, ref, ['spec', 'hosts'])]
        : []),
      ...(binding !== undefined && silent && mesh.services.bySource(ref).length > 0
        ? [
            finding(
              'mesh/entry-without-address',
              'error',
              { entry: name, waypoint: refName(binding.primary.gateway) },
              ref,
              ['spec'],
            ),
          ]
        : []),
    ];
  });
  return [...entries, ...dnsPorts(mesh)];
}

/** ztunnel's DNS proxy takes what captured pods send to port 53, whatever the address. */
function dnsPorts(mesh: Mesh): readonly Diagnostic[] {
  if (!mesh.workloads.all.some(({ capture, dnsCapture }) => capture === 'enabled' && dnsCapture)) return [];
  return mesh.services.all.flatMap(({ source, ports }) =>
    ports.some(({ port, protocol }) => port === 53 && protocol !== 'UDP') && source.namespace !== 'kube-system'
      ? [finding('mesh/dns-port', 'warning', { service: refName(source), port: 53 }, source, ['spec', 'ports'])]
      : [],
  );
}
