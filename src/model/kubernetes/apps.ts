import { defineKind, type ResourceOf } from './kind.ts';
import { labelSelector, templateMeta } from './metadata.ts';
import { podSpec } from './pod.ts';
import { any, boolean, integer, object, required, string, withDefault, type TypeOf } from './schema.ts';

const open = { open: true } as const;

export const podTemplate = object({ metadata: templateMeta, spec: withDefault(podSpec, {}) }, open);

const replicated = {
  replicas: withDefault(integer({ format: 'int32' }), 1),
  selector: labelSelector,
  template: withDefault(podTemplate, {}),
};

const appsKind = { group: 'apps', versions: ['v1'], open: true } as const;

export const deployment = defineKind({
  ...appsKind,
  kind: 'Deployment',
  fields: { spec: withDefault(object({ ...replicated, strategy: any() }, open), {}), status: any() },
});

export const replicaSet = defineKind({
  ...appsKind,
  kind: 'ReplicaSet',
  fields: { spec: withDefault(object(replicated, open), {}), status: any() },
});

export const statefulSet = defineKind({
  ...appsKind,
  kind: 'StatefulSet',
  fields: { spec: withDefault(object({ ...replicated, serviceName: string() }, open), {}), status: any() },
});

export const daemonSet = defineKind({
  ...appsKind,
  kind: 'DaemonSet',
  fields: {
    spec: withDefault(object({ selector: labelSelector, template: withDefault(podTemplate, {}) }, open), {}),
    status: any(),
  },
});

const jobSpec = object(
  {
    parallelism: integer({ format: 'int32' }),
    completions: integer({ format: 'int32' }),
    suspend: boolean(),
    selector: labelSelector,
    template: withDefault(podTemplate, {}),
  },
  open,
);

const batchKind = { group: 'batch', versions: ['v1'], open: true } as const;

export const job = defineKind({ ...batchKind, kind: 'Job', fields: { spec: withDefault(jobSpec, {}), status: any() } });

const jobTemplate = object({ metadata: templateMeta, spec: withDefault(jobSpec, {}) }, open);

export const cronJob = defineKind({
  ...batchKind,
  kind: 'CronJob',
  fields: {
    spec: required(object({ schedule: string(), suspend: boolean(), jobTemplate: withDefault(jobTemplate, {}) }, open)),
    status: any(),
  },
});

export type PodTemplate = TypeOf<typeof podTemplate>;
export type Deployment = ResourceOf<typeof deployment>;
export type ReplicaSet = ResourceOf<typeof replicaSet>;
export type StatefulSet = ResourceOf<typeof statefulSet>;
export type DaemonSet = ResourceOf<typeof daemonSet>;
export type Job = ResourceOf<typeof job>;
export type CronJob = ResourceOf<typeof cronJob>;
