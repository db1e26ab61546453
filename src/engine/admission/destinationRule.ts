import type { DestinationRule, TrafficPolicy } from '#model/kubernetes/kinds.ts';
import { all, each, errorsOf, refuse, refuseIf, type Findings } from './goError.ts';
import { parseDurationError } from './goText.ts';
import { checkExportTo, checkLabelsOf, checkWildcardDomain, isDnsLabel } from './names.ts';
import { checkSelector } from './policyAttachment.ts';
import { checkTrafficPolicy } from './trafficPolicy.ts';

/** Mirrors istiod `ValidateDestinationRule`; what it could not decode it never gets to judge. */
export function checkDestinationRule({ metadata, spec }: DestinationRule): Findings {
  const undecoded = firstUndecodedDuration([
    spec.trafficPolicy,
    ...(spec.subsets ?? []).map((each) => each.trafficPolicy),
  ]);
  if (undecoded !== undefined) return refuse(`bad Duration: ${undecoded}`);
  const names = new Set<string>();
  return all(
    checkWildcardDomain(spec.host),
    checkTrafficPolicy(spec.trafficPolicy),
    each(spec.subsets, ({ name, labels, trafficPolicy }) => {
      const repeated = names.has(name);
      names.add(name);
      return all(
        refuseIf(repeated, `duplicate subset names: ${name}`),
        errorsOf(all(checkSubsetName(name), checkLabelsOf(labels), checkTrafficPolicy(trafficPolicy))),
      );
    }),
    checkExportTo(metadata.namespace ?? '', spec.exportTo, { selected: spec.workloadSelector !== undefined }),
    checkSelector(spec.workloadSelector),
  );
}

/** Durations that no rule of the definition looks at. */
function firstUndecodedDuration(policies: readonly (TrafficPolicy | undefined)[]): string | undefined {
  for (const policy of policies) {
    for (const settings of policy === undefined ? [] : [policy, ...(policy.portLevelSettings ?? [])]) {
      const texts = [
        settings.connectionPool?.tcp?.idleTimeout,
        settings.loadBalancer?.consistentHash?.httpCookie?.ttl,
        settings.loadBalancer?.backendUtilization?.weightExpirationPeriod,
        settings.loadBalancer?.backendUtilization?.weightStabilizationPeriod,
        settings.loadBalancer?.backendUtilization?.weightUpdatePeriod,
        'retryBudget' in settings ? settings.retryBudget.budgetInterval : undefined,
      ];
      const errors = texts.map((text) => (text === undefined ? undefined : parseDurationError(text)));
      const first = errors.find((error) => error !== undefined);
      if (first !== undefined) return first;
    }
  }
  return undefined;
}

/** Mirrors istiod `validateSubsetName`. */
export function checkSubsetName(name: string): Findings {
  return name === ''
    ? { error: 'subset name cannot be empty' }
    : refuseIf(!isDnsLabel(name), `subset name is invalid: ${name}`);
}
