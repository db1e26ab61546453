import { attachmentRules, envRules, tagOverrideRules, trafficExtensionRules, wasmUrlRules } from './istioRules.ts';
import { goDuration, istioStatus, opaque, policyTargetRef, policyTargetRefs, workloadSelector } from './istioParts.ts';
import { defineKind, type ResourceOf } from './kind.ts';
import {
  boolean,
  choice,
  integer,
  list,
  map,
  nullable,
  number,
  object,
  required,
  string,
  withDefault,
  type TypeOf,
} from './schema.ts';

const filled = string({ minLength: 1 });
const flag = nullable(boolean());
const providers = list(object({ name: required(filled) }));
const modeMatch = object({ mode: choice(['CLIENT_AND_SERVER', 'CLIENT', 'SERVER']) });

const metricNames = [
  'ALL_METRICS',
  'REQUEST_COUNT',
  'REQUEST_DURATION',
  'REQUEST_SIZE',
  'RESPONSE_SIZE',
  'TCP_OPENED_CONNECTIONS',
  'TCP_CLOSED_CONNECTIONS',
  'TCP_SENT_BYTES',
  'TCP_RECEIVED_BYTES',
  'GRPC_REQUEST_MESSAGES',
  'GRPC_RESPONSE_MESSAGES',
] as const;

const metricsOverride = object({
  match: object(
    { metric: choice(metricNames), customMetric: filled, mode: choice(['CLIENT_AND_SERVER', 'CLIENT', 'SERVER']) },
    { oneOf: [{ fields: ['metric', 'customMetric'] }] },
  ),
  disabled: flag,
  tagOverrides: map(object({ operation: choice(['UPSERT', 'REMOVE']), value: string() }, { rules: tagOverrideRules })),
});

const named = object({ name: required(filled), defaultValue: string() });

const customTag = object(
  {
    literal: object({ value: required(filled) }),
    environment: named,
    header: named,
    formatter: object({ value: required(filled) }),
  },
  { oneOf: [{ fields: ['literal', 'environment', 'header', 'formatter'] }] },
);

const accessLogging = object({
  match: modeMatch,
  providers,
  disabled: flag,
  filter: object({ expression: string() }),
});

const metrics = object({ providers, overrides: list(metricsOverride), reportingInterval: goDuration });

export const telemetry = defineKind({
  kind: 'Telemetry',
  group: 'telemetry.istio.io',
  versions: ['v1', 'v1alpha1'],
  fields: {
    spec: withDefault(
      object(
        {
          selector: workloadSelector,
          targetRef: policyTargetRef,
          targetRefs: policyTargetRefs,
          tracing: list(
            object({
              match: modeMatch,
              providers,
              randomSamplingPercentage: nullable(number({ minimum: 0, maximum: 100, format: 'double' })),
              disableSpanReporting: flag,
              disableContextPropagation: flag,
              enableIstioTags: flag,
              useRequestIdForTraceSampling: flag,
              customTags: map(customTag),
            }),
          ),
          metrics: list(metrics),
          accessLogging: list(accessLogging),
        },
        { rules: attachmentRules },
      ),
      {},
    ),
    status: istioStatus,
  },
});

const match = list(
  object({
    mode: choice(['UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER']),
    ports: list(object({ number: required(integer({ minimum: 1, maximum: 65535 })) }), { unique: ['number'] }),
  }),
);

const wasmFields = {
  url: required(string({ minLength: 1, rules: wasmUrlRules })),
  sha256: string({ pattern: /(^$|^[a-f0-9]{64}$)/ }),
  imagePullPolicy: choice(['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always']),
  imagePullSecret: string({ minLength: 1, maxLength: 253 }),
  verificationKey: string(),
  pluginConfig: map(opaque),
  pluginName: string({ minLength: 1, maxLength: 256 }),
  failStrategy: choice(['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD']),
  type: choice(['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK']),
  vmConfig: object({
    env: list(
      object(
        {
          name: required(string({ minLength: 1, maxLength: 256 })),
          valueFrom: choice(['INLINE', 'HOST']),
          value: string({ maxLength: 2048 }),
        },
        { rules: envRules },
      ),
      { maxItems: 256, unique: ['name'] },
    ),
  }),
};

const priority = nullable(integer({ format: 'int32' }));

export const wasmPlugin = defineKind({
  kind: 'WasmPlugin',
  group: 'extensions.istio.io',
  versions: ['v1alpha1'],
  fields: {
    spec: required(
      object(
        {
          selector: workloadSelector,
          targetRef: policyTargetRef,
          targetRefs: policyTargetRefs,
          ...wasmFields,
          phase: choice(['UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS']),
          priority,
          match,
        },
        { rules: attachmentRules },
      ),
    ),
    status: istioStatus,
  },
});

export const trafficExtension = defineKind({
  kind: 'TrafficExtension',
  group: 'extensions.istio.io',
  versions: ['v1alpha1'],
  fields: {
    spec: required(
      object(
        {
          selector: workloadSelector,
          targetRefs: policyTargetRefs,
          phase: choice(['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS']),
          priority,
          match,
          wasm: object(wasmFields),
          lua: object({ inlineCode: required(string({ minLength: 1, maxLength: 65536 })) }),
        },
        { oneOf: [{ fields: ['wasm', 'lua'] }], rules: trafficExtensionRules },
      ),
    ),
    status: istioStatus,
  },
});

export type Telemetry = ResourceOf<typeof telemetry>;
export type Metrics = TypeOf<typeof metrics>;
export type AccessLogging = TypeOf<typeof accessLogging>;
export type WasmPlugin = ResourceOf<typeof wasmPlugin>;
export type TrafficExtension = ResourceOf<typeof trafficExtension>;
