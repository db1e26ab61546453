import {
  addressRules,
  addressStructure,
  addressesRules,
  statusAddressRules,
  frontendPortRules,
  infrastructureKeys,
  listenersRules,
} from './gatewayListenerRules.ts';
import { listenerTlsRules } from './gatewayRules.ts';
import {
  conditions,
  gatewayGroup,
  groupName,
  hostname,
  kindName,
  localObject,
  namespaceName,
  objectName,
  patterns,
  portNumber,
  sectionName,
} from './gatewayParts.ts';
import { defineKind, type ResourceOf } from './kind.ts';
import { labelSelector } from './metadata.ts';
import {
  choice,
  experimental,
  integer,
  list,
  map,
  object,
  required,
  string,
  withDefault,
  type TypeOf,
} from './schema.ts';

const secretRef = object({
  group: withDefault(groupName, ''),
  kind: withDefault(kindName, 'Secret'),
  name: required(objectName),
  namespace: namespaceName,
});

const objectRef = object({
  group: required(groupName),
  kind: required(kindName),
  name: required(objectName),
  namespace: namespaceName,
});

const routeKind = object({ group: withDefault(groupName, gatewayGroup), kind: required(kindName) });

const listener = object({
  name: required(sectionName),
  hostname,
  port: required(portNumber),
  protocol: required(
    string({
      pattern:
        /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9]+$/,
      minLength: 1,
      maxLength: 255,
    }),
  ),
  tls: object(
    {
      mode: withDefault(choice(['Terminate', 'Passthrough']), 'Terminate'),
      certificateRefs: list(secretRef, { maxItems: 64 }),
      options: map(string({ maxLength: 4096 }), { maxProperties: 16 }),
    },
    { rules: listenerTlsRules },
  ),
  allowedRoutes: withDefault(
    object({
      namespaces: withDefault(
        object({
          from: withDefault(choice(['All', 'Selector', 'Same']), 'Same'),
          selector: labelSelector,
        }),
        { from: 'Same' },
      ),
      kinds: list(routeKind, { maxItems: 8 }),
    }),
    { namespaces: { from: 'Same' } },
  ),
});

const addressType = withDefault(
  string({
    pattern:
      /^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9\/\-._~%!$&'()*+,;=:]+$/,
    minLength: 1,
    maxLength: 253,
  }),
  'IPAddress',
);

const clientValidation = object({
  validation: object({
    caCertificateRefs: required(list(objectRef, { minItems: 1, maxItems: 16 })),
    mode: withDefault(choice(['AllowValidOnly', 'AllowInsecureFallback']), 'AllowValidOnly'),
  }),
});

const gatewaySpec = object({
  gatewayClassName: required(objectName),
  listeners: required(list(listener, { minItems: 1, maxItems: 64, unique: ['name'], rules: listenersRules })),
  addresses: list(
    object(
      { type: addressType, value: string({ maxLength: 253 }) },
      { rules: addressRules, structure: addressStructure },
    ),
    {
      maxItems: 16,
      rules: addressesRules,
    },
  ),
  infrastructure: object({
    labels: map(string({ pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/, maxLength: 63 }), {
      maxProperties: 8,
      rules: infrastructureKeys('Label'),
    }),
    annotations: map(string({ maxLength: 4096 }), { maxProperties: 16, rules: infrastructureKeys('Annotation') }),
    parametersRef: localObject,
  }),
  allowedListeners: object({
    namespaces: withDefault(
      object({
        from: withDefault(choice(['All', 'Selector', 'Same', 'None']), 'None'),
        selector: labelSelector,
      }),
      { from: 'None' },
    ),
  }),
  tls: object({
    backend: object({ clientCertificateRef: secretRef }),
    frontend: object({
      default: required(clientValidation),
      perPort: list(object({ port: required(portNumber), tls: required(clientValidation) }), {
        maxItems: 64,
        unique: ['port'],
        rules: frontendPortRules,
      }),
    }),
  }),
  defaultScope: experimental(choice(['All', 'None'])),
});

const gatewayStatus = object({
  addresses: list(
    object(
      { type: addressType, value: required(string({ minLength: 1, maxLength: 253 })) },
      { rules: statusAddressRules, structure: addressStructure },
    ),
    {
      maxItems: 16,
    },
  ),
  conditions,
  attachedListenerSets: integer({ format: 'int32' }),
  listeners: list(
    object({
      name: required(sectionName),
      supportedKinds: list(routeKind, { maxItems: 8 }),
      attachedRoutes: required(integer({ format: 'int32' })),
      conditions: required(conditions),
    }),
    { maxItems: 64, unique: ['name'] },
  ),
});

export const gateway = defineKind({
  kind: 'Gateway',
  group: gatewayGroup,
  versions: ['v1', 'v1beta1'],
  fields: { spec: required(gatewaySpec), status: gatewayStatus },
});

export const gatewayClass = defineKind({
  kind: 'GatewayClass',
  group: gatewayGroup,
  versions: ['v1', 'v1beta1'],
  scope: 'Cluster',
  fields: {
    spec: required(
      object({
        controllerName: required(string({ pattern: patterns.domainPath, minLength: 1, maxLength: 253 })),
        description: string({ maxLength: 64 }),
        parametersRef: objectRef,
      }),
    ),
    status: object({
      conditions,
      supportedFeatures: list(object({ name: required(string()) }), { maxItems: 64, unique: ['name'] }),
    }),
  },
});

export const referenceGrant = defineKind({
  kind: 'ReferenceGrant',
  group: gatewayGroup,
  versions: ['v1beta1', 'v1'],
  fields: {
    spec: required(
      object({
        from: required(
          list(object({ group: required(groupName), kind: required(kindName), namespace: required(namespaceName) }), {
            minItems: 1,
            maxItems: 16,
          }),
        ),
        to: required(
          list(object({ group: required(groupName), kind: required(kindName), name: objectName }), {
            minItems: 1,
            maxItems: 16,
          }),
        ),
      }),
    ),
  },
});

export type Gateway = ResourceOf<typeof gateway>;
export type GatewayListener = TypeOf<typeof listener>;
export type GatewayClass = ResourceOf<typeof gatewayClass>;
export type ReferenceGrant = ResourceOf<typeof referenceGrant>;
