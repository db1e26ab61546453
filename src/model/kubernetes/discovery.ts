import { defineKind, type ResourceOf } from './kind.ts';
import { boolean, integer, list, map, object, required, string, withDefault } from './schema.ts';

const open = { open: true } as const;

const sliceEndpoint = object(
  {
    addresses: required(list(string())),
    conditions: object({ ready: boolean(), serving: boolean(), terminating: boolean() }, open),
    hostname: string(),
    nodeName: string(),
    zone: string(),
    deprecatedTopology: map(string()),
    targetRef: object({ kind: string(), namespace: string(), name: string(), uid: string() }, open),
  },
  open,
);

const slicePort = object(
  { name: string(), port: integer({ format: 'int32' }), protocol: withDefault(string(), 'TCP'), appProtocol: string() },
  open,
);

export const endpointSlice = defineKind({
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  versions: ['v1'],
  fields: {
    addressType: withDefault(string(), 'IPv4'),
    endpoints: withDefault(list(sliceEndpoint), []),
    ports: list(slicePort),
  },
  open: true,
});

export type EndpointSlice = ResourceOf<typeof endpointSlice>;
