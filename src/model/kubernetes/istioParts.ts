import { durationRules, selectorKeyRules, selectorValueRules, targetNamespaceRules } from './istioRules.ts';
import { groupName, kindName, objectName } from './gatewayParts.ts';
import { any, intOrString, integer, list, map, object, required, string, choice, type TypeOf } from './schema.ts';

/** Which workloads an object is about, by label. */
export const workloadSelector = object({
  matchLabels: map(string({ maxLength: 63, rules: selectorValueRules }), {
    maxProperties: 4096,
    rules: selectorKeyRules,
  }),
});

export const policyTargetRef = object({
  group: groupName,
  kind: required(kindName),
  name: required(objectName),
  namespace: string({ rules: targetNamespaceRules }),
});

export const policyTargetRefs = list(policyTargetRef, { maxItems: 16 });

/** `1s`, `1h30m`: a Go duration. */
export const goDuration = string({ rules: durationRules });

export const unsigned = integer({ minimum: 0, maximum: 4294967295 });

/** What istiod writes on its own kinds. */
export const istioStatus = object(
  {
    conditions: list(
      object({
        type: string(),
        status: string(),
        reason: string(),
        message: string(),
        lastProbeTime: string({ format: 'date-time' }),
        lastTransitionTime: string({ format: 'date-time' }),
        observedGeneration: intOrString(),
      }),
    ),
    observedGeneration: intOrString(),
    validationMessages: list(
      object({
        documentationUrl: string(),
        level: choice(['UNKNOWN', 'ERROR', 'WARNING', 'INFO']),
        type: object({ code: string(), name: string() }),
      }),
    ),
  },
  { open: true },
);

export const opaque = any();

export type WorkloadSelector = TypeOf<typeof workloadSelector>;
export type PolicyTargetRef = TypeOf<typeof policyTargetRef>;
