import { backendRules, grpcMethodRules, parentRefsRules, pathMatchRules, routeRulesRules } from './gatewayRules.ts';
import { httpRuleRules, timeoutsRules } from './httpRouteRules.ts';
import { tlsHostnamesRules } from './tlsRouteRules.ts';
import { grpcFilters, headerValue, httpFilters, sessionPersistence } from './gatewayFilters.ts';
import {
  backendFields,
  duration,
  gatewayGroup,
  headerName,
  hostname,
  parentRef,
  routeStatus,
  sectionName,
} from './gatewayParts.ts';
import { defineKind, type ResourceOf } from './kind.ts';
import {
  choice,
  experimental,
  integer,
  list,
  object,
  required,
  string,
  withDefault,
  type Fields,
  type TypeOf,
} from './schema.ts';

const weight = withDefault(integer({ minimum: 0, maximum: 1_000_000, format: 'int32' }), 1);

const commonFields = {
  parentRefs: list(parentRef, { maxItems: 32, rules: parentRefsRules }),
  useDefaultGateways: experimental(choice(['All', 'None'])),
};

const hostnames = list(hostname, { maxItems: 16 });

const httpBackend = object({ ...backendFields, weight, filters: httpFilters }, { rules: backendRules });

const valueMatchType = withDefault(choice(['Exact', 'RegularExpression']), 'Exact');

const headerMatch = object({ type: valueMatchType, name: required(headerName), value: required(headerValue) });

const httpMatch = object({
  path: withDefault(
    object(
      {
        type: withDefault(choice(['Exact', 'PathPrefix', 'RegularExpression']), 'PathPrefix'),
        value: withDefault(string({ maxLength: 1024 }), '/'),
      },
      { rules: pathMatchRules },
    ),
    { type: 'PathPrefix', value: '/' },
  ),
  headers: list(headerMatch, { maxItems: 16, unique: ['name'] }),
  queryParams: list(
    object({
      type: valueMatchType,
      name: required(headerName),
      value: required(string({ minLength: 1, maxLength: 1024 })),
    }),
    { maxItems: 16, unique: ['name'] },
  ),
  method: choice(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']),
});

const everyPath = [{ path: { type: 'PathPrefix', value: '/' } }];

const httpRule = object(
  {
    name: sectionName,
    matches: withDefault(list(httpMatch, { maxItems: 64 }), everyPath),
    filters: httpFilters,
    backendRefs: list(httpBackend, { maxItems: 16 }),
    timeouts: object({ request: duration, backendRequest: duration }, { rules: timeoutsRules }),
    retry: experimental(
      object({
        codes: list(integer({ minimum: 400, maximum: 599 }), { unique: 'set' }),
        attempts: integer({ minimum: 1 }),
        backoff: duration,
      }),
    ),
    sessionPersistence: experimental(sessionPersistence),
  },
  { rules: httpRuleRules },
);

const route = <const K extends string, F extends Fields>(kind: K, versions: readonly string[], spec: F) =>
  defineKind({
    kind,
    group: gatewayGroup,
    versions,
    fields: { spec: required(object({ ...commonFields, ...spec })), status: routeStatus },
  });

export const httpRoute = route('HTTPRoute', ['v1', 'v1beta1'], {
  hostnames,
  rules: withDefault(list(httpRule, { minItems: 1, maxItems: 16, rules: routeRulesRules }), [{ matches: everyPath }]),
});

const grpcMatch = object({
  method: object(
    {
      type: withDefault(choice(['Exact', 'RegularExpression']), 'Exact'),
      service: string({ maxLength: 1024 }),
      method: string({ maxLength: 1024 }),
    },
    { rules: grpcMethodRules },
  ),
  headers: list(
    object({
      type: valueMatchType,
      name: required(headerName),
      value: required(string({ minLength: 1, maxLength: 4096 })),
    }),
    { maxItems: 16, unique: ['name'] },
  ),
});

const grpcRule = object({
  name: sectionName,
  matches: list(grpcMatch, { maxItems: 64 }),
  filters: grpcFilters,
  backendRefs: list(object({ ...backendFields, weight, filters: grpcFilters }, { rules: backendRules }), {
    maxItems: 16,
  }),
  sessionPersistence: experimental(sessionPersistence),
});

export const grpcRoute = route('GRPCRoute', ['v1'], {
  hostnames,
  rules: list(grpcRule, { maxItems: 16, rules: routeRulesRules }),
});

const layer4Rules = required(
  list(
    object({
      name: sectionName,
      backendRefs: required(
        list(object({ ...backendFields, weight }, { rules: backendRules }), { minItems: 1, maxItems: 16 }),
      ),
    }),
    { minItems: 1, maxItems: 1 },
  ),
);

export const tcpRoute = route('TCPRoute', ['v1', 'v1alpha2'], { rules: layer4Rules });

export const tlsRoute = route('TLSRoute', ['v1', 'v1alpha2', 'v1alpha3'], {
  hostnames: required(list(hostname, { minItems: 1, maxItems: 1024, rules: tlsHostnamesRules })),
  rules: layer4Rules,
});

export type HTTPRoute = ResourceOf<typeof httpRoute>;
export type HTTPRouteRule = TypeOf<typeof httpRule>;
export type HTTPRouteMatch = TypeOf<typeof httpMatch>;
export type HTTPBackendRef = TypeOf<typeof httpBackend>;
export type GRPCRoute = ResourceOf<typeof grpcRoute>;
export type GRPCRouteRule = TypeOf<typeof grpcRule>;
export type GRPCRouteMatch = TypeOf<typeof grpcMatch>;
export type TCPRoute = ResourceOf<typeof tcpRoute>;
export type TLSRoute = ResourceOf<typeof tlsRoute>;
