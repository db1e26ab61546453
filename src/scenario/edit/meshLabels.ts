import { labels } from '#model/kubernetes/labels.ts';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { withNamespace } from './addObjects.ts';
import type { FieldOperation } from './fieldOperation.ts';
import { removal, valueAt } from './setField.ts';
import { placeOf, withChanges, withDocument, type Edited, type Working } from './working.ts';
import { newManifest } from '../newManifest.ts';

const template: FieldPath = ['spec', 'template', 'metadata', 'labels'];

/** Workloads carry the labels of their pods in a template. */
const templateKinds: ReadonlyMap<string, FieldPath> = new Map([
  ['Deployment', template],
  ['ReplicaSet', template],
  ['StatefulSet', template],
  ['DaemonSet', template],
  ['Job', template],
  ['CronJob', ['spec', 'jobTemplate', ...template]],
]);

/** Takes a namespace or workload into the mesh or out of it. A namespace is out when it carries no label. */
export function setAmbient(working: Working, target: ResourceRef, to: 'on' | 'off' | 'inherit'): Edited {
  const none = target.kind === 'Namespace' ? undefined : 'none';
  const value = to === 'on' ? 'ambient' : to === 'off' ? none : undefined;
  return withLabels(working, target, [[labels.dataplaneMode, value]]);
}

/** Says which waypoint an object uses, with the waypoint's namespace where it is another. */
export function setWaypoint(working: Working, target: ResourceRef, waypoint: ResourceRef | 'none' | 'inherit'): Edited {
  const home = target.kind === 'Namespace' ? target.name : target.namespace;
  const name = waypoint === 'inherit' ? undefined : waypoint === 'none' ? 'none' : waypoint.name;
  const namespace = typeof waypoint === 'string' || waypoint.namespace === home ? undefined : waypoint.namespace;
  return withLabels(working, target, [
    [labels.useWaypoint, name],
    [labels.useWaypointNamespace, namespace],
  ]);
}

type LabelChange = readonly [label: string, value: string | undefined];

function withLabels(working: Working, target: ResourceRef, changes: readonly LabelChange[]): Edited {
  const housed = target.kind === 'Namespace' ? withDeclared(working, target.name) : working;
  const place = placeOf(housed, target);
  if (place === undefined) return 'no-such-object';
  const path = templateKinds.get(target.kind) ?? ['metadata', 'labels'];
  return withChanges(housed, [{ place, operations: labelOperations(place.object.value, path, changes) }]);
}

/** A namespace that only its contents speak of has to be written before it can carry a label. */
function withDeclared(working: Working, name: string): Working {
  if (placeOf(working, { kind: 'Namespace', name }) !== undefined) return working;
  const spokenOf = withNamespace(working, name);
  if (spokenOf !== working) return spokenOf;
  return withDocument(working, newManifest({ kind: 'namespace', name, ambient: false }));
}

function labelOperations(value: Json, path: FieldPath, changes: readonly LabelChange[]): readonly FieldOperation[] {
  const before = valueAt(value, path);
  const present = new Set(typeof before === 'object' && before !== null ? Object.keys(before) : []);
  const operations = changes.flatMap(([label, text]): readonly FieldOperation[] => {
    if (text !== undefined) return [{ kind: 'set', path: [...path, label], value: text }];
    return present.has(label) ? [{ kind: 'remove', path: [...path, label] }] : [];
  });
  const left = new Set([...present, ...changes.map(([label]) => label)]);
  for (const [label, text] of changes) if (text === undefined) left.delete(label);
  if (left.size > 0 || present.size === 0) {
    // Set first, so that the mapping is never empty in between.
    return [...operations.filter(({ kind }) => kind === 'set'), ...operations.filter(({ kind }) => kind !== 'set')];
  }
  return removal(value, path);
}
