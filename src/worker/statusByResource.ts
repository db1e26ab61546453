import type { ResourceStatus, StatusByResource } from '#model/compiled.ts';
import type { ResourceKey } from '#model/kubernetes/resource.ts';
import type { ObjectStatus } from '#model/objectStatus.ts';
import { controlPlaneStatus } from '#engine/controlplane/status/controlPlaneStatus.ts';
import type { Mesh } from '#engine/mesh/mesh.ts';

/** What istiod's controllers would write to each object, as lists of conditions. */
export function statusByResource(mesh: Mesh): StatusByResource {
  const { status } = controlPlaneStatus(mesh, {});
  const entries = Object.entries(status) as [ResourceKey, ObjectStatus][];
  return Object.fromEntries(entries.map(([key, object]) => [key, { conditions: flatConditions(object) }]));
}

/** The object's own conditions and those of each parent and listener, as one list for a reader. */
function flatConditions({
  conditions = [],
  parents = [],
  listeners = [],
  ancestors = [],
}: ObjectStatus): ResourceStatus['conditions'] {
  return [
    ...conditions,
    ...parents.flatMap((parent) => parent.conditions),
    ...ancestors.flatMap((ancestor) => ancestor.conditions),
    ...listeners.flatMap((listener) => listener.conditions),
  ].map(({ type, status, reason, message = '' }) => ({ type, status, reason, message }));
}
