import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { FilterAnswer } from '../answer.ts';
import type { Asked } from './attributes.ts';
import { authorizerStatus } from './authorizerStatus.ts';
import type { Ruling } from './authorize.ts';
import type { CustomPolicies } from './compiledPolicies.ts';
import { explainMisses, rbacAnswer } from './explain.ts';
import type { MatchedRule } from './matchedRules.ts';
import { matchedRules, namesOf } from './matchedRules.ts';

const source = 'istio pilot/pkg/security/authz/builder/builder.go buildHTTP (CUSTOM)';

interface CustomVerdict {
  /** Present where a provider ends the request. */
  readonly ruling?: Ruling;
  readonly decisions: readonly Decision[];
}

/** Asks the external authorizers whose policies match, by name. Mirrors istiod's CUSTOM filters and Envoy ext_authz. */
export function decideCustom(groups: readonly CustomPolicies[], asked: Asked): CustomVerdict {
  const decisions: Decision[] = [];
  for (const group of groups) {
    const matched = matchedRules(group.policies, asked);
    if (matched.length === 0) continue;
    const verdict = askProvider(group, matched, asked);
    if ('result' in verdict) return { ruling: verdict, decisions };
    decisions.push(verdict);
  }
  return { decisions };
}

function askProvider(
  { provider, policies }: CustomPolicies,
  matched: readonly MatchedRule[],
  asked: Asked,
): Ruling | Decision {
  const names = namesOf(matched);
  const policy = names[0] ?? '';
  const because = matched.flatMap((rule) => rule.because);
  const considered = explainMisses(policies, asked);
  const facts = { policies: names, deniedBy: policy, matched, because, considered, source };
  if (provider.kind === 'missing' || provider.kind === 'several') {
    const ids = matched.map(({ id }) => `istio-ext-authz-${provider.name}-${id}-deny-due-to-bad-CUSTOM-action`);
    const why =
      provider.kind === 'missing'
        ? reason('envoy/custom-provider-missing', { policy, provider: provider.name })
        : reason('envoy/custom-several-providers', { policy, providers: [...provider.all] });
    return { ...facts, result: 'denied', answer: rbacAnswer(ids.sort()[0] ?? 'none'), reason: why };
  }
  const { name, answer, failOpen, statusOnError: status } = provider;
  const said = answer.kind === 'allows' ? authorizerStatus(provider.question, asked.headers) : 0;
  const failed = answer.kind === 'error' || said >= 500;
  if (failed && !failOpen) {
    const why = reason('envoy/custom-error', { policy, provider: name, status });
    return { ...facts, result: 'denied', answer: errorAnswer(status), reason: why };
  }
  if (answer.kind === 'unknown') {
    const why = reason('engine/unsupported', { rule: 'answer-of-authorizer', subject: name });
    return { ...facts, result: 'undetermined', reason: why };
  }
  if (!failed && said !== 200) {
    const why = reason('envoy/custom-denied', { policy, provider: name, status: said });
    const denial = { status: said, body: '', headers: [], flags: 'UAEX', details: 'ext_authz_denied' };
    return { ...facts, result: 'denied', answer: denial, reason: why };
  }
  const why = failed
    ? reason('envoy/custom-fail-open', { policy, provider: name })
    : reason('envoy/custom-allowed', { policy, provider: name });
  return { reason: why, because, considered, source };
}

function errorAnswer(status: number): FilterAnswer {
  return { status, body: '', headers: [], flags: 'UAEX', details: 'ext_authz_error' };
}
