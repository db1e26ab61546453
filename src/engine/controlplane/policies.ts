import type { AuthorizationPolicy, PeerAuthentication } from '#model/kubernetes/kinds.ts';
import { annotations, labels } from '#model/kubernetes/labels.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type {
  Authorization,
  ProgrammedGateway,
  Remark,
  ResolvedSettings,
  ResourceIndex,
  Workload,
} from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { convertAuthorizationPolicy, type PolicyConversion } from './authorization.ts';
import { convertPeerAuthentication, type ParentPolicies } from './convertedPeerAuthentication.ts';
import { labelOf, namespaceOf } from './inNamespace.ts';
import { containsLabels } from './labelSelector.ts';
import {
  attachedKeys,
  effectiveOf,
  hasLabels,
  isOlder,
  modeOf,
  staticStrict,
  type EffectivePeerAuthentications,
} from './peerAuthentication.ts';
import { peerAuthenticationRemarks } from './peerAuthenticationRemarks.ts';
import { isOn } from './settings.ts';

/** Every policy ztunnel gets, and which of them istiod attaches to a workload. */
export interface Policies {
  readonly authorizations: readonly Authorization[];
  /** Keys for a pod or another workload, by its labels. */
  attachedTo(namespace: string, labels: Readonly<Record<string, string>>): readonly string[];
  /** The field that decides the mTLS mode of a workload with these labels. */
  mtlsField(namespace: string, labels: Readonly<Record<string, string>>): FieldRef | undefined;
  readonly remarks: readonly Remark[];
}

/** Converts and indexes AuthorizationPolicies and PeerAuthentications. Mirrors istiod `PolicyCollections`. */
export function collectPolicies(resources: ResourceIndex, settings: ResolvedSettings): Policies {
  const remarks: Remark[] = [];
  const authorizationPolicies = resources
    .all('AuthorizationPolicy')
    .filter((policy) => ofThisRevision(policy, remarks));
  const sent: Authorization[] = [];
  const selecting = new Map<string, AuthorizationPolicy[]>();
  for (const policy of authorizationPolicies) {
    const conversion = convertAuthorizationPolicy(policy, settings);
    remarks.push(...conversionRemarks(policy, conversion));
    if (conversion.kind !== 'sent') continue;
    sent.push(conversion.authorization);
    // A selector without labels attaches to nothing, unlike at a sidecar.
    if (Object.keys(policy.spec.selector?.matchLabels ?? {}).length > 0) push(selecting, namespaceOf(policy), policy);
  }
  const peers = resources
    .all('PeerAuthentication')
    .filter(
      (policy) => labelOf(policy, labels.revision) === undefined || labelOf(policy, labels.revision) === 'default',
    );
  const peersByNamespace = new Map<string, PeerAuthentication[]>();
  for (const policy of peers) push(peersByNamespace, namespaceOf(policy), policy);
  sent.push(...convertAll(peers, peersByNamespace, settings));
  if (peers.length > 0) sent.push(staticStrict(settings));
  remarks.push(...peerAuthenticationRemarks(peersByNamespace, settings));
  const root = settings.rootNamespace;
  return {
    authorizations: sent,
    attachedTo(namespace, own) {
      const selected = [
        ...(selecting.get(namespace) ?? []),
        ...(namespace === root ? [] : (selecting.get(root) ?? [])),
      ];
      const keys = selected
        .filter((policy) => containsLabels(own, policy.spec.selector?.matchLabels ?? {}))
        .map((policy) => `${namespaceOf(policy)}/${policy.metadata.name}`);
      if (peers.length === 0) return keys;
      const found = peersFor(peersByNamespace, namespace, own, root);
      return [...keys, ...attachedKeys(effectiveOf(found, settings), settings)];
    },
    mtlsField: (namespace, own) => modeField(effectiveOf(peersFor(peersByNamespace, namespace, own, root), settings)),
    remarks,
  };
}

