import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import type {
  AttachmentSummary,
  GatewaySummary,
  MeshSummary,
  NamespaceSummary,
  ServiceSummary,
  WaypointBindingSummary,
  WorkloadSummary,
} from '#model/meshSummary.ts';

/** A selected object with all that the control plane derived about it. */
export type Inspected =
  | {
      readonly kind: 'namespace';
      readonly namespace: NamespaceSummary;
      readonly workloads: number;
      readonly services: number;
    }
  | { readonly kind: 'workload'; readonly workload: WorkloadSummary; readonly behind: readonly ServiceSummary[] }
  | { readonly kind: 'service'; readonly service: ServiceSummary }
  | { readonly kind: 'gateway'; readonly gateway: GatewaySummary; readonly users: readonly ResourceRef[] }
  | { readonly kind: 'attachment'; readonly attachment: AttachmentSummary }
  | { readonly kind: 'other'; readonly simulated: boolean };

export function inspected(summary: MeshSummary, ref: ResourceRef): Inspected {
  const gateway = summary.gateways.find((candidate) => sameResource(candidate.ref, ref));
  if (gateway !== undefined) return { kind: 'gateway', gateway, users: waypointUsers(summary, ref) };
  if (ref.kind === 'Namespace') {
    const inside = ({ namespace }: { readonly namespace: string }): boolean => namespace === ref.name;
    const namespace = summary.namespaces.find(({ name }) => name === ref.name);
    if (namespace !== undefined) {
      return {
        kind: 'namespace',
        namespace,
        workloads: summary.workloads.filter(inside).length,
        services: summary.services.filter(inside).length,
      };
    }
  }
  const service = summary.services.find((candidate) => sameResource(candidate.ref, ref));
  if (service !== undefined) return { kind: 'service', service };
  const workload =
    summary.workloads.find((candidate) => sameResource(candidate.ref, ref)) ??
    summary.workloads.find(({ origin }) => origin !== undefined && sameResource(origin, ref));
  if (workload !== undefined) return { kind: 'workload', workload, behind: servicesOf(summary, workload) };
  const attachment = summary.attachments.find((candidate) => sameResource(candidate.ref, ref));
  if (attachment !== undefined) return { kind: 'attachment', attachment };
  return { kind: 'other', simulated: !summary.notSimulated.some((other) => sameResource(other, ref)) };
}

/** Policies and routes that speak of an object: attached to it, to a Service it is behind, or to its namespace. */
export function attachmentsOf(summary: MeshSummary, ref: ResourceRef): readonly AttachmentSummary[] {
  const subject = inspected(summary, ref);
  const speaksOf = new Set([ref, ...aliases(subject)].map(keyOf));
  return summary.attachments.filter(({ targets }) => targets.some((target) => speaksOf.has(keyOf(target))));
}

function aliases(subject: Inspected): readonly ResourceRef[] {
  switch (subject.kind) {
    case 'workload': {
      const { ref, origin, namespace } = subject.workload;
      return [
        ref,
        ...(origin === undefined ? [] : [origin]),
        ...subject.behind.map((service) => service.ref),
        { kind: 'Namespace', name: namespace },
      ];
    }
    case 'service':
      return [{ kind: 'Namespace', name: subject.service.namespace }];
    case 'gateway':
      return [{ kind: 'Namespace', name: subject.gateway.namespace }];
    case 'namespace':
    case 'attachment':
    case 'other':
      return [];
  }
}

function servicesOf({ services }: MeshSummary, workload: WorkloadSummary): readonly ServiceSummary[] {
  return services.filter(({ endpoints }) =>
    endpoints.some((endpoint) => sameResource(endpoint.workload, workload.ref)),
  );
}

function waypointUsers(
  { namespaces, services, workloads }: MeshSummary,
  waypoint: ResourceRef,
): readonly ResourceRef[] {
  const uses = (binding: WaypointBindingSummary | undefined): boolean =>
    binding?.bound !== undefined && sameResource(binding.bound, waypoint);
  return [
    ...namespaces.filter(({ useWaypoint }) => uses(useWaypoint)).map(({ name }) => ({ kind: 'Namespace', name })),
    ...services.filter((service) => uses(service.waypoint)).map(({ ref }) => ref),
    ...workloads.filter((workload) => uses(workload.waypoint)).map(({ ref }) => ref),
  ];
}

/** The object that edits of a selected one change: pods that a Deployment made are changed there. */
export function editedRef(subject: Inspected, ref: ResourceRef): ResourceRef {
  return subject.kind === 'workload' ? (subject.workload.origin ?? subject.workload.ref) : ref;
}
