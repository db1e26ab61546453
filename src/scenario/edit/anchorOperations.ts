import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { isMap } from '../parseDocument.ts';
import type { ManifestObject } from '../parsedDocument.ts';
import type { FieldOperation } from './fieldOperation.ts';
import { referenceKinds, waypointLabels } from './referenceOperations.ts';

interface Anchoring {
  readonly home: string;
  /** Whether this object stays behind. */
  readonly remains: (ref: ResourceRef) => boolean;
  readonly operations: FieldOperation[];
}

/**
 * What has to change in an object that leaves its namespace, so that what it named without one is still named: routes'
 * parents and backends, and waypoint labels. Policies cannot name anything in another namespace; those references stay
 * as they are, and the mesh says that nothing is there.
 */
export function anchorOperations(
  object: ManifestObject,
  remains: (ref: ResourceRef) => boolean,
): readonly FieldOperation[] {
  const home = object.read.ref?.namespace;
  if (home === undefined) return [];
  const anchoring: Anchoring = { home, remains, operations: [] };
  visit(anchoring, object.value, []);
  return anchoring.operations;
}

function visit(anchoring: Anchoring, value: Json, path: FieldPath): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of (value as readonly Json[]).entries()) visit(anchoring, entry, [...path, index]);
  } else if (isMap(value)) {
    anchorReference(anchoring, value, path);
    if (path.at(-1) === 'labels') anchorLabels(anchoring, value, path);
    for (const [key, entry] of Object.entries(value)) visit(anchoring, entry, [...path, key]);
  }
}

type JsonMap = Readonly<Record<string, Json>>;

function anchorReference({ home, remains, operations }: Anchoring, value: JsonMap, path: FieldPath): void {
  const field = path.findLast((step) => typeof step === 'string');
  if (typeof field !== 'string' || !referenceKinds.has(field) || field.startsWith('target')) return;
  const { name, namespace } = value;
  const kind = value['kind'] ?? referenceKinds.get(field);
  if (typeof name !== 'string' || typeof kind !== 'string' || typeof namespace === 'string') return;
  if (remains({ kind, namespace: home, name })) {
    operations.push({ kind: 'set', path: [...path, 'namespace'], value: home });
  }
}

function anchorLabels({ home, remains, operations }: Anchoring, value: JsonMap, path: FieldPath): void {
  for (const [nameLabel, namespaceLabel] of waypointLabels) {
    const name = value[nameLabel];
    if (typeof name !== 'string' || typeof value[namespaceLabel] === 'string') continue;
    if (remains({ kind: 'Gateway', namespace: home, name })) {
      operations.push({ kind: 'set', path: [...path, namespaceLabel], value: home });
    }
  }
}
