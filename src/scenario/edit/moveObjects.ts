import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { ObjectPlace } from '../parsedScenario.ts';
import { withNamespace } from './addObjects.ts';
import { anchorOperations } from './anchorOperations.ts';
import type { FieldOperation } from './fieldOperation.ts';
import { referenceOperations } from './referenceOperations.ts';
import type { Retarget } from './retarget.ts';
import { scenarioReferences } from './scenarioReferences.ts';
import { valueAt } from './setField.ts';
import {
  placeOf,
  scenarioManifest,
  withChanges,
  withScenario,
  type ObjectChange,
  type Edited,
  type Working,
} from './working.ts';

/** Names that the API server takes for objects of every kind. */
const nameShape = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Gives an object another name; what names it follows. Pods keep the labels by which Services select them. */
export function rename(working: Working, ref: ResourceRef, to: string): Edited {
  if (to === ref.name) return working;
  if (!nameShape.test(to)) return 'bad-name';
  const next = { ...ref, name: to };
  if (isTaken(working, next)) return 'name-taken';
  const place = placeOf(working, ref);
  if (place === undefined && !(ref.kind === 'Namespace' && isTaken(working, ref))) return 'no-such-object';
  const own: readonly FieldOperation[] = [{ kind: 'set', path: ['metadata', 'name'], value: to }];
  return retargeted(working, retargetOf(place, ref, next), place === undefined ? [] : [{ place, operations: own }]);
}

/** True for a namespace as soon as an object is in it. */
function isTaken({ parsed }: Working, ref: ResourceRef): boolean {
  if (parsed.places.has(keyOf(ref))) return true;
  return ref.kind === 'Namespace' && parsed.objects.some(({ object }) => object.read.ref?.namespace === ref.name);
}

/**
 * Puts objects into another namespace, which is written where it does not exist. What names them follows, and what they
 * named without a namespace is named with it; among objects that move together nothing changes.
 */
export function moveToNamespace(working: Working, refs: readonly ResourceRef[], namespace: string): Edited {
  if (!nameShape.test(namespace)) return 'bad-name';
  const moving = refs.filter((ref) => ref.namespace !== undefined && ref.namespace !== namespace);
  if (moving.some((ref) => isTaken(working, { ...ref, namespace }))) return 'name-taken';
  const companions = new Set(moving.map(keyOf));
  let moved = withNamespace(working, namespace);
  for (const ref of moving) {
    const place = placeOf(moved, ref);
    if (place === undefined) return 'no-such-object';
    const own: FieldOperation = { kind: 'set', path: ['metadata', 'namespace'], value: namespace };
    const { places } = moved.parsed;
    const remains = (other: ResourceRef): boolean => places.has(keyOf(other)) && !companions.has(keyOf(other));
    const operations = [own, ...anchorOperations(place.object, remains)];
    const retarget = retargetOf(place, ref, { ...ref, namespace });
    moved = retargeted(moved, retarget, [{ place, operations }], companions);
  }
  return moved;
}

function retargetOf(place: ObjectPlace | undefined, from: ResourceRef, to: ResourceRef): Retarget {
  if (from.kind === 'ServiceAccount') return { from, to, accounts: [{ from: from.name, to: to.name }] };
  if (from.kind !== 'Gateway' || place === undefined) return { from, to, accounts: [] };
  // A waypoint's proxies run under its own name, those of other gateways under name and class.
  const className = valueAt(place.object.value, ['spec', 'gatewayClassName']);
  const suffix = typeof className !== 'string' || className.includes('waypoint') ? '' : `-${className}`;
  return { from, to, accounts: [{ from: from.name + suffix, to: to.name + suffix }] };
}

function retargeted(
  working: Working,
  retarget: Retarget,
  own: readonly ObjectChange[],
  companions: ReadonlySet<string> = new Set(),
): Working {
  // What moves along means its new home by a name alone.
  const homeOf = ({ object: { read } }: ObjectPlace): string | undefined =>
    read.ref !== undefined && companions.has(keyOf(read.ref)) ? retarget.to.namespace : undefined;
  const references = working.parsed.objects.map((place) => ({
    place,
    operations: referenceOperations(place.object, retarget, homeOf(place)),
  }));
  const changes = [...own, ...references].filter(({ operations }) => operations.length > 0);
  const document = scenarioManifest(working)?.document;
  const scenario = document?.kind === 'scenario' ? scenarioReferences(document.value, retarget) : [];
  return withScenario(withChanges(working, changes), scenario);
}
