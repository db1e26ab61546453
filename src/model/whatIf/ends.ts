import { sameResource, type ResourceRef } from '../kubernetes/resource.ts';
import type { ServiceSummary, WorkloadSummary } from '../meshSummary.ts';
import { nameOf, type WhatIfWorld } from './whatIf.ts';

/** The pod that called; undefined for a caller beyond the cluster. */
export function callerOf({ trace, compiled }: WhatIfWorld): WorkloadSummary | undefined {
  const { from } = trace.request;
  return compiled.summary.workloads.find(
    ({ ref, origin }) => nameOf(ref) === from || (origin !== undefined && nameOf(origin) === from),
  );
}

/** The Service that was dialled, by its address or by name. */
export function dialledService({ trace, compiled }: WhatIfWorld): ServiceSummary | undefined {
  const { resource } = trace.five.dialled;
  return resource === undefined ? undefined : compiled.summary.services.find(({ ref }) => sameResource(ref, resource));
}

/** The pod that answered, or where nobody did, one that could have. */
export function destinationOf(world: WhatIfWorld): WorkloadSummary | undefined {
  const { trace, compiled } = world;
  const find = (wanted: ResourceRef | null | undefined): WorkloadSummary | undefined =>
    wanted === null || wanted === undefined
      ? undefined
      : compiled.summary.workloads.find(({ ref }) => sameResource(ref, wanted));
  const { dialled } = trace.five;
  const endpoints = dialledService(world)?.endpoints ?? [];
  return (
    find(trace.verdict.backend) ??
    (dialled.kind === 'pod' ? find(dialled.resource) : undefined) ??
    find((endpoints.find(({ ready }) => ready) ?? endpoints[0])?.workload)
  );
}

/** What is edited to change a pod: the object in the text that it comes from. */
export function writtenAs({ origin, ref }: WorkloadSummary): ResourceRef {
  return origin ?? ref;
}
