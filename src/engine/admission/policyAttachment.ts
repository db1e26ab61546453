import type { PolicyTargetRef, WorkloadSelector } from '#model/kubernetes/kinds.ts';
import { all, each, none, refuse, refuseIf, warnIf, type Findings } from './goError.ts';
import { checkSelectorLabels } from './names.ts';

export interface Attachment {
  readonly selector?: WorkloadSelector;
  readonly targetRef?: PolicyTargetRef;
  readonly targetRefs?: readonly PolicyTargetRef[];
}

const allowedTargets = [
  'core/v1/Service',
  'networking.istio.io/v1/ServiceEntry',
  'gateway.networking.k8s.io/v1/Gateway',
  'gateway.networking.k8s.io/v1/GatewayClass',
];

const allowedKinds: ReadonlySet<string> = new Set(allowedTargets.map((target) => target.replace(/\/v1\//, '/')));

/** What a policy may be attached to. Mirrors istiod's four checks that policies begin with, in their order. */
export function checkAttachment({ selector, targetRef, targetRefs }: Attachment): Findings {
  const ways = [selector, targetRef, targetRefs === undefined || targetRefs.length === 0 ? undefined : targetRefs];
  return all(
    refuseIf(
      ways.filter((way) => way !== undefined).length > 1,
      'only one of targetRefs or workloadSelector can be set',
    ),
    checkSelector(selector),
    targetRef === undefined ? none : checkTarget(targetRef),
    each(targetRefs, checkTarget),
  );
}

/** Mirrors istiod `validateWorkloadSelector`. */
export function checkSelector(selector: WorkloadSelector | undefined): Findings {
  if (selector === undefined) return none;
  return all(
    checkSelectorLabels(selector.matchLabels),
    warnIf(Object.keys(selector.matchLabels ?? {}).length === 0, 'workload selector specified without labels'),
  );
}

function checkTarget({ group = '', kind, name, namespace = '' }: PolicyTargetRef): Findings {
  return all(
    refuseIf(name === '', 'targetRef name must be set'),
    refuseIf(namespace !== '', 'targetRef namespace must not be set; cross namespace referencing is not supported'),
    allowedKinds.has(`${group === '' ? 'core' : group}/${kind}`)
      ? none
      : refuse(`targetRef must be to one of [${allowedTargets.join(' ')}] but was ${group}/${kind}`),
  );
}
