import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import type { Configuration, ConfigurationKind, Configured } from './changes.ts';
import type { CompileMemory } from './memory.ts';

/** Objects of one kind as they are now, in their order and by name. */
export interface ConfigurationList {
  readonly all: readonly KubernetesResource[];
  readonly byName: ReadonlyMap<string, KubernetesResource>;
}

/** The kinds that are no longer as in the full compilation. */
export type ConfigurationLists = ReadonlyMap<KubernetesResource['kind'], ConfigurationList>;

/**
 * The lists of configuration after some changes; undefined where a change reaches further: to a namespace that is there
 * for its objects alone, or to another object of the same name.
 */
export function configure(memory: CompileMemory, changes: readonly Configured[]): ConfigurationLists | undefined {
  const lists = new Map(memory.configurations);
  for (const kind of new Set(changes.map(kindOf))) {
    const list = listAfter(
      memory,
      kind,
      changes.filter((each) => kindOf(each) === kind),
    );
    if (list === undefined) return undefined;
    lists.set(kind, list);
  }
  return lists;
}

function kindOf({ before, after }: Configured): ConfigurationKind {
  const of = after ?? before;
  if (of === undefined) throw new Error('a change of nothing');
  return of.kind;
}

function listAfter(
  { mesh: { resources }, cluster }: CompileMemory,
  kind: ConfigurationKind,
  changes: readonly Configured[],
): ConfigurationList | undefined {
  const objects: readonly Configuration[] = resources.all(kind);
  const byName = new Map(objects.map((each) => [nameInKind(each.metadata.namespace, each.metadata.name), each]));
  for (const { before } of changes) {
    if (before === undefined) continue;
    const { namespace = '', name } = before.metadata;
    if (cluster.generated.has(keyOf({ kind: 'Namespace', name: namespace }))) return undefined;
    if (!byName.delete(nameInKind(namespace, name))) return undefined;
  }
  for (const { after } of changes) {
    if (after === undefined) continue;
    const { namespace = '', name } = after.metadata;
    const key = nameInKind(namespace, name);
    if (resources.get('Namespace', undefined, namespace) === undefined || byName.has(key)) return undefined;
    byName.set(key, after);
  }
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { all: sorted.map(([, each]) => each), byName };
}

/** Name of an object within its kind. A healthy cluster lists objects in the order of these names. */
export function nameInKind(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** What manifests state by now, by key: nothing where an object was taken away. */
export function statedAfter(
  known: CompileMemory['statedNow'],
  changes: readonly { readonly before?: KubernetesResource; readonly after?: KubernetesResource }[],
): CompileMemory['statedNow'] {
  const now = new Map(known);
  for (const { before } of changes) if (before !== undefined) now.set(keyOf(refOf(before)), undefined);
  for (const { after } of changes) if (after !== undefined) now.set(keyOf(refOf(after)), after);
  return now;
}
