import type { Namespace, Pod } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { labelOf, namespaceOf } from '../controlplane/inNamespace.ts';
import { selectorMatches } from '../controlplane/labelSelector.ts';
import { isOn } from '../controlplane/settings.ts';
import type { CompileMemory } from './memory.ts';
import type { Changes, Configuration, Relabelled } from './changes.ts';

/** What new labels touch in one namespace. */
export interface TouchedNamespace {
  readonly name: string;
  /** The namespace's own labels have changed, so all of its objects are touched. */
  readonly whole: boolean;
  readonly relabelled: readonly Relabelled[];
  /** Labels of pods that policies select or have selected. */
  readonly selected: readonly Labels[];
}

type Labels = Readonly<Record<string, string>>;

/**
 * The namespaces that changes stay within; undefined where they may reach further: to proxies of Gateways, pods of
 * owners, ServiceEntries, the root namespace, or policies that the control plane writes itself.
 */
export function touchedNamespaces(
  memory: CompileMemory,
  { relabelled, configured }: Changes,
): readonly TouchedNamespace[] | undefined {
  if (isOn(memory.world.settings, 'PILOT_AUTO_ALLOW_WAYPOINT_POLICY')) return undefined;
  const byName = new Map<string, { whole: boolean; readonly relabelled: Relabelled[]; readonly selected: Labels[] }>();
  const at = (name: string) => {
    const touched = byName.get(name) ?? { whole: false, relabelled: [], selected: [] };
    byName.set(name, touched);
    return touched;
  };
  for (const change of relabelled) {
    const { after } = change;
    const touched = at(after.kind === 'Namespace' ? after.metadata.name : namespaceOf(after));
    touched.relabelled.push(change);
    touched.whole ||= after.kind === 'Namespace';
  }
  for (const policy of configured.flatMap(({ before, after }) => [before ?? [], after ?? []].flat())) {
    const selector = selectedBy(policy);
    if (selector === undefined) continue;
    const touched = at(namespaceOf(policy));
    if (selector === 'all') touched.whole = true;
    else touched.selected.push(selector);
  }
  const touched = [...byName].map(([name, each]): TouchedNamespace => ({ name, ...each }));
  return touched.every((each) => staysInside(memory, each)) ? touched : undefined;
}

/** Which pods of its namespace are described otherwise for a policy: their description names what is attached to them. */
function selectedBy(policy: Configuration): Labels | 'all' | undefined {
  if (policy.kind === 'PeerAuthentication') return 'all';
  if (policy.kind !== 'AuthorizationPolicy') return undefined;
  const labels = policy.spec.selector?.matchLabels ?? {};
  return Object.keys(labels).length === 0 ? undefined : labels;
}

function staysInside(
  { world, cluster }: CompileMemory,
  { name, whole, relabelled, selected }: TouchedNamespace,
): boolean {
  const { resources, settings } = world;
  const isHere = (object: { metadata: { name: string; namespace?: string } }): boolean => namespaceOf(object) === name;
  if ((whole || selected.length > 0) && name === settings.rootNamespace) return false;
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
