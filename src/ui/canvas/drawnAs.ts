import { sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { MeshSummary, ServiceSummary, WorkloadSummary } from '#model/meshSummary.ts';

/** The Gateway that a proxy pod is drawn as. */
export function gatewayOfPod({ gateway }: WorkloadSummary, summary: MeshSummary): ResourceRef | undefined {
  return gateway !== undefined && summary.gateways.some(({ ref }) => sameResource(ref, gateway)) ? gateway : undefined;
}

/** The Gateway that a Service is drawn as: the one whose proxies are all that stands behind it. */
export function gatewayOfService({ endpoints }: ServiceSummary, summary: MeshSummary): ResourceRef | undefined {
  const gateways = endpoints.map(({ workload }) => {
    const pod = summary.workloads.find(({ ref }) => sameResource(ref, workload));
    return pod === undefined ? undefined : gatewayOfPod(pod, summary);
  });
  const [first] = gateways;
  return first !== undefined && gateways.every((each) => each !== undefined && sameResource(each, first))
    ? first
    : undefined;
}
