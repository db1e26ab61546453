import { labels } from '../kubernetes/labels.ts';
import type { ResourceRef } from '../kubernetes/resource.ts';
import type { WorkloadSummary } from '../meshSummary.ts';
import { callerOf, destinationOf, writtenAs } from './ends.ts';
import { isWritten, nameOf, type WhatIf, type WhatIfWorld } from './whatIf.ts';

/** Each end of the request on the other side of the mesh's edge: by its namespace where that decides, else by itself. */
export function ambientWhatIfs(world: WhatIfWorld): readonly WhatIf[] {
  const [caller, destination] = [callerOf(world), destinationOf(world)];
  const ends = [caller, destination].flatMap((end) => (end === undefined ? [] : [end]));
  // A label on the namespace that both share moves both ends at once; then each alone says more.
  const isShared = caller !== undefined && caller.namespace === destination?.namespace && caller !== destination;
  const all = [
    ...ends.flatMap((end) => namespaceWhatIfs(world, end)),
    ...(isShared ? ends.flatMap((end) => ownWhatIfs(world, end)) : []),
    ...ends.flatMap((end) => (ownLabel(end) === undefined ? [] : ownWhatIfs(world, end))),
  ];
  return [...new Map(all.map((whatIf) => [whatIf.id, whatIf])).values()];
}

function ownLabel({ labels: own }: WorkloadSummary): string | undefined {
  return own[labels.dataplaneMode];
}

function canMove({ participation, hostNetwork, gateway }: WorkloadSummary): boolean {
  return (participation === 'captured' || participation === 'outside') && !hostNetwork && gateway === undefined;
}

function namespaceWhatIfs({ compiled }: WhatIfWorld, end: WorkloadSummary): readonly WhatIf[] {
  const home = compiled.summary.namespaces.find(({ name }) => name === end.namespace);
  if (home === undefined || !canMove(end) || ownLabel(end) !== undefined) return [];
  const target: ResourceRef = { kind: 'Namespace', name: home.name };
  return [ambient(target, home.ambient ? 'inherit' : 'on', !home.ambient)];
}

function ownWhatIfs(world: WhatIfWorld, end: WorkloadSummary): readonly WhatIf[] {
  const target = writtenAs(end);
  if (!canMove(end) || !isWritten(world, target)) return [];
  const home = world.compiled.summary.namespaces.find(({ name }) => name === end.namespace);
  if (end.participation === 'captured') return [ambient(target, home?.ambient === true ? 'off' : 'inherit', false)];
  return [ambient(target, home?.ambient === true ? 'inherit' : 'on', true)];
}

function ambient(target: ResourceRef, to: 'on' | 'off' | 'inherit', joins: boolean): WhatIf {
  return {
    id: `ambient ${target.kind} ${nameOf(target)}`,
    what: {
      kind: joins ? 'ambient-joined' : 'ambient-left',
      object: nameOf(target),
      isNamespace: target.kind === 'Namespace',
    },
    edits: [{ kind: 'set-ambient', target, to }],
  };
}

/** The destination's namespace refuses plaintext. Where it has PeerAuthentications of its own, they are left to decide. */
export function strictWhatIfs(world: WhatIfWorld): readonly WhatIf[] {
  const destination = destinationOf(world);
  if (destination === undefined || !['captured', 'sidecar'].includes(destination.participation)) return [];
  const { namespace } = destination;
  const { attachments } = world.compiled.summary;
  if (attachments.some(({ ref }) => ref.kind === 'PeerAuthentication' && ref.namespace === namespace)) return [];
  return [
    {
      id: `strict ${namespace}`,
      what: { kind: 'strict', namespace },
      edits: [
        { kind: 'add-resource', resource: { kind: 'peer-authentication', namespace, name: 'default', mode: 'STRICT' } },
      ],
    },
  ];
}
