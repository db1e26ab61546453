import type { JwtRule, RequestAuthentication } from '#model/kubernetes/kinds.ts';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';

/** One jwtRule with where it stands. */
export interface AuthenticationRule {
  readonly policy: ResourceRef;
  readonly path: FieldPath;
  readonly rule: JwtRule;
}

/** The jwt_authn filter of one chain: jwtRules of all attached RequestAuthentications, by issuer. Opaque outside. */
export interface AuthenticationRules {
  readonly empty: boolean;
  /** Namespace and name of the RequestAuthentications. */
  readonly policies: readonly ResourceRef[];
  readonly rules: readonly AuthenticationRule[];
}

/** Concatenates the rules and sorts them by issuer. Mirrors istiod `authn.NewPolicyApplier`. */
export function compileAuthentication(policies: readonly RequestAuthentication[]): AuthenticationRules {
  const rules = policies.flatMap(({ metadata, spec }) => {
    const policy = { kind: 'RequestAuthentication', namespace: metadata.namespace ?? '', name: metadata.name };
    return (spec.jwtRules ?? []).map((rule, index) => ({ policy, path: ['spec', 'jwtRules', index], rule }));
  });
  const sorted = rules.toSorted((a, b) => compareText(a.rule.issuer ?? '', b.rule.issuer ?? ''));
  return { empty: rules.length === 0, policies: [...new Set(rules.map(({ policy }) => policy))], rules: sorted };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
