import type { DestinationRule } from '#model/kubernetes/kinds.ts';
import { all, each, errorsOf, refuseIf, type Findings } from './goError.ts';
import { checkExportTo, checkLabelsOf, checkWildcardDomain, isDnsLabel } from './names.ts';
import { checkSelector } from './policyAttachment.ts';
import { checkTrafficPolicy } from './trafficPolicy.ts';

/** Mirrors istiod `ValidateDestinationRule`. */
export function checkDestinationRule({ metadata, spec }: DestinationRule): Findings {
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

/** Mirrors istiod `validateSubsetName`. */
export function checkSubsetName(name: string): Findings {
  return name === ''
    ? { error: 'subset name cannot be empty' }
    : refuseIf(!isDnsLabel(name), `subset name is invalid: ${name}`);
}
