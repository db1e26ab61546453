import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { Asked } from './attributes.ts';
import type { CompiledPolicies } from './compiledPolicies.ts';
import { explainMisses } from './explain.ts';
import { matchedRules, namesOf } from './matchedRules.ts';

const source = 'istio pilot/pkg/security/authz/builder/builder.go build (shadow rules)';

/** What AUDIT and dry-run policies have to say; none of it changes the verdict. */
export function shadowDecisions(policies: CompiledPolicies, asked: Asked): readonly Decision[] {
  return [...audits(policies, asked), ...dryRuns(policies, asked)];
}

function audits({ audit }: CompiledPolicies, asked: Asked): readonly Decision[] {
  const matched = matchedRules(audit, asked);
  if (matched.length === 0) return [];
  const because = matched.flatMap((rule) => rule.because);
  return [{ reason: reason('envoy/audited', { policies: namesOf(matched) }), because, source }];
}

function dryRuns({ dryRun }: CompiledPolicies, asked: Asked): readonly Decision[] {
  const denied = matchedRules(dryRun.deny, asked);
  const allowing = dryRun.allow;
  const allowed = matchedRules(allowing, asked);
  const decisions: Decision[] = [];
  if (denied.length > 0) {
    const because = denied.flatMap((rule) => rule.because);
    decisions.push({ reason: reason('envoy/dry-run-denies', { policies: namesOf(denied) }), because, source });
  }
  if (allowed.length > 0) {
    const because = allowed.flatMap((rule) => rule.because);
    decisions.push({ reason: reason('envoy/dry-run-allows', { policies: namesOf(allowed) }), because, source });
  } else if (allowing.length > 0) {
    decisions.push({
      reason: reason('envoy/dry-run-no-allow', { policies: allowing.map(({ name }) => name) }),
      because: allowing.map(({ ref }) => ({ resource: ref, path: ['metadata', 'annotations', 'istio.io/dry-run'] })),
      considered: explainMisses(allowing, asked),
      source,
    });
  }
  return decisions;
}
