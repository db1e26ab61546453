import { defineKind, type ResourceOf } from './kind.ts';
import {
  any,
  boolean,
  choice,
  integer,
  intOrString,
  list,
  map,
  object,
  required,
  string,
  withDefault,
} from './schema.ts';

const open = { open: true } as const;

export const namespace = defineKind({
  kind: 'Namespace',
  group: '',
  versions: ['v1'],
  scope: 'Cluster',
  fields: { spec: any(), status: object({ phase: string() }, open) },
  open: true,
});

export const node = defineKind({
  kind: 'Node',
  group: '',
  versions: ['v1'],
  scope: 'Cluster',
  fields: {
    spec: object({ podCIDR: string(), unschedulable: boolean() }, open),
    status: object(
      {
        addresses: list(object({ type: required(string()), address: required(string()) }, open)),
        conditions: list(object({ type: required(string()), status: required(string()) }, open)),
      },
      open,
    ),
  },
  open: true,
});

const servicePort = object(
  {
    name: string(),
    port: required(integer({ format: 'int32' })),
    targetPort: intOrString(),
    protocol: withDefault(string(), 'TCP'),
    appProtocol: string(),
    nodePort: integer({ format: 'int32' }),
  },
  open,
);

const loadBalancerStatus = object(
  { ingress: list(object({ ip: string(), hostname: string(), ports: any() }, open)) },
  open,
);

export const service = defineKind({
  kind: 'Service',
  group: '',
  versions: ['v1'],
  fields: {
    spec: withDefault(
      object(
        {
          type: withDefault(string(), 'ClusterIP'),
          selector: map(string()),
          ports: list(servicePort),
          clusterIP: string(),
          clusterIPs: list(string()),
          externalIPs: list(string()),
          loadBalancerIP: string(),
          loadBalancerClass: string(),
          externalName: string(),
          externalTrafficPolicy: string(),
          internalTrafficPolicy: string(),
          trafficDistribution: string(),
          publishNotReadyAddresses: boolean(),
          sessionAffinity: string(),
          ipFamilies: list(choice(['IPv4', 'IPv6'])),
          ipFamilyPolicy: string(),
        },
        open,
      ),
      {},
    ),
    status: object({ loadBalancer: loadBalancerStatus, conditions: any() }, open),
  },
  open: true,
});

export const serviceAccount = defineKind({
  kind: 'ServiceAccount',
  group: '',
  versions: ['v1'],
  fields: {},
  open: true,
});

export const configMap = defineKind({
  kind: 'ConfigMap',
  group: '',
  versions: ['v1'],
  fields: { data: map(string()) },
  simulated: false,
  open: true,
});

const endpointAddress = object(
  {
    ip: required(string()),
    hostname: string(),
    nodeName: string(),
    targetRef: object({ kind: string(), namespace: string(), name: string() }, open),
  },
  open,
);

export const endpoints = defineKind({
  kind: 'Endpoints',
  group: '',
  versions: ['v1'],
  fields: {
    subsets: list(
      object(
        {
          addresses: list(endpointAddress),
          notReadyAddresses: list(endpointAddress),
          ports: list(
            object(
              { name: string(), port: required(integer({ format: 'int32' })), protocol: withDefault(string(), 'TCP') },
              open,
            ),
          ),
        },
        open,
      ),
    ),
  },
  simulated: false,
  open: true,
});

export type Namespace = ResourceOf<typeof namespace>;
export type Node = ResourceOf<typeof node>;
export type Service = ResourceOf<typeof service>;
export type ServiceAccount = ResourceOf<typeof serviceAccount>;
export type ConfigMap = ResourceOf<typeof configMap>;
export type Endpoints = ResourceOf<typeof endpoints>;
