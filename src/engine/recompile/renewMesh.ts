import type { KubernetesResource, Pod, Service } from '#model/kubernetes/kinds.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { containsLabels } from '../controlplane/labelSelector.ts';
import { collectPolicies, type Policies } from '../controlplane/policies.ts';
import { indexSelectable } from '../controlplane/selectable.ts';
import { kubernetesService } from '../controlplane/services.ts';
import { podWorkload, type WorkloadWorld } from '../controlplane/workloads.ts';
import { fieldLocator } from '../mesh/fieldLocator.ts';
import type { BindingResult, Mesh, MeshService, ResourceIndex, Workload } from '../mesh/mesh.ts';
import { indexPolicies } from '../mesh/policyIndex.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { isRespecified, type Changes, type Relabelled } from './changes.ts';
import { configure, statedAfter } from './configuration.ts';
import type { CompileMemory } from './memory.ts';
import { hasOwnAddress } from './ownAddress.ts';
import { currentList, replace, type Replacements } from './replacements.ts';
import { sameValue } from './sameValue.ts';
import type { TouchedNamespace } from './touchedNamespaces.ts';
import { viewCluster } from './viewCluster.ts';
import { viewResources, viewWorkloads } from './views.ts';
import { viewServices } from './viewServices.ts';

/** New forms of the objects that are no longer as they were. */
export interface Renewed {
  readonly workloads: Map<Workload, Workload>;
  readonly services: Map<MeshService, MeshService>;
}

/**
 * The mesh after a few changes: workloads and services of the namespaces that they touch are described anew, by the
 * rules of a full compilation; all else is taken over. Undefined where that does not suffice.
 */
export function renewMesh(
  memory: CompileMemory,
  changes: Changes,
  touched: readonly TouchedNamespace[],
): (Renewed & { readonly memory: CompileMemory }) | undefined {
  const respecified = changes.relabelled.filter(isRespecified);
  if (!respecified.every((change) => hasOwnAddress(memory, change))) return undefined;
  const configurations = configure(memory, changes.configured);
  if (configurations === undefined) return undefined;
  const filled = replace(memory.replaced.filled, filledForms(memory, changes.relabelled));
  const resources = viewResources(memory.first.resources, filled, configurations);
  const bindings = new Map<string, BindingResult>();
  const policies = policiesAfter(memory, changes, resources);
  if (policies === undefined) return undefined;
  const world: WorkloadWorld = { ...memory.world, resources, bindings, policies };
  const renewed: Renewed = { workloads: new Map(), services: new Map() };
  if (!touched.every((namespace) => renew({ memory, world, filled, renewed }, namespace))) return undefined;
  const merged = mergeBindings(memory.mesh.bindings, bindings, renewed);
  if (merged === undefined) return undefined;
  const after: CompileMemory = {
    ...memory,
    world,
    replaced: {
      filled,
      workloads: replace(memory.replaced.workloads, renewed.workloads),
      services: replace(memory.replaced.services, renewed.services),
    },
    configurations,
    statedNow: statedAfter(memory.statedNow, [...changes.relabelled, ...changes.configured]),
    respecified: new Set([...memory.respecified, ...respecified.map(({ after: { metadata } }) => nameOf(metadata))]),
  };
  const mesh = meshWith(after, resources, merged);
  const keeps = policies === memory.world.policies;
  return { ...renewed, memory: { ...after, mesh: keeps ? mesh : { ...mesh, ...policiesIn(policies) } } };
}

function nameOf({ namespace = 'default', name }: KubernetesResource['metadata']): string {
  return `${namespace}/${name}`;
}

