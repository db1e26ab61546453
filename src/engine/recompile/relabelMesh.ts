import type { KubernetesResource, Pod, Service } from '#model/kubernetes/kinds.ts';
import { keyOf, type ResourceKey } from '#model/kubernetes/resource.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { containsLabels } from '../controlplane/labelSelector.ts';
import { indexSelectable } from '../controlplane/selectable.ts';
import { kubernetesService } from '../controlplane/services.ts';
import { podWorkload, type WorkloadWorld } from '../controlplane/workloads.ts';
import { fieldLocator } from '../mesh/fieldLocator.ts';
import type { BindingResult, Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import type { CompileMemory, Replaced } from './memory.ts';
import type { Relabelled } from './relabelled.ts';
import { currentList, replace, type Replacements } from './replacements.ts';
import { sameValue } from './sameValue.ts';
import type { TouchedNamespace } from './touchedNamespaces.ts';
import { viewCluster, viewResources, viewWorkloads } from './views.ts';
import { viewServices } from './viewServices.ts';

/** A mesh with other labels, and what was replaced for it. */
export interface RelabelledMesh {
  readonly mesh: Mesh;
  readonly world: WorkloadWorld;
  readonly replaced: Replaced;
  readonly renewed: Renewed;
}

/** New forms of the objects that are no longer as they were. */
export interface Renewed {
  readonly workloads: Map<Workload, Workload>;
  readonly services: Map<MeshService, MeshService>;
}

/**
 * The mesh after a few labels have changed: workloads and services of the namespaces that they touch are described
 * anew, by the rules of a full compilation; all else is taken over. Undefined where that does not suffice.
 */
export function relabelMesh(
  memory: CompileMemory,
  changes: readonly Relabelled[],
  touched: readonly TouchedNamespace[],
): RelabelledMesh | undefined {
  const stated = new Map<KubernetesResource, KubernetesResource>(changes.map(({ before, after }) => [before, after]));
  const filled = replace(memory.replaced.filled, filledForms(memory, changes));
  const resources = viewResources(memory.first.resources, filled);
  const bindings = new Map<string, BindingResult>();
  const world: WorkloadWorld = { ...memory.world, resources, bindings };
  const renewed: Renewed = { workloads: new Map(), services: new Map() };
  if (!touched.every((namespace) => renew({ memory, world, filled, renewed }, namespace))) return undefined;
  const merged = mergeBindings(memory.mesh.bindings, bindings, renewed);
  if (merged === undefined) return undefined;
  const replaced: Replaced = {
    stated: replace(memory.replaced.stated, stated),
    filled,
    workloads: replace(memory.replaced.workloads, renewed.workloads),
    services: replace(memory.replaced.services, renewed.services),
  };
  const mesh = meshWith(memory, resources, merged, replaced);
  return { mesh, world, replaced, renewed };
}

/** An object's new form with what a healthy cluster had filled into the old one. */
function filledForms(
  { mesh }: CompileMemory,
  changes: readonly Relabelled[],
): ReadonlyMap<KubernetesResource, KubernetesResource> {
  const forms = new Map<KubernetesResource, KubernetesResource>();
  for (const { before, after } of changes) {
    const { kind, metadata } = before;
    const old: KubernetesResource | undefined = mesh.resources.get(kind, metadata.namespace, metadata.name);
    if (old === undefined) continue;
    const { spec, status } = old as Pod;
    forms.set(old, old === before ? after : ({ ...after, spec, ...(status === undefined ? {} : { status }) } as Pod));
  }
  return forms;
}

/** What the objects of a namespace are described in. */
interface Renewal {
  readonly memory: CompileMemory;
  readonly world: WorkloadWorld;
  readonly filled: Replacements<KubernetesResource>;
  readonly renewed: Renewed;
}

/** Describes what is touched in one namespace; false where the outcome may reach beyond it. */
function renew(renewal: Renewal, { name, whole, relabelled }: TouchedNamespace): boolean {
  const keys = new Set(relabelled.map(({ after }) => keyOf(refOf(after))));
  const isTouched = (resource: Pod | Service): boolean => whole || keys.has(keyOf(refOf(resource)));
  const pods = renewPods(renewal, name, isTouched);
  if (pods === undefined) return false;
  return renewServices(renewal, name, pods, (service) => isTouched(service) || selectsAny(service, relabelled));
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

function selectsAny({ spec: { selector = {} } }: Service, relabelled: readonly Relabelled[]): boolean {
  return relabelled.some(
    ({ before, after }) =>
      after.kind === 'Pod' &&
      (containsLabels(before.metadata.labels ?? {}, selector) || containsLabels(after.metadata.labels ?? {}, selector)),
  );
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

function meshWith(
  { first, cluster, findStated, mesh: before }: CompileMemory,
  resources: Mesh['resources'],
  bindings: Mesh['bindings'],
  replaced: Replaced,
): Mesh {
  const statedNow = new Map<ResourceKey, KubernetesResource>();
  for (const resource of replaced.stated.values()) statedNow.set(keyOf(refOf(resource)), resource);
  return {
    ...before,
    resources,
    bindings,
    workloads: viewWorkloads(first.workloads, replaced.workloads),
    services: viewServices(first.services, replaced.services),
    cluster: viewCluster(first.cluster, replaced.services, replaced.workloads),
    owners: new Map([...first.owners].map(([owner, pods]) => [owner, currentList(replaced.workloads, pods)])),
    fields: fieldLocator((key) => statedNow.get(key) ?? findStated(key), cluster.generated),
  };
}
