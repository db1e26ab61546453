import type { Mesh, MeshService } from '../mesh/mesh.ts';

/**
 * Whether Envoys of a namespace know a service: `exportTo` of the entry, or the annotation of a Service. ztunnel does
 * not ask. Mirrors istiod `PushContext.IsServiceVisible`.
 */
export function isExportedTo(mesh: Mesh, service: MeshService, namespace: string): boolean {
  const exportTo = exportToOf(mesh, service);
  if (exportTo.length === 0) return true;
  return exportTo.some((one) => one === '*' || one === namespace || (one === '.' && service.namespace === namespace));
}

function exportToOf(mesh: Mesh, { source }: MeshService): readonly string[] {
  if (source.kind === 'ServiceEntry') {
    return mesh.resources.get('ServiceEntry', source.namespace, source.name)?.spec.exportTo ?? [];
  }
  const stated = mesh.resources.get('Service', source.namespace, source.name)?.metadata.annotations?.[
    'networking.istio.io/exportTo'
  ];
  return stated === undefined ? [] : stated.split(',').map((one) => one.trim());
}
