import type { ObjectMeta } from './resource.ts';
import { any, integer, list, map, object, required, string, type Schema } from './schema.ts';

const owner = object({ kind: required(string()), name: required(string()) }, { open: true });

/** What every object carries. The API server keeps metadata it does not know. */
export const objectMeta: Schema<ObjectMeta> = object(
  {
    name: required(string()),
    generateName: string(),
    namespace: string(),
    labels: map(string()),
    annotations: map(string()),
    creationTimestamp: string({ nullable: true }),
    deletionTimestamp: string(),
    generation: integer(),
    uid: string(),
    resourceVersion: string(),
    ownerReferences: list(owner),
    managedFields: any(),
  },
  { open: true, goType: 'ObjectMeta' },
);

/** Metadata of a pod template, which needs no name. */
export const templateMeta = object({ labels: map(string()), annotations: map(string()) }, { open: true });

export const labelSelector = object({
  matchLabels: map(string()),
  matchExpressions: list(object({ key: required(string()), operator: required(string()), values: list(string()) })),
});
