/** The name of one object in a cluster. `namespace` is absent for cluster-scoped kinds. */
export interface ResourceRef {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Steps from the root of a manifest to one field: keys and list indices. */
export type FieldPath = readonly (string | number)[];

/** A field of a manifest that a decision or a diagnostic rests on. */
export interface FieldRef {
  readonly resource: ResourceRef;
  readonly path: FieldPath;
}

declare const resourceKey: unique symbol;

/** `Kind/namespace/name`, and `Kind//name` for cluster-scoped kinds. */
export type ResourceKey = string & { readonly [resourceKey]: true };

export function keyOf(ref: ResourceRef): ResourceKey {
  return `${ref.kind}/${ref.namespace ?? ''}/${ref.name}` as ResourceKey;
}

export function sameResource(a: ResourceRef, b: ResourceRef): boolean {
  return a.kind === b.kind && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '');
}

/** What every Kubernetes object carries. Times are RFC 3339 strings. */
export interface ObjectMeta {
  readonly name: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly generation?: number;
  readonly uid?: string;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
}
