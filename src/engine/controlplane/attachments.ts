import type { AuthorizationPolicy, RequestAuthentication } from '#model/kubernetes/kinds.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { AttachmentSummary } from '#model/meshSummary.ts';
import { isolates } from '../kubernetes/networkPolicy.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/groupBy.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { isIngressGateway } from './gatewayClasses.ts';
import { namespaceOf } from './inNamespace.ts';
import { containsLabels } from './labelSelector.ts';

/** What policies and routes are attached to, and who acts on them. */
export function attachmentsOf(mesh: Mesh): readonly AttachmentSummary[] {
  let grouped: ReadonlyMap<string, readonly Workload[]> | undefined;
  const byNamespace: ByNamespace = () => {
    grouped ??= groupBy(
      mesh.workloads.all.filter(({ source }) => source.kind === 'Pod'),
      ({ namespace }) => namespace,
    );
    return grouped;
  };
  const { resources } = mesh;
  const policies = [
    ...resources.all('AuthorizationPolicy').map((policy) => ({ policy, action: policy.spec.action ?? 'ALLOW' })),
    ...resources.all('RequestAuthentication').map((policy) => ({ policy, action: undefined })),
  ];
  return [
    ...policies.map(({ policy, action }) => policyAttachment(mesh, byNamespace, policy, action)),
    ...resources.all('PeerAuthentication').map((policy): AttachmentSummary => {
      const targets = selected(mesh, byNamespace, namespaceOf(policy), policy.spec.selector?.matchLabels);
      return { ref: refOf(policy), targets: targets.map(({ source }) => source), enforcedBy: enforcerOf(targets) };
    }),
    ...resources.all('NetworkPolicy').map((policy): AttachmentSummary => {
      const inside = byNamespace().get(namespaceOf(policy)) ?? [];
      const isolated = inside.filter(
        (workload) => isolates(policy, workload, 'ingress') || isolates(policy, workload, 'egress'),
      );
      const enforcedBy = isolated.length === 0 ? 'nobody' : 'network';
      return { ref: refOf(policy), targets: isolated.map(({ source }) => source), enforcedBy };
    }),
    ...routeAttachments(mesh),
  ];
}

/** Pods by namespace; only policies without targetRefs ask for them. */
type ByNamespace = () => ReadonlyMap<string, readonly Workload[]>;

function policyAttachment(
  mesh: Mesh,
  byNamespace: ByNamespace,
  policy: AuthorizationPolicy | RequestAuthentication,
  action: string | undefined,
): AttachmentSummary {
  const ref = refOf(policy);
  const act = action === undefined ? {} : { action };
  const refs = policy.spec.targetRefs ?? (policy.spec.targetRef === undefined ? [] : [policy.spec.targetRef]);
  if (refs.length > 0) {
    const targets = refs.map(
      ({ kind, name, namespace }): ResourceRef =>
        kind === 'GatewayClass' ? { kind, name } : { kind, namespace: namespace ?? namespaceOf(policy), name },
    );
    const gateway = targets.some((target) => isIngress(mesh, target));
    return {
      ref,
      targets,
      enforcedBy: targets.some((target) => reaches(mesh, target)) ? (gateway ? 'gateway' : 'waypoint') : 'nobody',
      ...act,
    };
  }
  const targets = selected(
    mesh,
    byNamespace,
    namespaceOf(policy),
    policy.spec.selector?.matchLabels,
    policy.spec.selector !== undefined,
  );
  const byZtunnel = action === 'ALLOW' || action === 'DENY';
  const enforcedBy = enforcerOf(
    byZtunnel ? targets : targets.filter(({ sidecar, role }) => sidecar !== undefined || role === 'ingress'),
  );
  return { ref, targets: targets.map(({ source }) => source), enforcedBy, ...act };
}

function isIngress(mesh: Mesh, target: ResourceRef): boolean {
  const gateway = target.kind === 'Gateway' ? mesh.resources.get('Gateway', target.namespace, target.name) : undefined;
  return gateway !== undefined && isIngressGateway(mesh.resources, gateway);
}

/** Whether some waypoint or gateway stands behind a target. */
function reaches(mesh: Mesh, target: ResourceRef): boolean {
  if (target.kind === 'GatewayClass') return target.name === 'istio-waypoint';
  if (target.kind === 'Gateway') return mesh.waypoints.has(`${target.namespace ?? ''}/${target.name}`);
  return mesh.bindings.get(`${target.kind}/${target.namespace ?? ''}/${target.name}`)?.binding !== undefined;
}

function selected(
  mesh: Mesh,
  byNamespace: ByNamespace,
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
  hasSelector = labels !== undefined,
): readonly Workload[] {
  const everywhere = namespace === mesh.settings.rootNamespace;
  const candidates = everywhere ? [...byNamespace().values()].flat() : (byNamespace().get(namespace) ?? []);
  const apps = candidates.filter(({ role }) => role !== 'waypoint');
  if (labels === undefined || Object.keys(labels).length === 0)
    return hasSelector ? apps.filter(({ sidecar }) => sidecar !== undefined) : apps;
  return apps.filter((workload) => containsLabels(workload.labels, labels));
}

function enforcerOf(targets: readonly Workload[]): AttachmentSummary['enforcedBy'] {
  if (targets.some(({ capture }) => capture === 'enabled')) return 'ztunnel';
  if (targets.some(({ sidecar }) => sidecar !== undefined)) return 'sidecar';
  return targets.some(({ role }) => role === 'ingress') ? 'gateway' : 'nobody';
}

function routeAttachments(mesh: Mesh): readonly AttachmentSummary[] {
  const { resources } = mesh;
  const routes = [
    ...resources.all('HTTPRoute'),
    ...resources.all('GRPCRoute'),
    ...resources.all('TCPRoute'),
    ...resources.all('TLSRoute'),
  ];
  return routes.map((route) => {
    const targets = (route.spec.parentRefs ?? []).map(
      ({ kind, name, namespace }): ResourceRef => ({
        kind,
        namespace: namespace ?? namespaceOf(route),
        name,
      }),
    );
    const gateway = targets.some(({ kind }) => kind === 'Gateway');
    return {
      ref: refOf(route),
      targets,
      enforcedBy: targets.some((target) => reaches(mesh, target)) ? (gateway ? 'gateway' : 'waypoint') : 'nobody',
    };
  });
}