/** The policies as they are now; undefined where the first or the last PeerAuthentication changes what all pods have. */
function policiesAfter(
  { world, mesh }: CompileMemory,
  { configured }: Changes,
  resources: ResourceIndex,
): Policies | undefined {
  const kinds = new Set(configured.map(({ before, after }) => (after ?? before)?.kind));
  if (!kinds.has('AuthorizationPolicy') && !kinds.has('PeerAuthentication')) return world.policies;
  const had = mesh.resources.all('PeerAuthentication').length > 0;
  if (had !== resources.all('PeerAuthentication').length > 0) return undefined;
  return collectPolicies(resources, world.settings);
}

/** An object's new form with what a healthy cluster had filled into the old one. */
function filledForms(
  { mesh }: CompileMemory,
  changes: readonly Relabelled[],
): ReadonlyMap<KubernetesResource, KubernetesResource> {
  const forms = new Map<KubernetesResource, KubernetesResource>();
  for (const change of changes) {
    const { before, after } = change;
    const { kind, metadata } = before;
    const old: KubernetesResource | undefined = mesh.resources.get(kind, metadata.namespace, metadata.name);
    if (old === undefined) continue;
    const { status } = old as Pod;
    const spec = isRespecified(change) ? respecified(old as Service, after as Service) : (old as Pod).spec;
    forms.set(old, old === before ? after : ({ ...after, spec, ...(status === undefined ? {} : { status }) } as Pod));
  }
  return forms;
}

/** A Service keeps the address that it was given. */
function respecified(old: Service, { spec }: Service): Service['spec'] {
  const { clusterIP } = old.spec;
  return { ...spec, ...(clusterIP === undefined ? {} : { clusterIP }), ports: spec.ports ?? [] };
}

/** What the objects of a namespace are described in. */
interface Renewal {
  readonly memory: CompileMemory;
  readonly world: WorkloadWorld;
  readonly filled: Replacements<KubernetesResource>;
  readonly renewed: Renewed;
}

/** In how many places pods may have changed before all services of a namespace are described anew. */
const mostPods = 200;

/** Describes what is touched in one namespace; false where the outcome may reach beyond it. */
function renew(renewal: Renewal, { name, whole, relabelled, selected }: TouchedNamespace): boolean {
  const keys = new Set(relabelled.map(({ after }) => keyOf(refOf(after))));
  const isNamed = (resource: Pod | Service): boolean => whole || keys.has(keyOf(refOf(resource)));
  const isSelected = ({ metadata }: Pod): boolean => selected.some((own) => containsLabels(metadata.labels ?? {}, own));
  const before = renewal.renewed.workloads.size;
  const pods = renewPods(renewal, name, (pod) => isNamed(pod) || isSelected(pod));
  if (pods === undefined) return false;
  const changed = [...renewal.renewed.workloads].slice(before).flat();
  const all = whole || changed.length > mostPods;
  return renewServices(renewal, name, pods, (service) => all || isNamed(service) || selectsAny(service, changed));
}

/** All workloads of the namespace's pods, as they are now. */
function renewPods(
  { memory: { mesh, firstByNamespace }, world, filled, renewed }: Renewal,
  namespace: string,
  isTouched: (pod: Pod) => boolean,
): readonly Workload[] | undefined {
  const pods: Workload[] = [];
  for (const pod of currentList<KubernetesResource>(
    filled,
    firstByNamespace.pods.get(namespace) ?? [],
  ) as readonly Pod[]) {
    const old = mesh.workloads.byPod(namespace, pod.metadata.name);
    const fresh = isTouched(pod) ? podWorkload(world, pod) : old;
    if ((old === undefined) !== (fresh === undefined)) return undefined;
    if (old === undefined || fresh === undefined) continue;
    pods.push(fresh);
    if (old === fresh) continue;
    if (old.protocol !== fresh.protocol && !ranksAlone(mesh, fresh)) return undefined;
    renewed.workloads.set(old, fresh);
  }
  return pods;
}

