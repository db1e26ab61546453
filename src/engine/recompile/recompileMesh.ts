import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { MeshSettings } from '#model/scenario.ts';
import { summarizeAgain } from '../controlplane/summary.ts';
import type { CompileMemory } from './memory.ts';
import { relabelledIn } from './relabelled.ts';
import { relabelMesh } from './relabelMesh.ts';
import { sameValue } from './sameValue.ts';
import { touchedNamespaces } from './touchedNamespaces.ts';

/** More than this in the place of something else, and a compilation from scratch is cheaper to work with. */
const mostReplaced = 4_000;

/**
 * The mesh of resources that differ from those of the last compilation in a few labels or annotations, made from it;
 * undefined where everything has to be compiled. The outcome is that of a compilation from scratch.
 */
export function recompileMesh(
  memory: CompileMemory,
  resources: readonly KubernetesResource[],
  settings: MeshSettings,
): CompileMemory | undefined {
  if (!memory.unique || !sameValue(memory.settings, settings)) return undefined;
  const changes = relabelledIn(memory.stated, resources);
  if (changes === undefined) return undefined;
  if (changes.length === 0) return { ...memory, stated: resources };
  const touched = touchedNamespaces(memory, changes);
  const relabelled = touched === undefined ? undefined : relabelMesh(memory, changes, touched);
  if (relabelled === undefined || relabelled.replaced.workloads.size > mostReplaced) return undefined;
  const { mesh, world, replaced, renewed } = relabelled;
  const summary = summarizeAgain(mesh, memory.cluster, memory.summary, renewed);
  return { ...memory, stated: resources, mesh, world, replaced, summary };
}
