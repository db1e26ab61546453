import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService } from '../../mesh/mesh.ts';

export interface Subset {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface TrafficPolicy {
  readonly tlsMode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly sni?: string;
}

export interface DestinationRuleView {
  readonly source: ResourceRef;
  readonly subsets: readonly Subset[];
  /** Of a port, and of a subset where one is named. */
  trafficPolicy(port: number, subset?: string): TrafficPolicy;
}

/**
 * The DestinationRule a proxy applies to a service: from the proxy's namespace, then the service's, then the root.
 * Mirrors istiod `PushContext.destinationRule`.
 */
export function destinationRuleFor(
  _mesh: Mesh,
  _proxyNamespace: string,
  _service: MeshService,
): DestinationRuleView | undefined {
  throw new Error('not yet');
}
