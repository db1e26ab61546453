import type { KubernetesResource, Pod, Service } from '#model/kubernetes/kinds.ts';
import type { ResourceKey } from '#model/kubernetes/resource.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import type { MeshSettings } from '#model/scenario.ts';
import type { HealthyCluster } from '../controlplane/healthyCluster.ts';
import type { WorkloadWorld } from '../controlplane/workloads.ts';
import type { FindStated } from '../mesh/fieldLocator.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import type { ConfigurationLists } from './configuration.ts';
import type { Replacements } from './replacements.ts';

/** What a compilation leaves behind for the next one: where it came from, and its parts. */
export interface CompileMemory {
  readonly stated: readonly KubernetesResource[];
  /** Whether no two of them have one name. Of those that do, the later counts. */
  readonly unique: boolean;
  readonly settings: MeshSettings;
  readonly cluster: HealthyCluster;
  readonly world: WorkloadWorld;
  readonly findStated: FindStated;
  /** As it was when everything was compiled. */
  readonly first: Mesh;
  readonly firstByNamespace: FirstByNamespace;
  readonly mesh: Mesh;
  readonly summary: MeshSummary;
  readonly replaced: Replaced;
  readonly configurations: ConfigurationLists;
  /** What has become of objects that are not as in `findStated`; undefined for those that are gone. */
  readonly statedNow: ReadonlyMap<ResourceKey, KubernetesResource | undefined>;
  /** Services, as `namespace/name`, that have other ports or balance otherwise than in `first`. */
  readonly respecified: ReadonlySet<string>;
}

/** Pods and Services of `first`, found without looking at all of them. */
export interface FirstByNamespace {
  readonly pods: ReadonlyMap<string, readonly Pod[]>;
  readonly services: ReadonlyMap<string, readonly Service[]>;
}

/** What has been replaced in `first` since. */
export interface Replaced {
  readonly filled: Replacements<KubernetesResource>;
  readonly workloads: Replacements<Workload>;
  readonly services: Replacements<MeshService>;
}

const nothingReplaced: Replaced = {
  filled: new Map(),
  workloads: new Map(),
  services: new Map(),
};

/** What a full compilation has replaced: nothing. */
export const nothingChanged = {
  replaced: nothingReplaced,
  configurations: new Map(),
  statedNow: new Map(),
  respecified: new Set(),
} as const satisfies Partial<CompileMemory>;
