import type { ResolvedSettings } from '../../mesh/mesh.ts';
import { compileRule } from './compileRule.ts';
import type { CompiledRule, DroppedRule, RuleContext } from './compileRule.ts';
import type { CompiledPolicies, CompiledPolicy, CustomPolicies } from './compiledPolicies.ts';
import type { AuthorizationPolicyObject } from './policyObject.ts';
import type { AskProvider } from './provider.ts';
import { providerNamed } from './provider.ts';

const askNobody: AskProvider = () => ({ kind: 'unknown' });

/** Policies of one HTTP chain, by action. Mirrors istiod `authz/builder.build` with `forTCP=false`. */
export function compileHttpPolicies(
  policies: readonly AuthorizationPolicyObject[],
  settings: ResolvedSettings,
  ask: AskProvider = askNobody,
): CompiledPolicies {
  return compilePolicies(policies, settings, ask, false);
}

/** Policies of one TCP chain: HTTP fields empty an ALLOW rule and widen any other. Mirrors `builder.BuildTCP`. */
export function compileTcpPolicies(
  policies: readonly AuthorizationPolicyObject[],
  settings: ResolvedSettings,
  ask: AskProvider = askNobody,
): CompiledPolicies {
  return compilePolicies(policies, settings, ask, true);
}

function compilePolicies(
  policies: readonly AuthorizationPolicyObject[],
  settings: ResolvedSettings,
  ask: AskProvider,
  tcp: boolean,
): CompiledPolicies {
  const of = (action: RuleContext['action']): readonly AuthorizationPolicyObject[] =>
    policies.filter(({ spec }) => (spec?.action ?? 'ALLOW') === action);
  const compile = (action: RuleContext['action']): readonly CompiledPolicy[] =>
    of(action).map((policy) => compilePolicy(policy, action, settings, tcp));
  const custom = customPolicies(of('CUSTOM'), settings, ask, tcp);
  const [deny, allow] = [compile('DENY'), compile('ALLOW')];
  const binding = (all: readonly CompiledPolicy[]): readonly CompiledPolicy[] => all.filter(({ dryRun }) => !dryRun);
  const reporting = (all: readonly CompiledPolicy[]): readonly CompiledPolicy[] => all.filter(({ dryRun }) => dryRun);
  return {
    empty: policies.length === 0,
    tcp,
    custom,
    audit: compile('AUDIT'),
    deny: binding(deny),
    allow: binding(allow),
    dryRun: { deny: reporting(deny), allow: reporting(allow) },
  };
}

function compilePolicy(
  policy: AuthorizationPolicyObject,
  action: RuleContext['action'],
  settings: ResolvedSettings,
  tcp: boolean,
): CompiledPolicy {
  const { namespace = '', name } = policy.metadata;
  const trustDomains = [settings.trustDomain, ...settings.trustDomainAliases];
  const context = { action, tcp, policyNamespace: namespace, trustDomains };
  const rules = (policy.spec?.rules ?? []).map((rule, index) => compileRule(rule, index, context));
  return {
    ref: { kind: 'AuthorizationPolicy', namespace, name },
    name: `${namespace}/${name}`,
    dryRun: isTrue(policy.metadata.annotations?.['istio.io/dry-run']),
    rules: rules.filter((rule): rule is CompiledRule => !('dropped' in rule)),
    dropped: rules.filter((rule): rule is DroppedRule => 'dropped' in rule),
  };
}

/** As Go's `strconv.ParseBool` reads it. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value);
}

function customPolicies(
  policies: readonly AuthorizationPolicyObject[],
  settings: ResolvedSettings,
  ask: AskProvider,
  tcp: boolean,
): readonly CustomPolicies[] {
  const nameOf = (policy: AuthorizationPolicyObject): string => policy.spec?.provider?.name ?? '';
  const names = [...new Set(policies.map(nameOf))].sort();
  const several = names.length > 1 && !isOn(settings.flags['PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS']);
  return names
    .map((name) => ({
      provider: several ? ({ kind: 'several', name, all: names } as const) : providerNamed(name, settings, ask),
      policies: policies
        .filter((policy) => nameOf(policy) === name)
        .map((policy) => compilePolicy(policy, 'CUSTOM', settings, tcp))
        .filter(({ dryRun }) => !dryRun),
    }))
    .filter(({ provider }) => !(tcp && provider.kind === 'http'));
}

function isOn(flag: boolean | string | undefined): boolean {
  return flag === true || flag === 'true';
}
