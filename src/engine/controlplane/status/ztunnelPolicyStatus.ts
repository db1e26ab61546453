import type { AuthorizationOperation, AuthorizationPolicy, AuthorizationSource } from '#model/kubernetes/kinds.ts';
import type { StatusCondition } from '#model/objectStatus.ts';
import { annotations } from '#model/kubernetes/labels.ts';
import type { ResolvedSettings } from '../../mesh/mesh.ts';
import { parseRange } from '../../mesh/ipRange.ts';
import { parseGoBool } from '../goBool.ts';
import { annotationOf, namespaceOf } from '../inNamespace.ts';
import { isOn } from '../settings.ts';
import { generationOf } from './condition.ts';
import { targetRefsOf } from './targetRefsOf.ts';

/** What istiod says about a policy's form at ztunnel; `bound` is whether ztunnel gets it at all. */
export interface ZtunnelPolicyMessage {
  readonly bound: boolean;
  readonly message?: string;
}

/**
 * `ZtunnelAccepted` of an AuthorizationPolicy; absent for one that is a waypoint's alone.
 * Mirrors istiod `convertAuthorizationPolicy` and `WorkloadAuthorization.GetConditions`.
 */
export function ztunnelAccepted(policy: AuthorizationPolicy, settings: ResolvedSettings): StatusCondition | undefined {
  const said = ztunnelPolicyMessage(policy, settings);
  if (said === undefined) return undefined;
  return {
    type: 'ZtunnelAccepted',
    status: said.bound ? 'True' : 'False',
    reason: said.message === undefined ? 'Accepted' : 'UnsupportedValue',
    message: said.message ?? 'attached to ztunnel',
    observedGeneration: String(generationOf(policy)),
  };
}

/** Which objection istiod has to a policy at ztunnel, in its words; absent where ztunnel has no part in it. */
export function ztunnelPolicyMessage(
  policy: AuthorizationPolicy,
  settings: ResolvedSettings,
): ZtunnelPolicyMessage | undefined {
  const dryRun = parseGoBool(annotationOf(policy, annotations.dryRun) ?? '') === true;
  if (dryRun && !isOn(settings, 'AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY')) {
    const name = `${namespaceOf(policy)}/${policy.metadata.name}`;
    return {
      bound: false,
      message: `found policy "${name}" using dry-run annotation, but support for ambient dry-run authorizationPolicies isn't enabled`,
    };
  }
  if (targetRefsOf(policy.spec).length > 0) return undefined;
  const { action = 'ALLOW' } = policy.spec;
  if (action === 'AUDIT' || action === 'CUSTOM')
    return { bound: false, message: `ztunnel does not support the ${action} action` };
  const found = httpAttributes(policy);
  if (found.length === 0) return { bound: true };
  return {
    bound: true,
    message:
      `ztunnel does not support HTTP attributes (found: ${found.join(', ')}). ` +
      `In ambient mode you must use a waypoint proxy to enforce HTTP rules. ${consequence(policy, action)}`,
  };
}

function consequence(policy: AuthorizationPolicy, action: 'ALLOW' | 'DENY'): string {
  if (action === 'ALLOW')
    return 'Within an ALLOW policy, rules matching HTTP attributes are omitted. This will be more restrictive than requested.';
  if ((policy.spec.rules ?? []).some(hasEffect))
    return 'DENY policy with HTTP attributes is enforced without the HTTP rules. This will be more restrictive than requested.';
  return (
    'After omitting unsupported HTTP attributes, this DENY policy has no enforceable rules at ztunnel ' +
    'and will have no effect. Deploy a waypoint proxy and use a targetRef to enforce this policy.'
  );
}

const httpOperationFields = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'] as const;
const httpSourceFields = ['remoteIpBlocks', 'notRemoteIpBlocks', 'requestPrincipals', 'notRequestPrincipals'] as const;
const l4Keys = new Set(['source.ip', 'source.namespace', 'source.principal', 'destination.ip', 'destination.port']);

function httpAttributes(policy: AuthorizationPolicy): readonly string[] {
  const found = new Set<string>();
  for (const rule of policy.spec.rules ?? []) {
    for (const { operation } of rule.to ?? [])
      filledOf(operation, httpOperationFields).forEach((field) => found.add(field));
    for (const { source } of rule.from ?? []) filledOf(source, httpSourceFields).forEach((field) => found.add(field));
    for (const { key } of rule.when ?? []) if (!l4Keys.has(key)) found.add(key);
  }
  return [...found].sort();
}

type Rule = NonNullable<AuthorizationPolicy['spec']['rules']>[number];

/** Whether anything of a DENY rule is left that can match at ztunnel. Mirrors istiod `hasEffectiveRules`. */
function hasEffect(rule: Rule): boolean {
  const clauses: boolean[] = [];
  if ((rule.to ?? []).length > 0) clauses.push((rule.to ?? []).some(({ operation }) => hasL4Operation(operation)));
  if ((rule.from ?? []).length > 0) clauses.push((rule.from ?? []).some(({ source }) => hasL4Source(source)));
  for (const { key, values = [], notValues = [] } of rule.when ?? [])
    clauses.push([...values, ...notValues].some((value) => survives(key, value)));
  return clauses.every(Boolean);
}

/** Whether istiod can pass a value of a condition on to ztunnel; what it cannot read it leaves out. */
function survives(key: string, value: string): boolean {
  if (!l4Keys.has(key)) return false;
  if (key === 'destination.port') return isPort(value);
  return key.endsWith('.ip') ? parseRange(value) !== undefined : true;
}

function isPort(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) <= 65535;
}

function hasL4Operation(operation: AuthorizationOperation | undefined): boolean {
  return [...(operation?.ports ?? []), ...(operation?.notPorts ?? [])].some(isPort);
}

const l4SourceFields = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
] as const;

function hasL4Source(source: AuthorizationSource | undefined): boolean {
  if (filledOf(source, l4SourceFields).length > 0) return true;
  return [...(source?.ipBlocks ?? []), ...(source?.notIpBlocks ?? [])].some((block) => parseRange(block) !== undefined);
}

function filledOf<F extends string>(
  value: { readonly [K in F]?: readonly string[] } | undefined,
  fields: readonly F[],
): readonly F[] {
  if (value === undefined) return [];
  return fields.filter((field) => (value[field] ?? []).length > 0);
}