function renewServices(
  { memory: { mesh, firstByNamespace }, world, filled, renewed }: Renewal,
  namespace: string,
  pods: readonly Workload[],
  isTouched: (service: Service) => boolean,
): boolean {
  const selectable = indexSelectable(pods, []);
  const slices = world.resources.all('EndpointSlice').filter((slice) => namespaceOf(slice) === namespace);
  for (const service of currentList<KubernetesResource>(
    filled,
    firstByNamespace.services.get(namespace) ?? [],
  ) as readonly Service[]) {
    if (!isTouched(service)) continue;
    const { name } = service.metadata;
    const own = slices.filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name);
    const [old, ...others] = mesh.services.bySource(refOf(service));
    const fresh = kubernetesService(world, service, selectable, own);
    if ((old === undefined) !== (fresh === undefined) || others.length > 0) return false;
    if (old === undefined || fresh === undefined) continue;
    renewed.services.set(old, { ...fresh, canonical: old.canonical });
    renewEndpoints(mesh, fresh, renewed);
  }
  return true;
}

/** With the address to itself, it does not matter what a pod speaks. One of the host's network has no say at all. */
function ranksAlone(mesh: Mesh, { hostNetwork, addresses }: Workload): boolean {
  return hostNetwork || addresses.every((ip) => mesh.workloads.owners(ip).length === 1);
}

function selectsAny({ spec: { selector = {} } }: Service, workloads: readonly Workload[]): boolean {
  return workloads.some(({ labels }) => containsLabels(labels, selector));
}

/** Addresses that only a slice knows are workloads of their own. */
function renewEndpoints(mesh: Mesh, { endpoints }: MeshService, { workloads }: Renewed): void {
  for (const { workload } of endpoints) {
    const old = workload.source.kind === 'EndpointSlice' ? mesh.workloads.byUid(workload.uid) : undefined;
    if (old !== undefined) workloads.set(old, workload);
  }
}

function isNothingNew(
  known: ReadonlyMap<string, BindingResult>,
  fresh: ReadonlyMap<string, BindingResult>,
  { workloads, services }: Renewed,
): boolean {
  const described = [...workloads.values(), ...services.values()].map(bindingKey);
  return described.every((key) => sameValue(known.get(key), fresh.get(key)));
}

function bindingKey({ source }: Workload | MeshService): string {
  return `${source.kind}/${source.namespace ?? ''}/${source.name}`;
}

/** Keeps the order in which a full compilation would have come to them; undefined where it would be another. */
function mergeBindings(
  known: ReadonlyMap<string, BindingResult>,
  fresh: ReadonlyMap<string, BindingResult>,
  { workloads, services }: Renewed,
): ReadonlyMap<string, BindingResult> | undefined {
  if (isNothingNew(known, fresh, { workloads, services })) return known;
  const merged = new Map(known);
  for (const each of [...workloads.values(), ...services.values()]) {
    if (!fresh.has(bindingKey(each))) merged.delete(bindingKey(each));
  }
  for (const [key, result] of fresh) {
    if (!known.has(key)) return undefined;
    merged.set(key, result);
  }
  return merged;
}

function meshWith(memory: CompileMemory, resources: ResourceIndex, bindings: Mesh['bindings']): Mesh {
  const { first, cluster, findStated, statedNow, replaced, mesh: before } = memory;
  return {
    ...before,
    resources,
    bindings,
    workloads: viewWorkloads(first.workloads, replaced.workloads),
    services: viewServices(first.services, replaced.services),
    cluster: viewCluster(memory, resources),
    owners: new Map([...first.owners].map(([owner, pods]) => [owner, currentList(replaced.workloads, pods)])),
    fields: fieldLocator((key) => (statedNow.has(key) ? statedNow.get(key) : findStated(key)), cluster.generated),
  };
}

function policiesIn({ authorizations, mtlsField, remarks }: Policies): Pick<Mesh, 'policies' | 'remarks'> {
  return { policies: indexPolicies(authorizations, ({ namespace, labels }) => mtlsField(namespace, labels)), remarks };
}
