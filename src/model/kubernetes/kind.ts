import { objectMeta } from './metadata.ts';
import type { ObjectMeta } from './resource.ts';
import { object, required, type Fields, type ObjectNode, type ObjectOf, type Schema } from './schema.ts';

/** One kind: its names in the API, and the one definition its type, reader and editor help come from. */
export interface Kind<K extends string = string, F extends Fields = Fields> {
  readonly kind: K;
  /** Empty for the core group. */
  readonly group: string;
  /** Served versions, the stored one first. */
  readonly versions: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  /** Without `apiVersion`, `kind` and `metadata`. */
  readonly fields: F;
  readonly schema: Schema & ObjectNode;
  /** False where the object is kept and shown, and changes nothing in the simulation. */
  readonly simulated: boolean;
  /** `open` kinds have fields that are not listed here; they are kept and never complained about. */
  readonly open: boolean;
}

interface Definition<K extends string, F extends Fields> {
  readonly kind: K;
  readonly group: string;
  readonly versions: readonly string[];
  readonly scope?: 'Cluster';
  readonly fields: F;
  readonly simulated?: false;
  readonly open?: true;
}

export function defineKind<const K extends string, F extends Fields>(definition: Definition<K, F>): Kind<K, F> {
  const { kind, group, versions, scope = 'Namespaced', fields, simulated = true, open = false } = definition;
  const schema = object({ metadata: required(objectMeta), ...fields }, open ? { open } : {});
  return { kind, group, versions, scope, fields, schema, simulated, open };
}

/** The type of an object of a kind, as it is after reading. */
export type ResourceOf<D> =
  D extends Kind<infer K, infer F>
    ? { readonly apiVersion: string; readonly kind: K; readonly metadata: ObjectMeta } & ObjectOf<F>
    : never;
