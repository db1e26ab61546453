import type { RequestAuthentication } from '#model/kubernetes/kinds.ts';
import type { AuthorizationPolicyObject } from '#engine/envoy/authorization/policyObject.ts';
import type { ResolvedSettings } from '#engine/mesh/mesh.ts';

/** An object of a vector, whatever its kind. */
export type VectorObject = { readonly kind: string } & AuthorizationPolicyObject;

/** Claims by the name that stands for their signed token. */
export type TokenClaims = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface VectorRequest {
  readonly port: { readonly protocol: string; readonly servicePort: number; readonly workloadPort: number };
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request of the security suites. */
export interface SecurityCase {
  readonly name: string;
  readonly from?: {
    readonly namespace?: string;
    readonly service?: string;
    readonly principal?: string | null;
    readonly ingressGateway?: boolean;
  };
  readonly to?: {
    readonly namespace: string;
    readonly service: string;
    readonly extraPodLabels?: Readonly<Record<string, string>>;
  };
  readonly request: VectorRequest;
  readonly allow: boolean;
  readonly status?: number;
  readonly requestHeadersAtBackend?: Readonly<Record<string, string>>;
  readonly policySet: number;
}

export interface SecurityTest {
  readonly test: string;
  readonly policySets: readonly (readonly VectorObject[])[];
  readonly cases: readonly SecurityCase[];
}

/** Istio's defaults, as the suites have them. */
export const vectorSettings: ResolvedSettings = {
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  now: 0,
  flags: {},
  meshConfig: {},
};

export function authorizationPolicies(objects: readonly VectorObject[]): readonly AuthorizationPolicyObject[] {
  return objects.filter(({ kind }) => kind === 'AuthorizationPolicy');
}

const reachable = 'http://jwt-server/jwks';

/** The suites' key servers: keys behind an address that answers in time, none behind any other. */
export function requestAuthentications(objects: readonly VectorObject[]): readonly RequestAuthentication[] {
  return objects
    .filter(({ kind }) => kind === 'RequestAuthentication')
    .map((object) => {
      const authentication = object as unknown as RequestAuthentication;
      const jwtRules = (authentication.spec.jwtRules ?? []).map((rule) => ({
        ...rule,
        jwks: rule.jwksUri === reachable ? 'known' : 'unreachable',
      }));
      return { ...authentication, spec: { ...authentication.spec, jwtRules } };
    });
}

/** `{TokenX}` becomes a token with those claims; its signature is whatever the test says it is. */
export function withTokens(text: string, tokens: TokenClaims): string {
  return text.replace(/\{(Token\w+)\}/g, (whole, name: string) => {
    const claims = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
    return claims === undefined ? whole : tokenOf(claims);
  });
}

export function tokenOf(claims: Readonly<Record<string, unknown>>): string {
  return [{ alg: 'RS256', kid: 'k' }, claims].map((part) => base64Url(JSON.stringify(part))).join('.') + '.c2ln';
}

export function base64Url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
