import type { Namespace } from '#model/kubernetes/kinds.ts';
import { annotations } from '#model/kubernetes/labels.ts';
import type { FieldRef, ObjectMeta, ResourceRef } from '#model/kubernetes/resource.ts';
import type { LoadBalancing, LocalityScope } from '../mesh/mesh.ts';
import { annotationOf } from './inNamespace.ts';

export interface BalancedObject {
  readonly ref: ResourceRef;
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly internalTrafficPolicy?: string;
    readonly trafficDistribution?: string;
    readonly publishNotReadyAddresses?: boolean;
  };
  readonly passthrough: boolean;
}

export interface BalancingAnswer {
  readonly loadBalancing: LoadBalancing;
  readonly because?: FieldRef;
}

/**
 * How ztunnel spreads connections over endpoints: `internalTrafficPolicy: Local` first, then the field, the object's
 * annotation, the namespace's. Mirrors istiod `getLoadBalancing` and `GetTrafficDistribution`.
 */
export function loadBalancingOf(object: BalancedObject, home: Namespace | undefined): BalancingAnswer {
  const healthPolicy =
    object.passthrough || object.spec.publishNotReadyAddresses === true ? 'ALLOW_ALL' : 'ONLY_HEALTHY';
  if (object.passthrough) return { loadBalancing: { mode: 'PASSTHROUGH', scopes: [], healthPolicy } };
  if (object.spec.internalTrafficPolicy === 'Local') {
    const because = { resource: object.ref, path: ['spec', 'internalTrafficPolicy'] };
    return { loadBalancing: { mode: 'STRICT', scopes: ['NODE'], healthPolicy }, because };
  }
  const chosen = distributionOf(object, home);
  if (chosen === undefined) return { loadBalancing: { mode: 'STANDARD', scopes: [], healthPolicy } };
  return { loadBalancing: { mode: 'FAILOVER', scopes: chosen.scopes, healthPolicy }, because: chosen.because };
}

interface Distribution {
  readonly scopes: readonly LocalityScope[];
  readonly because: FieldRef;
}

const sameZone: readonly LocalityScope[] = ['NETWORK', 'REGION', 'ZONE'];
const sameNode: readonly LocalityScope[] = ['NETWORK', 'REGION', 'ZONE', 'SUBZONE', 'NODE'];

function scopesOf(word: string): readonly LocalityScope[] | undefined {
  switch (word.toLowerCase()) {
    case 'preferclose':
    case 'prefersamezone':
      return sameZone;
    case 'prefersamenode':
      return sameNode;
    default:
      return undefined;
  }
}

function distributionOf(object: BalancedObject, home: Namespace | undefined): Distribution | undefined {
  const { trafficDistribution } = object.spec;
  const field = fieldScopes(trafficDistribution);
  if (field !== undefined)
    return { scopes: field, because: { resource: object.ref, path: ['spec', 'trafficDistribution'] } };
  const path = ['metadata', 'annotations', annotations.trafficDistribution];
  const own = annotationOf(object, annotations.trafficDistribution);
  if (own !== undefined) {
    // A word it does not know means anywhere, and stops the namespace from speaking.
    const scopes = scopesOf(own);
    return scopes === undefined ? undefined : { scopes, because: { resource: object.ref, path } };
  }
  const inherited = scopesOf(annotationOf(home, annotations.trafficDistribution) ?? '');
  if (inherited === undefined || home === undefined) return undefined;
  return { scopes: inherited, because: { resource: { kind: 'Namespace', name: home.metadata.name }, path } };
}

/** The field is an enumeration, written exactly. */
function fieldScopes(word: string | undefined): readonly LocalityScope[] | undefined {
  return word === 'PreferClose' || word === 'PreferSameZone' || word === 'PreferSameNode' ? scopesOf(word) : undefined;
}
