import { defineKind, type ResourceOf } from './kind.ts';
import { any, boolean, integer, list, map, object, required, string, withDefault, type TypeOf } from './schema.ts';

const open = { open: true } as const;

const containerPort = object(
  {
    name: string(),
    containerPort: required(integer({ format: 'int32' })),
    hostPort: integer({ format: 'int32' }),
    protocol: withDefault(string(), 'TCP'),
  },
  open,
);

const environmentVariable = object({ name: required(string()), value: string() }, open);

const container = object(
  {
    name: withDefault(string(), ''),
    image: string(),
    args: list(string()),
    command: list(string()),
    env: list(environmentVariable),
    ports: list(containerPort),
    restartPolicy: string(),
    readinessProbe: any(),
  },
  open,
);

export const podSpec = object(
  {
    containers: withDefault(list(container), []),
    initContainers: list(container),
    serviceAccountName: string(),
    serviceAccount: string(),
    nodeName: string(),
    nodeSelector: map(string()),
    hostNetwork: boolean(),
    dnsPolicy: string(),
    hostname: string(),
    subdomain: string(),
    terminationGracePeriodSeconds: integer({ format: 'int64' }),
  },
  open,
);

const condition = object(
  { type: required(string()), status: required(string()), reason: string(), message: string() },
  open,
);

export const pod = defineKind({
  kind: 'Pod',
  group: '',
  versions: ['v1'],
  fields: {
    spec: withDefault(podSpec, {}),
    status: object(
      {
        phase: string(),
        podIP: string(),
        podIPs: list(object({ ip: required(string()) }, open)),
        hostIP: string(),
        conditions: list(condition),
        containerStatuses: any(),
      },
      open,
    ),
  },
  open: true,
});

export type Pod = ResourceOf<typeof pod>;
export type PodSpec = TypeOf<typeof podSpec>;
export type Container = TypeOf<typeof container>;
