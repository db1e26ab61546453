import type { PeerAuthentication } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { Remark, ResolvedSettings } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { namespaceOf } from './inNamespace.ts';
import { effectiveOf, hasLabels, modeOf, portModesOf } from './peerAuthentication.ts';

type ByNamespace = ReadonlyMap<string, readonly PeerAuthentication[]>;

/** Notes about PeerAuthentications that istiod implements otherwise than it documents, and about ties it breaks by chance. */
export function peerAuthenticationRemarks(byNamespace: ByNamespace, settings: ResolvedSettings): readonly Remark[] {
  const remarks: Remark[] = [];
  for (const [namespace, policies] of byNamespace) {
    remarks.push(...ties(policies));
    if (namespace === settings.rootNamespace) continue;
    for (const policy of policies) if (hasLabels(policy)) remarks.push(...anomalies(policy, byNamespace, settings));
  }
  return remarks;
}

function anomalies(
  policy: PeerAuthentication,
  byNamespace: ByNamespace,
  settings: ResolvedSettings,
): readonly Remark[] {
  const around = [...(byNamespace.get(settings.rootNamespace) ?? []), ...(byNamespace.get(namespaceOf(policy)) ?? [])];
  const { mesh, namespace } = effectiveOf(
    around.filter((candidate) => !hasLabels(candidate)),
    settings,
  );
  const meshStrict = modeOf(mesh) === 'STRICT';
  const parentStrict = modeOf(namespace) === 'UNSET' ? meshStrict : modeOf(namespace) === 'STRICT';
  const own = modeOf(policy);
  const ports = (mode: string) =>
    portModesOf(policy)
      .filter(([, port]) => port === mode)
      .map(([port]) => String(port));
  const name = `${namespaceOf(policy)}/${policy.metadata.name}`;
  const remarks: Remark[] = [];
  const note = (
    code: 'disable-port-stays-strict' | 'strict-port-left-open' | 'all-ports-opened',
    which: readonly string[],
  ) => {
    const because: FieldRef[] = which.map((port) => ({
      resource: refOf(policy),
      path: ['spec', 'portLevelMtls', port],
    }));
    remarks.push({
      about: refOf(policy),
      reason: reason(`control-plane/${code}`, { policy: name, ports: which }),
      because,
    });
  };
  if (own === 'UNSET' && parentStrict && ports('DISABLE').length > 0 && ports('PERMISSIVE').length === 0) {
    note('disable-port-stays-strict', ports('DISABLE'));
  }
  const open = own === 'PERMISSIVE' || own === 'DISABLE';
  if (open && meshStrict && modeOf(namespace) === 'UNSET' && ports('STRICT').length > 0) {
    note('strict-port-left-open', ports('STRICT'));
  }
  if (
    own === 'UNSET' &&
    meshStrict &&
    namespace !== undefined &&
    modeOf(namespace) === 'UNSET' &&
    ports('PERMISSIVE').length > 0
  ) {
    note('all-ports-opened', ports('PERMISSIVE'));
  }
  return remarks;
}

/** Two policies of one level and one age: istiod takes either, and another run may take the other. */
function ties(policies: readonly PeerAuthentication[]): readonly Remark[] {
  const wide = policies.filter((policy) => !hasLabels(policy));
  return wide.slice(1).flatMap((policy) => {
    const first = wide[0];
    if (first === undefined || first.metadata.creationTimestamp !== policy.metadata.creationTimestamp) return [];
    const chosen = `${namespaceOf(first)}/${first.metadata.name}`;
    const other = `${namespaceOf(policy)}/${policy.metadata.name}`;
    return [{ about: refOf(policy), reason: reason('control-plane/equal-age', { chosen, other }), because: [] }];
  });
}
