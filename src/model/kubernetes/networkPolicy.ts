import { defineKind, type ResourceOf } from './kind.ts';
import { labelSelector } from './metadata.ts';
import { integer, intOrString, list, object, required, string, withDefault } from './schema.ts';

const peer = object({
  podSelector: labelSelector,
  namespaceSelector: labelSelector,
  ipBlock: object({ cidr: required(string()), except: list(string()) }),
});

const port = object({
  protocol: withDefault(string(), 'TCP'),
  port: intOrString(),
  endPort: integer({ format: 'int32' }),
});

/** The Kubernetes policy that the network of the nodes enforces, below the mesh. */
export const networkPolicy = defineKind({
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  versions: ['v1'],
  fields: {
    spec: withDefault(
      object({
        podSelector: withDefault(labelSelector, {}),
        policyTypes: list(string()),
        ingress: list(object({ from: list(peer), ports: list(port) })),
        egress: list(object({ to: list(peer), ports: list(port) })),
      }),
      {},
    ),
  },
});

export type NetworkPolicy = ResourceOf<typeof networkPolicy>;
