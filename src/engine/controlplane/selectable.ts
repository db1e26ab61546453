import type { WorkloadEntry } from '#model/kubernetes/kinds.ts';
import type { Workload } from '../mesh/mesh.ts';
import { containsLabels } from './labelSelector.ts';

type Labels = Readonly<Record<string, string>>;

export interface SelectedEntry {
  readonly workload: Workload;
  readonly entry: WorkloadEntry;
}

/** Finds workloads of a namespace by label without looking at all of them. An empty selector selects nothing. */
export interface Selectable {
  pods(namespace: string, selector: Labels): readonly Workload[];
  /** By its own name, for slices that point at it. */
  pod(namespace: string, name: string): Workload | undefined;
  entries(namespace: string, selector: Labels): readonly SelectedEntry[];
}

export function indexSelectable(pods: readonly Workload[], entries: readonly SelectedEntry[]): Selectable {
  const podsByLabel = byLabel(pods, (pod) => pod);
  const entriesByLabel = byLabel(entries, ({ workload }) => workload);
  let named: ReadonlyMap<string, Workload> | undefined;
  return {
    pod: (namespace, name) => {
      named ??= new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
      return named.get(`${namespace}/${name}`);
    },
    pods: (namespace, selector) => select(podsByLabel, namespace, selector, (pod) => pod),
    entries: (namespace, selector) => select(entriesByLabel, namespace, selector, ({ workload }) => workload),
  };
}

type LabelIndex<T> = ReadonlyMap<string, readonly T[]>;

function byLabel<T>(list: readonly T[], workloadOf: (item: T) => Workload): LabelIndex<T> {
  const index = new Map<string, T[]>();
  for (const item of list) {
    const { namespace, labels } = workloadOf(item);
    for (const name of Object.keys(labels)) {
      const key = `${namespace}\n${name}\n${labels[name] ?? ''}`;
      const bucket = index.get(key);
      if (bucket === undefined) index.set(key, [item]);
      else bucket.push(item);
    }
  }
  return index;
}

function select<T>(
  index: LabelIndex<T>,
  namespace: string,
  selector: Labels,
  workloadOf: (item: T) => Workload,
): readonly T[] {
  let smallest: readonly T[] | undefined;
  for (const name of Object.keys(selector)) {
    const bucket = index.get(`${namespace}\n${name}\n${selector[name] ?? ''}`) ?? [];
    if (smallest === undefined || bucket.length < smallest.length) smallest = bucket;
  }
  return (smallest ?? []).filter((item) => containsLabels(workloadOf(item).labels, selector));
}
