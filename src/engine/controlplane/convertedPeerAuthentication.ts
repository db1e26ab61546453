import type { PeerAuthentication } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Authorization, AuthorizationEntry, AuthorizationGroup, ResolvedSettings } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { namespaceOf } from './inNamespace.ts';
import { convertedNameOf, modeOf, portModesOf } from './peerAuthentication.ts';

const noIdentity: AuthorizationEntry = { notPrincipals: ['*'] };

/** The namespace's and the mesh's own policies, as the conversion sees them: those without any selector, oldest first. */
export interface ParentPolicies {
  readonly namespace?: PeerAuthentication;
  readonly root?: PeerAuthentication;
}

/**
 * Turns port-level modes into a DENY policy of ztunnel, or nothing where the parent already says it. Its idea of the
 * parent is not quite that of `attachedKeys`: anomalies B and C come from there. Mirrors istiod `convertPeerAuthentication`.
 */
export function convertPeerAuthentication(
  policy: PeerAuthentication,
  parents: ParentPolicies,
  settings: ResolvedSettings,
): Authorization | undefined {
  const ports = portModesOf(policy);
  if (namespaceOf(policy) === settings.rootNamespace || policy.spec.selector === undefined || ports.length === 0)
    return undefined;
  const mode = modeOf(policy);
  const strictPorts = ports.filter(([, port]) => port === 'STRICT').map(([port]) => port);
  const openPorts = ports.filter(([, port]) => port === 'PERMISSIVE' || port === 'DISABLE').map(([port]) => port);
  const denied = strictIsInherited(policy, parents) ? [] : strictPorts;
  const exempt = mode === 'STRICT' || (mode === 'UNSET' && !parentIsOpen(parents)) ? openPorts : [];
  const groups: AuthorizationGroup[] = denied.map((port) => ({
    clauses: [[{ ...noIdentity, destinationPorts: [port] }]],
    because: [portField(policy, port)],
  }));
  if (exempt.length > 0) groups.push(exemption(policy, exempt, mode === 'STRICT' || mergesStrict(parents)));
  if (groups.length === 0 || (mode === 'STRICT' && exempt.length === 0)) return undefined;
  return {
    namespace: namespaceOf(policy),
    name: convertedNameOf(policy),
    scope: 'WORKLOAD_SELECTOR',
    action: 'DENY',
    dryRun: false,
    groups,
    source: refOf(policy),
  };
}

/** Refuses plaintext on every port but the exempt ones. */
function exemption(policy: PeerAuthentication, ports: readonly number[], strict: boolean): AuthorizationGroup {
  const clauses = ports.map((port): readonly AuthorizationEntry[] => [{ notDestinationPorts: [port] }]);
  return {
    clauses: strict ? [[noIdentity], ...clauses] : clauses,
    because: ports.map((port) => portField(policy, port)),
  };
}

function portField(policy: PeerAuthentication, port: number): FieldRef {
  return { resource: refOf(policy), path: ['spec', 'portLevelMtls', String(port)] };
}

/** The grouping of AND and OR is upstream's: under a STRICT mesh the last line holds whatever the workload mode (anomaly B). */
function strictIsInherited(policy: PeerAuthentication, { namespace, root }: ParentPolicies): boolean {
  if (modeOf(policy) === 'STRICT') return true;
  if (modeOf(policy) === 'UNSET' && modeOf(namespace) === 'STRICT') return true;
  return modeOf(namespace) === 'UNSET' && modeOf(root) === 'STRICT';
}

/** A namespace policy that is there and UNSET counts as open, whatever the mesh says (anomaly C). */
function parentIsOpen({ namespace, root }: ParentPolicies): boolean {
  if (namespace !== undefined) return modeOf(namespace) !== 'STRICT';
  return modeOf(root) !== 'STRICT';
}

function mergesStrict({ namespace, root }: ParentPolicies): boolean {
  if (modeOf(namespace) === 'STRICT') return true;
  return modeOf(root) === 'STRICT' && modeOf(namespace) === 'UNSET';
}
