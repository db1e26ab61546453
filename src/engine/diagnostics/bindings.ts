import type { Diagnostic } from '#model/diagnostic.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { keyOf, type FieldRef, type ResourceRef } from '#model/kubernetes/resource.ts';
import { meshController } from '../controlplane/gatewayClasses.ts';
import type {
  BindingProblem,
  BindingResult,
  Endpoint,
  Mesh,
  MeshService,
  WaypointBinding,
  Workload,
} from '../mesh/mesh.ts';
import { finding, refName } from './finding.ts';

/** What is wrong between services, pods and the waypoints they ask for. */
export function bindingDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const bound = mesh.services.all.filter(({ waypoint }) => waypoint !== undefined);
  const sidecars = mesh.workloads.all.filter(({ sidecar, role }) => sidecar !== undefined && role === 'app');
  const problems: Diagnostic[] = [];
  for (const [key, result] of mesh.bindings) {
    // istiod writes no condition on pods.
    if (result.requested !== undefined && !key.startsWith('Pod/')) problems.push(...problemsOf(key, result, mesh));
  }
  return [
    ...problems,
    ...withoutProxies(bound, mesh),
    ...unused(mesh),
    ...bound.flatMap((service) => behindWaypoint(service, sidecars)),
  ];
}

function problemsOf(key: string, result: BindingResult, mesh: Mesh): readonly Diagnostic[] {
  const { requested, problem, canaryProblem, binding } = result;
  if (requested === undefined) return [];
  const ref = refOfKey(key);
  const object = refName(ref);
  const found: Diagnostic[] = [];
  if (problem !== undefined && problem.silent !== true) {
    const waypoint = `${requested.namespace}/${requested.name}`;
    found.push(notBound(problem, object, waypoint, requested.by === 'namespace', placeOf(result, ref)));
  }
  if (canaryProblem !== undefined)
    found.push(
      finding('mesh/canary-not-used', 'warning', { object, message: canaryProblem.message }, ref, [
        'metadata',
        'labels',
        labels.useWaypointCanary,
      ]),
    );
  const gateway = binding === undefined ? undefined : refName(binding.primary.gateway);
  const known = gateway === undefined ? undefined : mesh.waypoints.get(gateway);
  if (gateway !== undefined && known?.controller === 'istio.io/gateway-controller') {
    const place = placeOf(result, ref);
    found.push(finding('mesh/bound-to-no-waypoint', 'error', { object, gateway }, place.resource, place.path));
  }
  return found;
}

function notBound(
  { code }: BindingProblem,
  object: string,
  waypoint: string,
  inherited: boolean,
  { resource, path }: FieldRef,
): Diagnostic {
  switch (code) {
    case 'AttachmentDenied':
      return finding('mesh/waypoint-not-allowed', 'error', { object, waypoint }, resource, path);
    case 'UnsupportedTrafficType': {
      const traffic = resource.kind === 'Pod' || resource.kind === 'WorkloadEntry' ? 'workload' : 'service';
      return finding('mesh/waypoint-wrong-traffic', 'error', { object, waypoint, traffic }, resource, path);
    }
    case 'CrossNamespaceWaypointForbidden':
      return finding('mesh/waypoint-other-namespace', 'error', { object, waypoint }, resource, path);
    default:
      return finding('mesh/waypoint-not-ready', 'error', { object, waypoint, inherited }, resource, path);
  }
}

function placeOf({ because }: BindingResult, ref: ResourceRef): FieldRef {
  return because[0] ?? { resource: ref, path: ['metadata', 'labels', labels.useWaypoint] };
}

function refOfKey(key: string): ResourceRef {
  const [kind = '', namespace = '', name = ''] = key.split('/');
  return { kind, namespace, name };
}

/** A waypoint keeps its address when it has lost its proxies, so its traffic fails instead of passing it by. */
function withoutProxies(services: readonly MeshService[], mesh: Mesh): readonly Diagnostic[] {
  const byGateway = new Map<string, MeshService[]>();
  for (const service of services) {
    if (service.waypoint === undefined) continue;
    const key = refName(service.waypoint.primary.gateway);
    const users = byGateway.get(key);
    if (users === undefined) byGateway.set(key, [service]);
    else users.push(service);
  }
  const ready = new Set<string>();
  for (const { gateway, healthy } of mesh.workloads.all) {
    if (gateway !== undefined && healthy) ready.add(refName(gateway));
  }
  return [...byGateway].flatMap(([waypoint, users]) => {
    const programmed = mesh.waypoints.get(waypoint);
    if (ready.has(waypoint) || programmed?.controller !== meshController) return [];
    const params = { waypoint, services: users.map((service) => refName(service.source)) };
    return [finding('mesh/waypoint-without-proxies', 'error', params, programmed.gateway)];
  });
}

function unused(mesh: Mesh): readonly Diagnostic[] {
  const used = new Set<string>();
  let last: BindingResult['requested'];
  for (const { requested, binding } of mesh.bindings.values()) {
    // Objects of one namespace stand together, and mostly ask for the same.
    if (requested !== undefined && !(requested.name === last?.name && requested.namespace === last.namespace)) {
      used.add(`${requested.namespace}/${requested.name}`);
      last = requested;
    }
    if (binding?.canary !== undefined) used.add(refName(binding.canary.target.gateway));
  }
  return [...mesh.waypoints]
    .filter(([name, { controller }]) => controller === meshController && !used.has(name))
    .map(([name, { gateway }]) => finding('mesh/waypoint-unused', 'info', { waypoint: name }, gateway));
}

/** What a waypoint cannot do for the service behind it. */
function behindWaypoint(service: MeshService, sidecars: readonly Workload[]): readonly Diagnostic[] {
  const { waypoint, endpoints, headless } = service;
  if (waypoint === undefined) return [];
  if (!headless && sidecars.length === 0 && !endpoints.some(isBare)) return [];
  return limitsOf(service, waypoint, sidecars);
}

function isBare({ workload: { source, capture, sidecar } }: Endpoint): boolean {
  return source.kind === 'Pod' && capture === 'none' && sidecar === undefined;
}

function limitsOf(
  service: MeshService,
  waypoint: WaypointBinding,
  sidecars: readonly Workload[],
): readonly Diagnostic[] {
  const [place] = waypoint.because;
  const { resource, path } = place ?? { resource: service.source, path: ['metadata', 'name'] };
  const name = refName(service.source);
  const gateway = refName(waypoint.primary.gateway);
  const bare = service.endpoints.filter(isBare).map(({ workload }) => workload);
  return [
    ...(service.headless && service.resolution === 'CLUSTER'
      ? [finding('mesh/headless-behind-waypoint', 'warning', { service: name, waypoint: gateway }, resource, path)]
      : []),
    ...(bare.length > 0
      ? [
          finding(
            'mesh/waypoint-before-uncaptured',
            'warning',
            { service: name, waypoint: gateway, pods: bare.map(({ source }) => refName(source)) },
            resource,
            path,
          ),
        ]
      : []),
    ...(sidecars.length > 0
      ? [
          finding(
            'mesh/sidecar-skips-waypoint',
            'warning',
            { service: name, waypoint: gateway, callers: sidecars.map(({ source }) => refName(source)) },
            resource,
            path,
          ),
        ]
      : []),
  ];
}

/** The binding of an object, as its labels ask for it. */
export function bindingOf(mesh: Mesh, ref: ResourceRef): WaypointBinding | undefined {
  return mesh.bindings.get(keyOf(ref))?.binding;
}
