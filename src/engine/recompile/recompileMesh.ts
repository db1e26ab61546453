import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { MeshSettings } from '#model/scenario.ts';
import { summarizeAgain } from '../controlplane/summary.ts';
import type { CompileMemory } from './memory.ts';
import { changesIn } from './changes.ts';
import { renewMesh } from './renewMesh.ts';
import { sameValue } from './sameValue.ts';
import { touchedNamespaces } from './touchedNamespaces.ts';

/** More than this in the place of something else, and a compilation from scratch is cheaper to work with. */
const mostReplaced = 4_000;

/**
 * The mesh of resources that differ little from those of the last compilation, made from it: in labels or annotations,
 * in policies, routes and other configuration, in ports and selectors of Services. Undefined where everything has to be
 * compiled. The outcome is that of a compilation from scratch.
 */
export function recompileMesh(
  memory: CompileMemory,
  resources: readonly KubernetesResource[],
  settings: MeshSettings,
): CompileMemory | undefined {
  if (!memory.unique || !sameValue(memory.settings, settings)) return undefined;
  const changes = changesIn(memory.stated, resources);
  if (changes === undefined) return undefined;
  if (changes.relabelled.length + changes.configured.length === 0) return { ...memory, stated: resources };
  const touched = touchedNamespaces(memory, changes);
  const renewed = touched === undefined ? undefined : renewMesh(memory, changes, touched);
  if (renewed === undefined || renewed.memory.replaced.workloads.size > mostReplaced) return undefined;
  const { mesh, cluster } = renewed.memory;
  return {
    ...renewed.memory,
    stated: resources,
    summary: summarizeAgain(mesh, cluster, memory.summary, renewed),
  };
}
