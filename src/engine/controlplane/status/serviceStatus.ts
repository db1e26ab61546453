import type { Service, ServiceEntry, WorkloadEntry } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { ObjectStatus, StatusCondition } from '#model/objectStatus.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { refOf } from '../../mesh/resourceIndex.ts';
import { parseGoBool } from '../goBool.ts';
import { annotationOf, labelOf, namespaceOf } from '../inNamespace.ts';
import { byType } from './condition.ts';
import { waypointBound, type IngressUse } from './waypointBound.ts';

/** Conditions of a Service; a Service that loses its host name to another gets none. Mirrors istiod `ServiceInfo.GetConditions`. */
export function serviceStatus(service: Service, mesh: Mesh): ObjectStatus | undefined {
  const ref = refOf(service);
  if (mesh.services.bySource(ref).length === 0) return undefined;
  return statusOf([waypointBound(mesh.bindings.get(keyOf(ref)), ingressUse(service, mesh))]);
}

/** Conditions of a ServiceEntry, and the addresses it was given. */
export function serviceEntryStatus(entry: ServiceEntry, mesh: Mesh): ObjectStatus | undefined {
  const ref = refOf(entry);
  const { addresses } = entry.status ?? {};
  const conditions =
    mesh.services.bySource(ref).length === 0
      ? undefined
      : statusOf([
          waypointBound(mesh.bindings.get(keyOf(ref)), ingressUse(entry, mesh)),
          waypointMissing(entry, mesh),
          visibilityApplied(entry, mesh),
        ]);
  if (addresses === undefined) return conditions;
  return { addresses, ...conditions };
}

/** Conditions of a WorkloadEntry. A proxy of a waypoint has no waypoint itself. */
export function workloadEntryStatus(entry: WorkloadEntry, mesh: Mesh): ObjectStatus | undefined {
  return statusOf([waypointBound(mesh.bindings.get(keyOf(refOf(entry))))]);
}

function statusOf(conditions: readonly (StatusCondition | undefined)[]): ObjectStatus | undefined {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? undefined : { conditions: byType(present) };
}

/** Mirrors istiod `ingressUseWaypointFromLabels`. */
function ingressUse(object: Service | ServiceEntry, { resources }: Mesh): IngressUse {
  const namespace = resources.get('Namespace', undefined, namespaceOf(object));
  const value = labelOf(object, labels.ingressUseWaypoint) ?? labelOf(namespace, labels.ingressUseWaypoint);
  return { labelled: value !== undefined, used: value !== undefined && parseGoBool(value) === true };
}

/** A wildcard host, or racing connections, need a waypoint to mean anything in ambient mode. */
function waypointMissing(entry: ServiceEntry, mesh: Mesh): StatusCondition | undefined {
  if (mesh.bindings.get(keyOf(refOf(entry)))?.binding !== undefined) return undefined;
  const type = 'istio.io/WaypointMissing';
  if (annotationOf(entry, 'istio.io/connect-strategy')?.toUpperCase() === 'RACE_FIRST_TCP_CONNECT')
    return {
      type,
      status: 'True',
      reason: 'NoWaypointForRacingConnectStrategy',
      message:
        'ServiceEntry has a non-default connect strategy but no waypoint bound. ' +
        'A waypoint is required for connect strategies to take effect for ambient clients.',
    };
  if (!entry.spec.hosts.some((host) => host.startsWith('*'))) return undefined;
  const message = 'ServiceEntry will not apply until it is bound to a valid waypoint.';
  return { type, status: 'True', reason: 'NoWaypointForWildcardService', message };
}

/** Only where the mesh restricts the visibility of ServiceEntries at all. */
function visibilityApplied(entry: ServiceEntry, mesh: Mesh): StatusCondition | undefined {
  const configured = mesh.settings.meshConfig['serviceEntryVisibility'];
  if (configured === undefined || configured === null) return undefined;
  const type = 'istio.io/VisibilityApplied';
  if (mesh.services.bySource(refOf(entry)).some(({ visibility }) => visibility === 'NAMESPACE'))
    return {
      type,
      status: 'True',
      reason: 'Namespace',
      message: 'ServiceEntry is visible only within its own namespace (NAMESPACE), per mesh serviceEntryVisibility.',
    };
  return { type, status: 'True', reason: 'Public', message: 'ServiceEntry is visible to the entire mesh (PUBLIC).' };
}
