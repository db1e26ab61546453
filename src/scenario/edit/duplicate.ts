import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import type { ObjectPlace } from '../parsedScenario.ts';
import { freeName } from './addObjects.ts';
import { editDocument } from './editDocument.ts';
import type { FieldOperation } from './fieldOperation.ts';
import { printBlock } from './printYaml.ts';
import { removal, valueAt } from './setField.ts';
import { placeOf, withDocument, withDocuments, type Edited, type Working } from './working.ts';

/** What the cluster gave to the one object and would give anew to another. */
const given: readonly FieldPath[] = [
  ['status'],
  ['metadata', 'uid'],
  ['metadata', 'resourceVersion'],
  ['metadata', 'creationTimestamp'],
  ['metadata', 'generation'],
  ['metadata', 'managedFields'],
  ['metadata', 'ownerReferences'],
  ['spec', 'clusterIPs'],
  ['spec', 'clusterIP'],
];

/** Copies objects under free names, each right behind its original; a Namespace with all that is in it. */
export function duplicate(working: Working, refs: readonly ResourceRef[]): Edited {
  let copied = working;
  for (const ref of refs) {
    const place = placeOf(copied, ref);
    if (place === undefined) return 'no-such-object';
    const name = freeName(copied, { ...ref, name: `${ref.name}-copy` });
    const contents =
      ref.kind === 'Namespace'
        ? copied.parsed.objects.filter(({ object }) => object.read.ref?.namespace === ref.name)
        : [];
    copied = withCopy(copied, place, [{ kind: 'set', path: ['metadata', 'name'], value: name }]);
    for (const { object } of contents) {
      const inner = object.read.ref === undefined ? undefined : placeOf(copied, object.read.ref);
      if (inner === undefined) continue;
      copied = withCopy(copied, inner, [{ kind: 'set', path: ['metadata', 'namespace'], value: name }]);
    }
  }
  return copied;
}

function withCopy(working: Working, place: ObjectPlace, changes: readonly FieldOperation[]): Working {
  const { manifest, object } = place;
  const operations = [...changes, ...given.flatMap((path) => withoutGiven(object.value, path))];
  if (object.prefix.length > 0) {
    return withDocument(working, editDocument(printBlock(object.value, 0), [{ object: [], operations }]).source);
  }
  const { source } = manifest.document;
  const ended = source.endsWith('\n') ? source : `${source}\n`;
  const copy = editDocument(ended, [{ object: [], operations }]).source;
  const behind = copy.startsWith('---') ? copy : `---\n${copy}`;
  return withDocuments(working, new Map([[manifest, ended + behind]]));
}

function withoutGiven(value: Json, path: FieldPath): readonly FieldOperation[] {
  // A headless Service is headless on purpose.
  const found = valueAt(value, path);
  const headless = found === 'None' || (Array.isArray(found) && found[0] === 'None');
  return headless ? [] : removal(value, path);
}