/** The nearest level that says something: the workload's, its namespace's, the mesh's. */
function modeField({ workload, namespace, mesh }: EffectivePeerAuthentications): FieldRef | undefined {
  const deciding = [workload, namespace, mesh].find((policy) => modeOf(policy) !== 'UNSET');
  return deciding === undefined ? undefined : { resource: refOf(deciding), path: ['spec', 'mtls', 'mode'] };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Policies of the root namespace that have a selector count for pods of that namespace only, and then for nothing. */
function peersFor(
  byNamespace: ReadonlyMap<string, readonly PeerAuthentication[]>,
  namespace: string,
  own: Readonly<Record<string, string>>,
  root: string,
): readonly PeerAuthentication[] {
  const inherited =
    namespace === root ? [] : (byNamespace.get(root) ?? []).filter((policy) => policy.spec.selector === undefined);
  const local = (byNamespace.get(namespace) ?? []).filter(
    (policy) => !hasLabels(policy) || containsLabels(own, policy.spec.selector?.matchLabels ?? {}),
  );
  return [...inherited, ...local];
}

function convertAll(
  peers: readonly PeerAuthentication[],
  byNamespace: ReadonlyMap<string, readonly PeerAuthentication[]>,
  settings: ResolvedSettings,
): readonly Authorization[] {
  return peers.flatMap((policy) => {
    const parents = parentsOf(policy, byNamespace, settings);
    return convertPeerAuthentication(policy, parents, settings) ?? [];
  });
}

/** Only policies without any `selector` count as parents here, so `selector: {}` does not. */
export function parentsOf(
  policy: PeerAuthentication,
  byNamespace: ReadonlyMap<string, readonly PeerAuthentication[]>,
  settings: ResolvedSettings,
): ParentPolicies {
  const namespace = oldest(
    (byNamespace.get(namespaceOf(policy)) ?? []).filter((candidate) => candidate.spec.selector === undefined),
  );
  const root = oldest(
    (byNamespace.get(settings.rootNamespace) ?? []).filter((candidate) => candidate.spec.selector === undefined),
  );
  return { ...(namespace === undefined ? {} : { namespace }), ...(root === undefined ? {} : { root }) };
}

function oldest(policies: readonly PeerAuthentication[]): PeerAuthentication | undefined {
  return policies.reduce<PeerAuthentication | undefined>(
    (best, policy) => (best === undefined || isOlder(policy, best) ? policy : best),
    undefined,
  );
}

/** Objects of another control plane's revision are invisible to this one. */
function ofThisRevision(policy: AuthorizationPolicy, remarks: Remark[]): boolean {
  const revision = labelOf(policy, labels.revision);
  if (revision === undefined || revision === '' || revision === 'default') return true;
  remarks.push({
    about: refOf(policy),
    reason: reason('control-plane/policy-not-sent', { policy: nameOf(policy), why: 'revision' }),
    because: [{ resource: refOf(policy), path: ['metadata', 'labels', labels.revision] }],
  });
  return false;
}

function nameOf(policy: AuthorizationPolicy): string {
  return `${namespaceOf(policy)}/${policy.metadata.name}`;
}

function conversionRemarks(policy: AuthorizationPolicy, conversion: PolicyConversion): readonly Remark[] {
  const about = refOf(policy);
  const name = nameOf(policy);
  if (conversion.kind === 'for-waypoint') return [];
  if (conversion.kind === 'not-sent') {
    const path = conversion.why === 'dry-run' ? ['metadata', 'annotations', annotations.dryRun] : ['spec', 'action'];
    const why = reason('control-plane/policy-not-sent', { policy: name, why: conversion.why });
    return [{ about, reason: why, because: [{ resource: about, path }] }];
  }
  const { l7Fields: fields, authorization, effective } = conversion;
  const because = [{ resource: about, path: ['spec', 'rules'] }];
  const remarks: Remark[] = [];
  if (fields.length > 0 && authorization.action === 'ALLOW') {
    remarks.push({ about, reason: reason('control-plane/allow-rules-omitted', { policy: name, fields }), because });
  } else if (fields.length > 0) {
    const code = effective ? 'control-plane/deny-rules-reduced' : 'control-plane/deny-without-effect';
    remarks.push({ about, reason: reason(code, { policy: name, fields }), because });
  }
  if (policy.spec.selector !== undefined && Object.keys(policy.spec.selector.matchLabels ?? {}).length === 0) {
    const empty = reason('control-plane/policy-selects-nothing', { policy: name });
    remarks.push({ about, reason: empty, because: [{ resource: about, path: ['spec', 'selector'] }] });
  }
  return remarks;
}

/**
 * With `PILOT_AUTO_ALLOW_WAYPOINT_POLICY`, the policy that admits a waypoint to the pods behind it. Being an ALLOW policy
 * it shuts everybody else out. Mirrors istiod `implicitWaypointPolicy`.
 */
export function allowWaypoints(
  programmed: ReadonlyMap<string, ProgrammedGateway>,
  workloads: readonly Workload[],
  settings: ResolvedSettings,
): ReadonlyMap<string, Authorization> {
  const policies = new Map<string, Authorization>();
  if (!isOn(settings, 'PILOT_AUTO_ALLOW_WAYPOINT_POLICY')) return policies;
  const accounts = new Map<string, Set<string>>();
  for (const { gateway, identity } of workloads) {
    if (gateway === undefined) continue;
    const key = `${gateway.namespace ?? ''}/${gateway.name}`;
    accounts.set(key, (accounts.get(key) ?? new Set()).add(identity));
  }
  for (const [key, { gateway }] of programmed) {
    const principals = [...(accounts.get(key) ?? [])].sort();
    const namespace = gateway.namespace ?? '';
    if (principals.length === 0) continue;
    policies.set(key, {
      namespace,
      name: `istio_allow_waypoint_${namespace}_${gateway.name}`,
      scope: 'WORKLOAD_SELECTOR',
      action: 'ALLOW',
      dryRun: false,
      groups: [{ clauses: [[{ principals }]], because: [] }],
    });
  }
  return policies;
}
