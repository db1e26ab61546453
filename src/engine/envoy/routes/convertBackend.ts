import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { DestinationSpec } from './routeConfig.ts';

/** The fields of a backendRef, whatever route it stands in. */
export interface BackendReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
}

/** A route whose rules istiod throws away altogether. */
export interface HardError {
  readonly error: string;
}

export interface BackendContext {
  readonly mesh: Mesh;
  /** Kind and namespace of the route. */
  readonly route: ResourceRef;
  /** Only of routes that hang on a Gateway. */
  readonly needsGrant: boolean;
}

/** Looks up a backendRef. Mirrors istiod `buildDestination`. */
export function convertBackend(
  backend: BackendReference,
  because: FieldRef,
  context: BackendContext,
): DestinationSpec | HardError {
  const { mesh, route, needsGrant } = context;
  const { group = '', kind = 'Service', name } = backend;
  const home = route.namespace ?? '';
  const namespace = backend.namespace ?? home;
  const ref = { kind, namespace, name };
  const given = { ref, because: [because] };
  if (needsGrant && namespace !== home && !isGranted(context, group, kind, namespace, name)) {
    return { ...given, host: '', problem: 'not-permitted' };
  }
  if (group === '' && kind === 'Service') {
    if (name.includes('.')) {
      return { error: 'service name invalid; the name of the Service must be used, not the hostname.' };
    }
    const exists = mesh.resources.get('Service', namespace, name) !== undefined;
    return withPort(
      { ...given, host: serviceHost(mesh, namespace, name), ...(exists ? {} : { problem: 'not-found' }) },
      backend,
    );
  }
  if (group === 'networking.istio.io' && kind === 'Hostname') {
    if (backend.namespace !== undefined) return { error: 'namespace may not be set with Hostname type' };
    const exists = mesh.services.byHostname(name, home) !== undefined;
    return withPort(
      { ref: { kind, name }, because: [because], host: name, ...(exists ? {} : { problem: 'not-found' }) },
      backend,
    );
  }
  return { ...given, host: '', problem: 'invalid-kind' };
}

function withPort(spec: DestinationSpec, { port }: BackendReference): DestinationSpec | HardError {
  return port === undefined ? { error: 'port is required in backendRef' } : { ...spec, port };
}

export function serviceHost({ settings }: Mesh, namespace: string, name: string): string {
  return `${name}.${namespace}.svc.${settings.clusterDomain}`;
}

function isGranted(
  { mesh, route }: BackendContext,
  group: string,
  kind: string,
  namespace: string,
  name: string,
): boolean {
  return mesh.resources
    .all('ReferenceGrant')
    .some(
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        spec.from.some(
          (from) =>
            from.group === 'gateway.networking.k8s.io' &&
            from.kind === route.kind &&
            from.namespace === route.namespace,
        ) &&
        spec.to.some(
          (to) =>
            to.group === group && to.kind === kind && (to.name === undefined || to.name === '' || to.name === name),
        ),
    );
}
