import type { KubernetesResource, Pod, PodTemplate } from '#model/kubernetes/kinds.ts';
import { annotations, labels } from '#model/kubernetes/labels.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { labelOf, namespaceOf } from './inNamespace.ts';
import { selectorMatches } from './labelSelector.ts';
import { suffixOf } from './stableNames.ts';

/** The kinds that stand for pods. */
type Owner = Extract<KubernetesResource, { kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job' }>;

/** Pods that a controller would have created, with the object they come from. */
export interface OwnedPods {
  readonly owner: Owner;
  readonly pods: readonly Pod[];
}

/**
 * Expands Deployments and their like into pods with stable names, as their controllers would. An owner whose pods are
 * among the manifests (a dump of a cluster) stands for those.
 */
export function expandOwners(resources: ResourceIndex, nodes: readonly string[]): readonly OwnedPods[] {
  const pods = podsByNamespace(resources);
  return owners(resources).map((owner) => {
    const stated = (pods.get(namespaceOf(owner)) ?? []).filter((pod) => owns(owner, pod));
    return { owner, pods: stated.length > 0 ? stated : podsOf(resources, owner, nodes) };
  });
}

function podsByNamespace(resources: ResourceIndex): ReadonlyMap<string, readonly Pod[]> {
  const map = new Map<string, Pod[]>();
  for (const pod of resources.all('Pod')) {
    const list = map.get(namespaceOf(pod));
    if (list === undefined) map.set(namespaceOf(pod), [pod]);
    else list.push(pod);
  }
  return map;
}

function owners(resources: ResourceIndex): readonly Owner[] {
  const kinds = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'] as const;
  const all = kinds.flatMap((kind) => resources.all(kind) as readonly Owner[]);
  const named = new Set(all.map((owner) => `${owner.kind}/${namespaceOf(owner)}/${owner.metadata.name}`));
  // A ReplicaSet of a Deployment that is there too would count its pods twice.
  return all
    .filter((owner) => !ownersOf(owner).some(({ kind, name }) => named.has(`${kind}/${namespaceOf(owner)}/${name}`)))
    .sort((a, b) => compare(namespaceOf(a) + a.metadata.name + a.kind, namespaceOf(b) + b.metadata.name + b.kind));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ownersOf(resource: KubernetesResource): readonly { readonly kind: string; readonly name: string }[] {
  return resource.metadata.ownerReferences ?? [];
}

function owns(owner: Owner, pod: Pod): boolean {
  if (ownersOf(pod).some(({ kind, name }) => kind === owner.kind && name === owner.metadata.name)) return true;
  const selector = owner.spec.selector;
  return selector !== undefined && owner.kind !== 'Job' && selectorMatches(selector, pod.metadata.labels ?? {});
}

function podsOf(resources: ResourceIndex, owner: Owner, nodes: readonly string[]): readonly Pod[] {
  const { name } = owner.metadata;
  const home = `${owner.kind}/${namespaceOf(owner)}/${name}`;
  const suffixed = (index: number) => `${name}-${suffixOf(`${home}/${String(index)}`, 5)}`;
  switch (owner.kind) {
    case 'Deployment':
    case 'ReplicaSet':
      return times(owner.spec.replicas, (index) => podOf(resources, owner, suffixed(index)));
    case 'StatefulSet':
      return times(owner.spec.replicas, (index) => {
        const subdomain = owner.spec.serviceName;
        const hostname = `${name}-${String(index)}`;
        return podOf(resources, owner, hostname, subdomain === undefined ? { hostname } : { hostname, subdomain });
      });
    case 'DaemonSet':
      return nodes.map((nodeName, index) => podOf(resources, owner, suffixed(index), { nodeName }));
    case 'Job':
      return owner.spec.suspend === true || isDone(owner.status)
        ? []
        : times(owner.spec.parallelism ?? 1, (index) => podOf(resources, owner, suffixed(index)));
  }
}

function isDone(status: unknown): boolean {
  const conditions =
    typeof status === 'object' && status !== null ? (status as { conditions?: unknown }).conditions : [];
  if (!Array.isArray(conditions)) return false;
  return conditions.some((condition: { type?: unknown; status?: unknown } | null) => {
    return condition?.status === 'True' && (condition.type === 'Complete' || condition.type === 'Failed');
  });
}

/** More replicas than anyone draws would only fill memory. */
const mostReplicas = 1000;

function times(count: number, make: (index: number) => Pod): readonly Pod[] {
  return Array.from({ length: Math.max(0, Math.min(count, mostReplicas)) }, (_, index) => make(index));
}

function podOf(resources: ResourceIndex, owner: Owner, name: string, extra: Partial<Pod['spec']> = {}): Pod {
  const template = owner.spec.template;
  const namespace = namespaceOf(owner);
  const injected = isInjected(resources, namespace, template);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${owner.metadata.name}-`,
      namespace,
      labels: { ...template.metadata?.labels, ...(injected ? injectedLabels : {}) },
      annotations: { ...template.metadata?.annotations, ...(injected ? { [annotations.sidecarStatus]: '{}' } : {}) },
      ownerReferences: [{ kind: owner.kind, name: owner.metadata.name }],
    },
    spec: { ...template.spec, ...extra },
  };
}

const injectedLabels = { [labels.tlsMode]: 'istio', [labels.tunnel]: 'http' };

/** Whether the sidecar injector would have put a proxy into the pods of a template. Mirrors istiod `injectRequired`. */
function isInjected(resources: ResourceIndex, namespace: string, template: PodTemplate): boolean {
  if (template.spec.hostNetwork === true) return false;
  const own = template.metadata?.labels?.['sidecar.istio.io/inject'];
  if (own !== undefined) return own === 'true';
  const home = resources.get('Namespace', undefined, namespace);
  const injection = labelOf(home, 'istio-injection');
  if (injection !== undefined) return injection === 'enabled';
  return labelOf(home, labels.revision) !== undefined && labelOf(home, labels.dataplaneMode) !== 'ambient';
}
