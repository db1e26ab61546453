import {
  addressRules,
  entryHostRules,
  entryPortsRules,
  entrySelectorRules,
  portNameRules,
  portRules,
  serviceEntryRules,
  workloadEntryRules,
} from './istioRules.ts';
import { istioStatus, opaque, unsigned } from './istioParts.ts';
import { defineKind, type ResourceOf } from './kind.ts';
import { choice, integer, list, map, object, required, string, withDefault, type TypeOf } from './schema.ts';

const strings = list(string());

const port = integer({ minimum: 0, maximum: 4294967295, rules: portRules });

const workloadEntryFields = {
  address: string({ maxLength: 256, rules: addressRules }),
  ports: map(port, { maxProperties: 128, rules: portNameRules }),
  labels: map(string(), { maxProperties: 256 }),
  network: string({ maxLength: 2048 }),
  locality: string({ maxLength: 2048 }),
  weight: unsigned,
  serviceAccount: string({ maxLength: 253 }),
};

const workloadEntrySpec = object(workloadEntryFields, { rules: workloadEntryRules });

const servicePort = object({
  name: required(string({ maxLength: 256 })),
  number: required(port),
  protocol: string({ maxLength: 256 }),
  targetPort: port,
});

export const serviceEntry = defineKind({
  kind: 'ServiceEntry',
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  fields: {
    spec: required(
      object(
        {
          hosts: required(list(string({ rules: entryHostRules }), { minItems: 1, maxItems: 256 })),
          addresses: list(string({ maxLength: 64 }), { maxItems: 256 }),
          ports: list(servicePort, { maxItems: 256, unique: ['name'], rules: entryPortsRules }),
          location: choice(['MESH_EXTERNAL', 'MESH_INTERNAL']),
          resolution: choice(['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS']),
          endpoints: list(workloadEntrySpec, { maxItems: 4096 }),
          workloadSelector: object({
            labels: map(string({ maxLength: 63, rules: entrySelectorRules }), { maxProperties: 256 }),
          }),
          exportTo: strings,
          subjectAltNames: strings,
        },
        { rules: serviceEntryRules },
      ),
    ),
    /** Addresses that istiod allocated are found here. */
    status: object(
      { addresses: list(object({ value: string(), host: string() }, { open: true })), conditions: opaque },
      { open: true },
    ),
  },
});

export const workloadEntry = defineKind({
  kind: 'WorkloadEntry',
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  fields: { spec: required(workloadEntrySpec), status: istioStatus },
});

/** Kept and shown; the simulation has no rules for their contents. */
const opaqueKind = <const K extends string>(kind: K, group: string, versions: readonly string[]) =>
  defineKind({
    kind,
    group,
    versions,
    fields: { spec: withDefault(opaque, {}), status: opaque },
    simulated: false,
    open: true,
  });

export const envoyFilter = opaqueKind('EnvoyFilter', 'networking.istio.io', ['v1alpha3']);
export const sidecar = opaqueKind('Sidecar', 'networking.istio.io', ['v1', 'v1beta1', 'v1alpha3']);
export const proxyConfig = opaqueKind('ProxyConfig', 'networking.istio.io', ['v1beta1']);
export const workloadGroup = opaqueKind('WorkloadGroup', 'networking.istio.io', ['v1', 'v1beta1', 'v1alpha3']);

export type ServiceEntry = ResourceOf<typeof serviceEntry>;
export type ServiceEntryPort = TypeOf<typeof servicePort>;
export type WorkloadEntry = ResourceOf<typeof workloadEntry>;
export type WorkloadEntrySpec = TypeOf<typeof workloadEntrySpec>;
export type EnvoyFilter = ResourceOf<typeof envoyFilter>;
export type Sidecar = ResourceOf<typeof sidecar>;
export type ProxyConfig = ResourceOf<typeof proxyConfig>;
export type WorkloadGroup = ResourceOf<typeof workloadGroup>;
