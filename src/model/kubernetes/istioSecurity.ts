import {
  attachmentRules,
  jwtRuleRules,
  keySetUriRules,
  peerAuthenticationRules,
  portKeyRules,
  sourceRules,
} from './istioRules.ts';
import { goDuration, istioStatus, policyTargetRef, policyTargetRefs, workloadSelector } from './istioParts.ts';
import { defineKind, type ResourceOf } from './kind.ts';
import { boolean, choice, list, map, object, required, string, withDefault, type TypeOf } from './schema.ts';

const strings = list(string());
const serviceAccounts = list(string({ maxLength: 320 }), { maxItems: 16 });

const source = object(
  {
    principals: strings,
    notPrincipals: strings,
    requestPrincipals: strings,
    notRequestPrincipals: strings,
    namespaces: strings,
    notNamespaces: strings,
    serviceAccounts,
    notServiceAccounts: serviceAccounts,
    ipBlocks: strings,
    notIpBlocks: strings,
    remoteIpBlocks: strings,
    notRemoteIpBlocks: strings,
    trustDomains: strings,
    notTrustDomains: strings,
  },
  { rules: sourceRules },
);

const operation = object({
  hosts: strings,
  notHosts: strings,
  ports: strings,
  notPorts: strings,
  methods: strings,
  notMethods: strings,
  paths: strings,
  notPaths: strings,
});

const condition = object({ key: required(string()), values: strings, notValues: strings });

const rule = object({
  from: list(object({ source }), { maxItems: 512 }),
  to: list(object({ operation })),
  when: list(condition),
});

const securityKind = { group: 'security.istio.io', versions: ['v1', 'v1beta1'] } as const;

export const authorizationPolicy = defineKind({
  ...securityKind,
  kind: 'AuthorizationPolicy',
  fields: {
    spec: withDefault(
      object(
        {
          action: choice(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']),
          provider: object({ name: string() }),
          rules: list(rule, { maxItems: 512 }),
          selector: workloadSelector,
          targetRef: policyTargetRef,
          targetRefs: policyTargetRefs,
        },
        { rules: attachmentRules },
      ),
      {},
    ),
    status: istioStatus,
  },
});

const mutualTls = object({ mode: choice(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT']) });

export const peerAuthentication = defineKind({
  ...securityKind,
  kind: 'PeerAuthentication',
  fields: {
    spec: withDefault(
      object(
        {
          selector: workloadSelector,
          mtls: mutualTls,
          portLevelMtls: map(mutualTls, { minProperties: 1, rules: portKeyRules }),
        },
        { rules: peerAuthenticationRules },
      ),
      {},
    ),
    status: istioStatus,
  },
});

const filled = string({ minLength: 1 });
const keySetUri = string({ minLength: 1, maxLength: 2048, rules: keySetUriRules });

const jwtRule = object(
  {
    issuer: filled,
    audiences: list(filled),
    jwksUri: keySetUri,
    jwks_uri: keySetUri,
    jwks: string(),
    fromHeaders: list(object({ name: required(filled), prefix: string() })),
    fromParams: list(filled),
    fromCookies: list(filled),
    outputPayloadToHeader: string(),
    forwardOriginalToken: boolean(),
    outputClaimToHeaders: list(
      object({ header: required(string({ pattern: /^[-_A-Za-z0-9]+$/, minLength: 1 })), claim: required(filled) }),
    ),
    presence: choice(['OPTIONAL', 'REQUIRED']),
    spaceDelimitedClaims: list(filled, { maxItems: 64 }),
    timeout: goDuration,
  },
  { rules: jwtRuleRules },
);

export const requestAuthentication = defineKind({
  ...securityKind,
  kind: 'RequestAuthentication',
  fields: {
    spec: withDefault(
      object(
        {
          selector: workloadSelector,
          targetRef: policyTargetRef,
          targetRefs: policyTargetRefs,
          jwtRules: list(jwtRule, { maxItems: 4096 }),
        },
        { rules: attachmentRules },
      ),
      {},
    ),
    status: istioStatus,
  },
});

export type AuthorizationPolicy = ResourceOf<typeof authorizationPolicy>;
export type AuthorizationRule = TypeOf<typeof rule>;
export type AuthorizationSource = TypeOf<typeof source>;
export type AuthorizationOperation = TypeOf<typeof operation>;
export type AuthorizationCondition = TypeOf<typeof condition>;
export type PeerAuthentication = ResourceOf<typeof peerAuthentication>;
export type RequestAuthentication = ResourceOf<typeof requestAuthentication>;
export type JwtRule = TypeOf<typeof jwtRule>;
