import type { MeshSummary, WorkloadSummary } from '#model/meshSummary.ts';
import { shortIdentity } from '#ui/trace/shortIdentity.ts';
import type { RequestOption } from './requestOption.ts';

/** Who may call: every Deployment once, every pod that is no proxy, and the world outside. */
export function callerOptions({ workloads }: MeshSummary): readonly RequestOption[] {
  const callers = workloads.filter(({ gateway }) => gateway === undefined);
  const deployments = new Map<string, RequestOption>();
  for (const workload of callers) {
    const { origin } = workload;
    if (origin?.kind !== 'Deployment') continue;
    const value = `${workload.namespace}/${origin.name}`;
    if (!deployments.has(value)) deployments.set(value, optionOf(workload, value, 'deployments'));
  }
  return [
    ...deployments.values(),
    ...callers.map((workload) => optionOf(workload, `${workload.namespace}/${workload.name}`, 'pods')),
    { value: 'outside', group: 'outside', facts: [] },
  ];
}

function optionOf(workload: WorkloadSummary, value: string, group: 'deployments' | 'pods'): RequestOption {
  const address = group === 'pods' ? workload.addresses.slice(0, 1) : [];
  return {
    value,
    group,
    facts: [shortIdentity(`/ns/${workload.namespace}/sa/${workload.serviceAccount}`), ...address],
    participation: workload.participation,
  };
}
