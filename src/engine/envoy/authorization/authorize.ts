import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Considered, Decision } from '#model/trace.ts';
import type { FilterAnswer } from '../answer.ts';
import type { Asked, HttpAttributes, TcpAttributes } from './attributes.ts';
import { askedOfConnection, askedOfRequest } from './attributes.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiledPolicies.ts';
import { decideCustom } from './decideCustom.ts';
import { explainMisses, matchedReason, rbacAnswer } from './explain.ts';
import type { MatchedRule } from './matchedRules.ts';
import { anyMatches, matchedRules, namesOf } from './matchedRules.ts';
import { shadowDecisions } from './shadowDecisions.ts';

export type { MatchedRule } from './matchedRules.ts';

/** The verdict of all AuthorizationPolicies of one chain. */
export interface Authorization {
  readonly result: 'allowed' | 'denied' | 'undetermined';
  /** `namespace/name` of the policies that matched; of a denial every one that refuses. For `five.enforcers`. */
  readonly policies: readonly string[];
  /** `namespace/name`, or `no-allow-matched`. Only of a denial. */
  readonly deniedBy?: string;
  readonly matched: readonly MatchedRule[];
  /** Only of a denial: what the client gets over HTTP (the TCP chain resets instead), with Envoy's details. */
  readonly answer?: FilterAnswer;
  readonly reason: Reason;
  readonly because: readonly FieldRef[];
  readonly considered: readonly Considered[];
  /** Ready for the trace: verdict first, then what AUDIT and dry-run policies would have said. Empty without policies. */
  readonly decisions: readonly Decision[];
}

/** A verdict before it is turned into a decision of the trace. */
export type Ruling = Omit<Authorization, 'decisions'> & { readonly source: string };

/**
 * CUSTOM policies alone: their filters stand before request authentication and see the token, not its claims.
 * Undefined where none of them matches. Mirrors Envoy ext_authz.
 */
export function authorizeExternally(policies: CompiledPolicies, attributes: HttpAttributes): Authorization | undefined {
  if (policies.custom.length === 0) return undefined;
  const { ruling, decisions } = decideCustom(policies.custom, askedOfRequest(attributes));
  if (ruling === undefined) return decisions.length === 0 ? undefined : { ...passed, decisions };
  return { ...ruling, decisions: [...decisions, decisionOf(ruling)] };
}

const passed: Omit<Authorization, 'decisions'> = {
  result: 'allowed',
  policies: [],
  matched: [],
  reason: reason('envoy/no-policies', { chain: 'http' }),
  because: [],
  considered: [],
};

/** AUDIT, DENY, ALLOW in Envoy's order. Mirrors istiod `authz/builder` and Envoy's RBAC filter. */
export function authorizeHttp(policies: CompiledPolicies, attributes: HttpAttributes): Authorization {
  const { custom } = policies;
  return authorize(custom.length === 0 ? policies : { ...policies, custom: [] }, askedOfRequest(attributes));
}

/** The same on a TCP chain, CUSTOM first, on the client's first bytes. Mirrors Envoy's network RBAC filter. */
export function authorizeTcp(policies: CompiledPolicies, attributes: TcpAttributes): Authorization {
  return authorize(policies, askedOfConnection(attributes));
}

/** Whether Envoy lets it pass, without a word why; `undefined` where only an external authorizer knows. */
export function isAllowed(policies: CompiledPolicies, asked: Asked): boolean | undefined {
  const custom = decideCustom(policies.custom, asked);
  if (custom.ruling !== undefined) return custom.ruling.result === 'undetermined' ? undefined : false;
  if (anyMatches(policies.deny, asked)) return false;
  return policies.allow.length === 0 || anyMatches(policies.allow, asked);
}

function authorize(policies: CompiledPolicies, asked: Asked): Authorization {
  const custom = decideCustom(policies.custom, asked);
  const ruling = custom.ruling ?? decideDeny(policies, asked) ?? decideAllow(policies, asked);
  const shadows = custom.ruling === undefined ? shadowDecisions(policies, asked) : [];
  if (policies.empty) return { ...ruling, decisions: [] };
  return { ...ruling, decisions: [...custom.decisions, decisionOf(ruling), ...shadows] };
}

function decisionOf({ reason: why, because, considered, source }: Ruling): Decision {
  return { reason: why, because, considered, source };
}

function decideDeny({ deny, tcp }: CompiledPolicies, asked: Asked): Ruling | undefined {
  const matched = matchedRules(deny, asked);
  const names = namesOf(matched);
  const [first] = names;
  if (first === undefined) return undefined;
  return {
    result: 'denied',
    policies: names,
    deniedBy: first,
    matched,
    answer: rbacAnswer(matched.map(({ id }) => id).sort()[0] ?? 'none'),
    reason: reason('envoy/denied-by-policy', { policies: names, rules: matched.map(({ id }) => id) }),
    because: matched.flatMap(({ because }) => because),
    considered: explainMisses(deny, asked),
    source: sourceOf(tcp),
  };
}

function decideAllow({ allow, deny, tcp }: CompiledPolicies, asked: Asked): Ruling {
  const binding = allow;
  const matched = matchedRules(binding, asked);
  const names = namesOf(matched);
  const considered = [...explainMisses(deny, asked), ...explainMisses(binding, asked)];
  const source = sourceOf(tcp);
  if (binding.length === 0) {
    const policies = allNames(deny);
    const why =
      policies.length > 0
        ? reason('envoy/nothing-denies', { policies })
        : reason('envoy/no-policies', { chain: tcp ? 'tcp' : 'http' });
    return { result: 'allowed', policies: [], matched, reason: why, because: [], considered, source };
  }
  if (names.length > 0) {
    const because = matched.flatMap((rule) => rule.because);
    return { result: 'allowed', policies: names, matched, reason: matchedReason(matched), because, considered, source };
  }
  const policies = allNames(binding);
  return {
    result: 'denied',
    policies,
    deniedBy: 'no-allow-matched',
    matched,
    answer: rbacAnswer('none'),
    reason: reason('envoy/no-allow-matched', { policies }),
    because: binding.slice(0, mostBlamed).map(({ ref }) => ruleListOf(ref)),
    considered,
    source,
  };
}

/** How many policies a missing permission is blamed on by field: more would bury the text in marks. */
const mostBlamed = 32;

const namesOfAll = new WeakMap<readonly CompiledPolicy[], readonly string[]>();

function allNames(policies: readonly CompiledPolicy[]): readonly string[] {
  const found = namesOfAll.get(policies);
  if (found !== undefined) return found;
  const made = policies.map(({ name }) => name);
  namesOfAll.set(policies, made);
  return made;
}

function ruleListOf(resource: ResourceRef): FieldRef {
  return { resource, path: ['spec'] };
}

function sourceOf(tcp: boolean): string {
  return tcp
    ? 'envoy source/extensions/filters/network/rbac/rbac_filter.cc onData'
    : 'envoy source/extensions/filters/http/rbac/rbac_filter.cc decodeHeaders';
}
