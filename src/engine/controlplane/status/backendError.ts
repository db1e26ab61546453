import type { Mesh } from '../../mesh/mesh.ts';
import type { ConfigError } from './condition.ts';

/** A reference of a route to where requests go. */
export interface BackendReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
}

/** Who refers to a backend. References across namespaces need a grant only from Gateway-parented routes. */
export interface Referrer {
  readonly kind: string;
  readonly namespace: string;
  readonly enforceGrants: boolean;
}

/** `hard` errors cost the whole route, the others only this backend. */
export interface BackendError extends ConfigError {
  readonly hard: boolean;
}

/** What is wrong with a backend reference. Mirrors istiod `buildDestination`. */
export function backendError(to: BackendReference, from: Referrer, mesh: Mesh): BackendError | undefined {
  const { namespace: stated } = to;
  if (from.enforceGrants && stated !== undefined && stated !== from.namespace && !isGranted(to, stated, from, mesh)) {
    const message =
      `backendRef ${to.name}/${stated} not accessible to a ${from.kind} in namespace "${from.namespace}" ` +
      '(missing a ReferenceGrant?)';
    return soft('RefNotPermitted', message);
  }
  const found = targetError(to, stated ?? from.namespace, mesh);
  if (found !== undefined && (found.hard || found.reason === 'InvalidKind')) return found;
  if (to.port === undefined) return hard('InvalidDestination', 'port is required in backendRef');
  return found;
}

function targetError(to: BackendReference, namespace: string, mesh: Mesh): BackendError | undefined {
  const { clusterDomain } = mesh.settings;
  switch (`${to.group}/${to.kind}`) {
    case '/Service': {
      if (to.name.includes('.'))
        return hard(
          'InvalidDestination',
          'service name invalid; the name of the Service must be used, not the hostname.',
        );
      return missingService(to.name, namespace, clusterDomain, mesh);
    }
    case 'multicluster.x-k8s.io/ServiceImport':
      return missingService(to.name, namespace, clusterDomain, mesh);
    case 'networking.istio.io/Hostname': {
      if (to.namespace !== undefined) return hard('InvalidDestination', 'namespace may not be set with Hostname type');
      const known = mesh.services.all.some((one) => one.hostname === to.name && one.namespace === namespace);
      return known ? undefined : soft('BackendNotFound', `backend(${to.name}) not found`);
    }
    case 'inference.networking.k8s.io/InferencePool':
      return soft(
        'InvalidKind',
        'InferencePool is not enabled. To enable, set ENABLE_GATEWAY_API_INFERENCE_EXTENSION to true in istiod',
      );
    case 'gateway.networking.x-k8s.io/XBackend':
      return soft(
        'InvalidKind',
        'The Alpha Gateway API is not enabled, XBackend is invalid. To enable, set PILOT_ENABLE_ALPHA_GATEWAY_API to true in istiod.',
      );
    default:
      return soft('InvalidKind', `referencing unsupported backendRef: group "${to.group}" kind "${to.kind}"`);
  }
}

function missingService(
  name: string,
  namespace: string,
  domain: string,
  { resources }: Mesh,
): BackendError | undefined {
  if (resources.get('Service', namespace, name) !== undefined) return undefined;
  return soft('BackendNotFound', `backend(${name}.${namespace}.svc.${domain}) not found`);
}

/** Mirrors istiod `ReferenceGrants.BackendAllowed`. */
function isGranted(to: BackendReference, namespace: string, from: Referrer, { resources }: Mesh): boolean {
  return resources.all('ReferenceGrant').some(({ metadata, spec }) => {
    if ((metadata.namespace ?? 'default') !== namespace) return false;
    const comes = spec.from.some(
      ({ group, kind, namespace: home }) =>
        group === 'gateway.networking.k8s.io' && kind === from.kind && home === from.namespace,
    );
    return (
      comes &&
      spec.to.some(
        ({ group, kind, name }) => group === to.group && kind === to.kind && (name === undefined || name === to.name),
      )
    );
  });
}

function soft(reason: string, message: string): BackendError {
  return { hard: false, reason, message };
}

function hard(reason: string, message: string): BackendError {
  return { hard: true, reason, message };
}
