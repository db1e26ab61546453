import type { Namespace, Pod } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { labelOf, namespaceOf } from '../controlplane/inNamespace.ts';
import { selectorMatches } from '../controlplane/labelSelector.ts';
import { isOn } from '../controlplane/settings.ts';
import type { CompileMemory } from './memory.ts';
import type { Relabelled } from './relabelled.ts';

/** What new labels touch in one namespace. */
export interface TouchedNamespace {
  readonly name: string;
  /** The namespace's own labels have changed, so all of its objects are touched. */
  readonly whole: boolean;
  readonly relabelled: readonly Relabelled[];
}

/**
 * The namespaces that changes of labels stay within; undefined where they may reach further: to proxies of Gateways,
 * pods of owners, ServiceEntries, the root namespace, or policies that the control plane writes itself.
 */
export function touchedNamespaces(
  memory: CompileMemory,
  changes: readonly Relabelled[],
): readonly TouchedNamespace[] | undefined {
  if (isOn(memory.world.settings, 'PILOT_AUTO_ALLOW_WAYPOINT_POLICY')) return undefined;
  const byName = new Map<string, Relabelled[]>();
  for (const change of changes) {
    const { after } = change;
    const name = after.kind === 'Namespace' ? after.metadata.name : namespaceOf(after);
    byName.set(name, [...(byName.get(name) ?? []), change]);
  }
  const touched = [...byName].map(([name, relabelled]): TouchedNamespace => {
    return { name, relabelled, whole: relabelled.some(({ after }) => after.kind === 'Namespace') };
  });
  return touched.every((each) => staysInside(memory, each)) ? touched : undefined;
}

function staysInside({ world, cluster }: CompileMemory, { name, whole, relabelled }: TouchedNamespace): boolean {
  const { resources, settings } = world;
  const isHere = (object: { metadata: { name: string; namespace?: string } }): boolean => namespaceOf(object) === name;
  if (whole && name === settings.rootNamespace) return false;
  if (resources.all('ServiceEntry').some(isHere) || resources.all('WorkloadEntry').some(isHere)) return false;
  const owners = cluster.owned.filter(({ owner }) => isHere(owner));
  return relabelled.every(({ before, after }) => {
    if (before.kind === 'Namespace' && after.kind === 'Namespace') {
      return owners.length === 0 || injectsAlike(before, after);
    }
    if (before.kind !== 'Pod' || after.kind !== 'Pod') return true;
    const proxy = labelOf(before, labels.gatewayName) ?? labelOf(after, labels.gatewayName);
    return proxy === undefined && owners.every(({ owner }) => ownsAlike(owner, before, after));
  });
}

/** Whether pods that owners create are injected as before. Only these labels have a say. */
function injectsAlike(before: Namespace, after: Namespace): boolean {
  const deciding = ['istio-injection', labels.revision, labels.dataplaneMode];
  return (
    deciding.every((name) => labelOf(before, name) === labelOf(after, name)) ||
    !(isInjecting(before) || isInjecting(after))
  );
}

function isInjecting(namespace: Namespace): boolean {
  return labelOf(namespace, 'istio-injection') !== undefined || labelOf(namespace, labels.revision) !== undefined;
}

type Owner = CompileMemory['cluster']['owned'][number]['owner'];

function ownsAlike({ spec: { selector } }: Owner, before: Pod, after: Pod): boolean {
  if (selector === undefined) return true;
  return (
    selectorMatches(selector, before.metadata.labels ?? {}) === selectorMatches(selector, after.metadata.labels ?? {})
  );
}
