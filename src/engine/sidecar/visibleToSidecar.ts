import type { ResourceRef } from '#model/kubernetes/resource.ts';
import { isExportedTo } from '../forward/exportedTo.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';

/**
 * The services a sidecar has listeners and clusters for: what is exported to its namespace.
 * Mirrors istiod `PushContext.servicesExportedToNamespace`.
 */
export function visibleToSidecar(mesh: Mesh, client: Workload): readonly MeshService[] {
  return mesh.services.all.filter((service) => isExportedTo(mesh, service, client.namespace));
}

/**
 * A Sidecar resource that may narrow what this pod's sidecar knows: one of its namespace or of the root namespace.
 * Mirrors istiod `PushContext.getSidecarScope`, of which only the question whether there is one is answered here.
 */
export function sidecarResourceFor(mesh: Mesh, client: Workload): ResourceRef | undefined {
  const home = [client.namespace, mesh.settings.rootNamespace];
  const found = mesh.resources.all('Sidecar').find(({ metadata }) => home.includes(metadata.namespace ?? ''));
  if (found === undefined) return undefined;
  const { namespace, name } = found.metadata;
  return { kind: 'Sidecar', ...(namespace === undefined ? {} : { namespace }), name };
}
