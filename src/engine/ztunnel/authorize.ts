import { reason } from '#model/reason.ts';
import { keyOf, type FieldRef } from '#model/kubernetes/resource.ts';
import type { Considered, Decision } from '#model/trace.ts';
import type { Authorization, Mesh, Remark, Workload } from '../mesh/mesh.ts';
import { nameOf } from '../dataplane/podRef.ts';
import { matchingGroup, type RbacConnection } from './rbac.ts';

/** The verdict of a destination ztunnel's policies. */
export interface RbacVerdict {
  readonly allowed: boolean;
  /** Policies that matched: all that refuse, or those that allow. */
  readonly policies: readonly string[];
  /** `namespace/name` of a policy that refuses, or `no-allow-matched`. */
  readonly deniedBy?: string;
  readonly decision: Decision;
  /** ztunnel's own words for a refusal. */
  readonly error?: string;
  readonly dryRun: readonly string[];
}

const source = 'ztunnel src/state.rs assert_rbac';

interface Match {
  readonly policy: Authorization;
  readonly because: readonly FieldRef[];
}

/** Any DENY that matches refuses; without ALLOW policies all is allowed; else one of them has to match. Mirrors ztunnel `assert_rbac`. */
export function authorize(mesh: Mesh, workload: Workload, connection: RbacConnection): RbacVerdict {
  const policies = mesh.policies.forWorkload(workload);
  const enforced = policies.filter(({ dryRun }) => !dryRun);
  const dryRun = policies
    .filter((policy) => policy.dryRun && matchingGroup(policy, connection) !== undefined)
    .map(nameOf);
  const denying = matches(enforced, 'DENY', connection);
  if (denying.length > 0) return refusedBy(denying, connection, dryRun, mesh.policies.mtlsField(workload));
  const allowing = enforced.filter(({ action }) => action === 'ALLOW');
  if (allowing.length === 0) {
    const code = enforced.length === 0 ? 'rbac/no-policies' : 'rbac/no-allow-policies';
    const considered = unmatched(mesh, enforced);
    const decision = {
      reason: reason(code, { pod: nameOf(workload) }),
      because: considered.flatMap(({ because = [] }) => because),
      considered,
      source,
    };
    return { allowed: true, policies: [], decision, dryRun };
  }
  const admitting = matches(allowing, 'ALLOW', connection);
  const peer = connection.identity ?? connection.sourceIp;
  if (admitting.length > 0) {
    const names = admitting.map(({ policy }) => nameOf(policy));
    const because = admitting.flatMap((match) => match.because);
    const considered = unmatched(
      mesh,
      enforced.filter((policy) => !names.includes(nameOf(policy))),
    );
    const decision = { reason: reason('rbac/allowed', { policies: names, peer }), because, considered, source };
    return { allowed: true, policies: names, decision, dryRun };
  }
  const names = allowing.map(nameOf);
  const because = allowing.flatMap((policy) =>
    policy.source === undefined ? [] : [{ resource: policy.source, path: ['spec'] }],
  );
  const decision = {
    reason: reason('rbac/no-allow-matched', { policies: names, peer }),
    because,
    considered: unmatched(mesh, enforced),
    source,
  };
  return {
    allowed: false,
    policies: names,
    deniedBy: 'no-allow-matched',
    decision,
    error: 'allow policies exist, but none allowed',
    dryRun,
  };
}

function matches(
  policies: readonly Authorization[],
  action: Authorization['action'],
  connection: RbacConnection,
): readonly Match[] {
  return policies.flatMap((policy): readonly Match[] => {
    const group = policy.action === action ? matchingGroup(policy, connection) : undefined;
    return group === undefined ? [] : [{ policy, because: group.because }];
  });
}

function refusedBy(
  denying: readonly Match[],
  connection: RbacConnection,
  dryRun: readonly string[],
  mtlsField: FieldRef | undefined,
): RbacVerdict {
  const names = denying.map(({ policy }) => nameOf(policy));
  const [first] = denying;
  const deniedBy = first === undefined ? '' : nameOf(first.policy);
  // The converted PeerAuthentications refuse for want of an identity, which is worth its own sentence.
  const strict = denying.every(
    ({ policy }) => policy.name.startsWith('istio_converted_') || policy.name.startsWith('converted_peer_'),
  );
  const behind = strict && mtlsField !== undefined ? [mtlsField] : [];
  const because = [...behind, ...denying.flatMap((match) => match.because)];
  const why = strict
    ? reason('rbac/strict', { policies: names, source: connection.sourceIp })
    : reason('rbac/denied', { policies: names, peer: connection.identity ?? connection.sourceIp });
  return {
    allowed: false,
    policies: names,
    deniedBy,
    decision: { reason: why, because, source },
    error: `explicitly denied by: ${deniedBy}`,
    dryRun,
  };
}

function unmatched(mesh: Mesh, policies: readonly Authorization[]): readonly Considered[] {
  return policies.slice(0, 20).map((policy): Considered => {
    const resource = policy.source;
    const remark = resource === undefined ? undefined : lossesOf(mesh).get(keyOf(resource));
    return {
      ...(resource === undefined ? {} : { resource }),
      outcome: 'no-match',
      ...(remark === undefined
        ? { reason: reason('rbac/policy-did-not-match', { policy: nameOf(policy) }) }
        : { reason: remark.reason, because: remark.because }),
    };
  });
}

const known = new WeakMap<Mesh, ReadonlyMap<string, Remark>>();

/** Policies that cannot match because istiod left out what ztunnel cannot judge: the reason people look for. */
function lossesOf(mesh: Mesh): ReadonlyMap<string, Remark> {
  const found = known.get(mesh);
  if (found !== undefined) return found;
  const codes = ['control-plane/deny-without-effect', 'control-plane/allow-rules-omitted'];
  const losses = new Map(
    mesh.remarks.filter((each) => codes.includes(each.reason.code)).map((each) => [keyOf(each.about), each]),
  );
  known.set(mesh, losses);
  return losses;
}
