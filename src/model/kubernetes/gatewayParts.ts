import { any, choice, integer, list, object, required, string, withDefault, type TypeOf } from './schema.ts';

/** `apiVersion` group of the Gateway API. */
export const gatewayGroup = 'gateway.networking.k8s.io';

export const patterns = {
  subdomain: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  wildcardSubdomain: /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  group: /^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  kind: /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/,
  namespace: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  headerName: /^[A-Za-z0-9!#$%&'*+\-.^_\x60|~]+$/,
  duration: /^([0-9]{1,5}(h|m|s|ms)){1,4}$/,
  domainPath: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9\/\-._~%!$&'()*+,;=:]+$/,
  conditionType:
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$/,
  conditionReason: /^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/,
} as const;

export const groupName = string({ pattern: patterns.group, maxLength: 253 });
export const kindName = string({ pattern: patterns.kind, minLength: 1, maxLength: 63 });
export const objectName = string({ minLength: 1, maxLength: 253 });
export const namespaceName = string({ pattern: patterns.namespace, minLength: 1, maxLength: 63 });
export const sectionName = string({ pattern: patterns.subdomain, minLength: 1, maxLength: 253 });
export const hostname = string({ pattern: patterns.wildcardSubdomain, minLength: 1, maxLength: 253 });
export const preciseHostname = string({ pattern: patterns.subdomain, minLength: 1, maxLength: 253 });
export const portNumber = integer({ minimum: 1, maximum: 65535, format: 'int32' });
export const headerName = string({ pattern: patterns.headerName, minLength: 1, maxLength: 256 });
export const duration = string({ pattern: patterns.duration });

export const parentRef = object({
  group: withDefault(groupName, gatewayGroup),
  kind: withDefault(kindName, 'Gateway'),
  namespace: namespaceName,
  name: required(objectName),
  sectionName,
  port: portNumber,
});

/** Fields of a reference to a backend, by default a Service. */
export const backendFields = {
  group: withDefault(groupName, ''),
  kind: withDefault(kindName, 'Service'),
  name: required(objectName),
  namespace: namespaceName,
  port: portNumber,
};

export const localObject = object({ group: required(groupName), kind: required(kindName), name: required(objectName) });

export const condition = object({
  type: required(
    string({
      pattern: patterns.conditionType,
      patternText: patterns.conditionType.source.replaceAll('\\/', '/'),
      maxLength: 316,
    }),
  ),
  status: required(choice(['True', 'False', 'Unknown'])),
  reason: required(string({ pattern: patterns.conditionReason, minLength: 1, maxLength: 1024 })),
  message: required(string({ maxLength: 32768 })),
  lastTransitionTime: required(string({ format: 'date-time' })),
  observedGeneration: integer({ minimum: 0, format: 'int64' }),
});

export const conditions = list(condition, { maxItems: 8, unique: ['type'] });

/** What every route reports about its parents. */
export const routeStatus = object({
  parents: required(
    list(
      object({
        parentRef: required(parentRef),
        controllerName: required(string({ pattern: patterns.domainPath, minLength: 1, maxLength: 253 })),
        conditions: required(list(condition, { minItems: 1, maxItems: 8, unique: ['type'] })),
      }),
      { maxItems: 32 },
    ),
  ),
});

export const anyStatus = any();

export type ParentRef = TypeOf<typeof parentRef>;
export type GatewayCondition = TypeOf<typeof condition>;
