import { labels } from '../kubernetes/labels.ts';
import type { Json } from '../kubernetes/schema.ts';
import type { ResourceRef } from '../kubernetes/resource.ts';
import type { GatewaySummary, WaypointBindingSummary } from '../meshSummary.ts';
import { destinationOf, dialledService, writtenAs } from './ends.ts';
import { isWritten, nameOf, type WhatIf, type WhatIfWorld } from './whatIf.ts';

/** What a Gateway says of itself before its first pod has started: it never had an address, and nobody is bound to it. */
const neverReady: Json = {
  conditions: [
    {
      type: 'Programmed',
      status: 'False',
      reason: 'Pending',
      message: '',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    },
  ],
};

/** The waypoint of what was dialled: without its label, opted out of, not ready, or used where it is not yet. */
export function waypointWhatIfs(world: WhatIfWorld): readonly WhatIf[] {
  const dialled = dialledObject(world);
  if (dialled === undefined) return [];
  const { ref, binding } = dialled;
  const whatIfs =
    binding === undefined
      ? use(world, ref)
      : binding.requested === 'none'
        ? optOutGone(ref, binding)
        : [...(binding.bound === undefined ? [] : withoutIt(ref, binding)), ...readiness(world, binding)];
  return whatIfs.filter(({ edits }) =>
    edits.every((edit) => {
      if (edit.kind === 'set-waypoint') return edit.target.kind === 'Namespace' || isWritten(world, edit.target);
      return !('ref' in edit) || isWritten(world, edit.ref);
    }),
  );
}

interface Dialled {
  readonly ref: ResourceRef;
  readonly binding: WaypointBindingSummary | undefined;
}

function dialledObject(world: WhatIfWorld): Dialled | undefined {
  const service = dialledService(world);
  if (service !== undefined) return { ref: service.ref, binding: service.waypoint };
  if (world.trace.five.dialled.kind !== 'pod') return undefined;
  const pod = destinationOf(world);
  return pod === undefined ? undefined : { ref: writtenAs(pod), binding: pod.waypoint };
}

function use(world: WhatIfWorld, target: ResourceRef): readonly WhatIf[] {
  const { trace, compiled } = world;
  const serves = trace.five.dialled.kind === 'pod' ? ['workload', 'all'] : ['service', 'all'];
  const near = ({ role, namespace, waypointFor }: GatewaySummary): boolean =>
    role === 'waypoint' && namespace === target.namespace && serves.includes(waypointFor);
  const there = compiled.summary.gateways.filter(near);
  if (there.length === 0) return added(world, target);
  return there.map(({ ref: waypoint }) => ({
    id: `waypoint-used ${nameOf(waypoint)}`,
    what: { kind: 'waypoint-used', object: nameOf(target), waypoint: nameOf(waypoint) },
    edits: [{ kind: 'set-waypoint', target, waypoint }],
  }));
}

/** A first waypoint for a Service of the mesh, deployed and used. */
function added(world: WhatIfWorld, target: ResourceRef): readonly WhatIf[] {
  const { namespace } = target;
  const isInMesh = destinationOf(world)?.participation === 'captured';
  if (target.kind !== 'Service' || namespace === undefined || !isInMesh) return [];
  const waypoint: ResourceRef = { kind: 'Gateway', namespace, name: 'waypoint' };
  if (isWritten(world, waypoint)) return [];
  return [
    {
      id: 'waypoint-added',
      what: { kind: 'waypoint-added', object: nameOf(target), waypoint: nameOf(waypoint) },
      edits: [
        { kind: 'add-resource', resource: { kind: 'waypoint', namespace, name: waypoint.name } },
        { kind: 'set-waypoint', target, waypoint },
      ],
    },
  ];
}

/** The object that carries the label which decided. */
function labelled(target: ResourceRef, { because }: WaypointBindingSummary): ResourceRef {
  return because.find(({ path }) => path.includes(labels.useWaypoint))?.resource ?? target;
}

function optOutGone(target: ResourceRef, binding: WaypointBindingSummary): readonly WhatIf[] {
  const carrier = labelled(target, binding);
  return [
    {
      id: 'waypoint-opt-out-gone',
      what: { kind: 'waypoint-opt-out-gone', object: nameOf(carrier) },
      edits: [{ kind: 'set-waypoint', target: carrier, waypoint: 'inherit' }],
    },
  ];
}

function withoutIt(target: ResourceRef, binding: WaypointBindingSummary): readonly WhatIf[] {
  const carrier = labelled(target, binding);
  return [
    {
      id: 'waypoint-label-gone',
      what: { kind: 'waypoint-label-gone', object: nameOf(carrier) },
      edits: [{ kind: 'set-waypoint', target: carrier, waypoint: 'inherit' }],
    },
    ...(carrier.kind === 'Namespace'
      ? [
          {
            id: 'waypoint-opted-out',
            what: { kind: 'waypoint-opted-out', object: nameOf(target) },
            edits: [{ kind: 'set-waypoint', target, waypoint: 'none' }],
          } as const,
        ]
      : []),
  ];
}

function readiness({ compiled }: WhatIfWorld, { bound, requested }: WaypointBindingSummary): readonly WhatIf[] {
  const gateway = compiled.summary.gateways.find(({ ref }) => nameOf(ref) === (bound ? nameOf(bound) : requested));
  if (gateway === undefined) return [];
  const waypoint = nameOf(gateway.ref);
  if (bound !== undefined) {
    return [
      {
        id: 'waypoint-never-ready',
        what: { kind: 'waypoint-never-ready', waypoint },
        edits: [{ kind: 'set-field', ref: gateway.ref, path: ['status'], value: neverReady }],
      },
    ];
  }
  if (gateway.programmed) return [];
  return [
    {
      id: 'waypoint-ready',
      what: { kind: 'waypoint-ready', waypoint },
      edits: [{ kind: 'remove-field', ref: gateway.ref, path: ['status'] }],
    },
  ];
}
