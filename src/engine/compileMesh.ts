import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import type { MeshSettings } from '#model/scenario.ts';
import { indexCluster } from './controlplane/clusterIndex.ts';
import { fillIn, type HealthyCluster } from './controlplane/healthyCluster.ts';
import { namespaceOf } from './controlplane/inNamespace.ts';
import { nodeLocalities } from './controlplane/localities.ts';
import { oneServicePerHost } from './controlplane/oneServicePerHost.ts';
import { allowWaypoints, collectPolicies } from './controlplane/policies.ts';
import { programmedGateways } from './controlplane/programmedGateways.ts';
import { indexSelectable, type SelectedEntry } from './controlplane/selectable.ts';
import { entryServices } from './controlplane/serviceEntries.ts';
import { kubernetesService } from './controlplane/services.ts';
import { resolveSettings } from './controlplane/settings.ts';
import { summarize } from './controlplane/summary.ts';
import { attachAllowWaypoints } from './controlplane/waypointAllowance.ts';
import { entryWorkload } from './controlplane/workloadEntries.ts';
import { podWorkload, type WorkloadWorld } from './controlplane/workloads.ts';
import { groupBy } from './mesh/groupBy.ts';
import type { BindingResult, Mesh, MeshService, ResolvedSettings, Workload } from './mesh/mesh.ts';
import { fieldLocator, statedResources, type FindStated } from './mesh/fieldLocator.ts';
import { indexPolicies } from './mesh/policyIndex.ts';
import { refOf } from './mesh/resourceIndex.ts';
import { indexServices } from './mesh/serviceIndex.ts';
import { indexWorkloads } from './mesh/workloadIndex.ts';
import { nothingChanged, type CompileMemory } from './recompile/memory.ts';
import { recompileMesh } from './recompile/recompileMesh.ts';

/** The compiled mesh, and what the canvas shows of it. */
export interface CompiledMesh {
  readonly mesh: Mesh;
  readonly summary: MeshSummary;
  /** For the next compilation. */
  readonly memory: CompileMemory;
}

/**
 * The control plane: turns the resources that a cluster would take into the read model that ztunnel and the Envoys
 * work from. Given what it made before, it makes anew only what changed, where it can tell. Mirrors istiod's ambient
 * index (`pilot/pkg/serviceregistry/ambient`).
 */
export function compileMesh(
  resources: readonly KubernetesResource[],
  settings: MeshSettings,
  previous?: CompiledMesh,
): CompiledMesh {
  const memory = previous === undefined ? undefined : recompileMesh(previous.memory, resources, settings);
  return memory === undefined
    ? compileAll(resources, settings)
    : { mesh: memory.mesh, summary: memory.summary, memory };
}

function compileAll(stated: readonly KubernetesResource[], settings: MeshSettings): CompiledMesh {
  const cluster = fillIn(stated);
  const findStated = statedResources(stated);
  const { mesh, world } = meshOf(cluster, findStated, resolveSettings(settings));
  const summary = summarize(mesh, cluster);
  const parts = { mesh, world, summary, cluster, findStated };
  const unique = new Set(stated.map((resource) => keyOf(refOf(resource)))).size === stated.length;
  const firstByNamespace = {
    pods: groupBy(mesh.resources.all('Pod'), namespaceOf),
    services: groupBy(mesh.resources.all('Service'), namespaceOf),
  };
  const origin = { stated, settings, unique, first: mesh, firstByNamespace };
  return { mesh, summary, memory: { ...parts, ...origin, ...nothingChanged } };
}

function meshOf(
  cluster: HealthyCluster,
  findStated: FindStated,
  settings: ResolvedSettings,
): { readonly mesh: Mesh; readonly world: WorkloadWorld } {
  const { resources } = cluster;
  const policies = collectPolicies(resources, settings);
  const programmed = programmedGateways(resources);
  const bindings = new Map<string, BindingResult>();
  const localities = nodeLocalities(resources);
  const world: WorkloadWorld = { resources, programmed, settings, policies, localities, bindings };
  const pods = resources.all('Pod').flatMap((pod) => podWorkload(world, pod) ?? []);
  const entries = resources.all('WorkloadEntry').map((entry) => ({ entry, workload: entryWorkload(world, entry) }));
  const allowances = allowWaypoints(programmed, pods, settings);
  const joined = attachAllowWaypoints(
    servicesOf(world, pods, entries),
    [...pods, ...entries.map(({ workload }) => workload)],
    allowances,
  );
  const services = joined.services;
  const workloads = indexWorkloads([...joined.workloads, ...endpointWorkloads(services)]);
  const mesh: Mesh = {
    settings,
    resources,
    workloads,
    services: indexServices(services),
    policies: indexPolicies([...policies.authorizations, ...allowances.values()], ({ namespace, labels }) =>
      policies.mtlsField(namespace, labels),
    ),
    cluster: indexCluster(resources, services, pods, cluster.nodes),
    bindings,
    waypoints: programmed,
    owners: ownersOf(cluster, workloads.byPod),
    fields: fieldLocator(findStated, cluster.generated),
    remarks: policies.remarks,
  };
  return { mesh, world };
}

function servicesOf(
  world: WorkloadWorld,
  pods: readonly Workload[],
  entries: readonly SelectedEntry[],
): readonly MeshService[] {
  const selectable = indexSelectable(pods, entries);
  const slices = groupBy(world.resources.all('EndpointSlice'), (slice) => {
    return `${namespaceOf(slice)}/${slice.metadata.labels?.['kubernetes.io/service-name'] ?? ''}`;
  });
  const kubernetes = world.resources.all('Service').flatMap((service) => {
    const own = slices.get(`${namespaceOf(service)}/${service.metadata.name}`) ?? [];
    return kubernetesService(world, service, selectable, own) ?? [];
  });
  const allocated = new Map<string, string>();
  const external = world.resources
    .all('ServiceEntry')
    .flatMap((entry) => entryServices(world, entry, selectable, allocated));
  return oneServicePerHost([...kubernetes, ...external], world.resources);
}

/** Inline endpoints and slice addresses exist only through their service. */
function endpointWorkloads(services: readonly MeshService[]): readonly Workload[] {
  const found = new Map<string, Workload>();
  for (const { endpoints } of services) {
    for (const { workload } of endpoints) {
      const { kind } = workload.source;
      if (kind === 'ServiceEntry' || kind === 'EndpointSlice') found.set(workload.uid, workload);
    }
  }
  return [...found.values()];
}

function ownersOf(
  cluster: HealthyCluster,
  byPod: (namespace: string, name: string) => Workload | undefined,
): ReadonlyMap<string, readonly Workload[]> {
  return new Map(
    cluster.owned.map(({ owner, pods }) => [
      `${namespaceOf(owner)}/${owner.metadata.name}`,
      pods.flatMap((pod) => byPod(namespaceOf(pod), pod.metadata.name) ?? []),
    ]),
  );
}
