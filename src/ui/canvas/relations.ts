import type { Edge } from '@xyflow/react';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { MeshSummary } from '#model/meshSummary.ts';

export type RelationData = {
  readonly kind: 'endpoint' | 'waypoint';
  /** An endpoint that is not ready, or a waypoint that was asked for in vain. */
  readonly idle: boolean;
};
export type CanvasEdge = Edge<RelationData, 'relation'>;

/** The faint lines: which pods stand behind a service, and which waypoint a service or pod uses. Only what is drawn. */
export function relationsOf(summary: MeshSummary, drawn: ReadonlySet<string>): readonly CanvasEdge[] {
  const edges = new Map<string, CanvasEdge>();
  const relate = (from: ResourceRef, to: ResourceRef, data: RelationData): void => {
    const [source, target] = [keyOf(from), keyOf(to)];
    const id = `${data.kind} ${source} ${target}`;
    if (drawn.has(source) && drawn.has(target)) {
      edges.set(id, { id, type: 'relation', source, target, data, zIndex: 1, focusable: false, selectable: false });
    }
  };
  for (const service of summary.services) {
    for (const { workload, ready } of service.endpoints) {
      relate(service.ref, workload, { kind: 'endpoint', idle: !ready });
    }
  }
  for (const { ref, waypoint } of [...summary.services, ...summary.workloads]) {
    // What a namespace asks for stands in its header; lines from everything in it would say it again.
    const isInherited = waypoint?.because.some(({ resource }) => resource.kind === 'Namespace') ?? false;
    if (waypoint?.bound !== undefined && !isInherited) relate(ref, waypoint.bound, { kind: 'waypoint', idle: false });
  }
  return [...edges.values()];
}
