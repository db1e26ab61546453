import type { PeerAuthentication } from '#model/kubernetes/kinds.ts';
import type { Authorization, ResolvedSettings } from '../mesh/mesh.ts';
import { namespaceOf } from './inNamespace.ts';

export type MtlsMode = 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';

/** The policies that count for one workload, the oldest of each level. */
export interface EffectivePeerAuthentications {
  readonly mesh?: PeerAuthentication;
  readonly namespace?: PeerAuthentication;
  readonly workload?: PeerAuthentication;
}

export const staticStrictName = 'istio_converted_static_strict';

export function modeOf(policy: PeerAuthentication | undefined): MtlsMode {
  return policy?.spec.mtls?.mode ?? 'UNSET';
}

export function portModesOf(policy: PeerAuthentication): readonly (readonly [port: number, mode: MtlsMode])[] {
  return Object.entries(policy.spec.portLevelMtls ?? {})
    .map(([port, mtls]) => [Number(port), mtls.mode ?? 'UNSET'] as const)
    .sort(([a], [b]) => a - b);
}

export function convertedNameOf(policy: PeerAuthentication): string {
  return `converted_peer_authentication_${policy.metadata.name}`;
}

/** An empty selector is none here. Mirrors istiod `convertedSelectorPeerAuthentications`. */
export function hasLabels(policy: PeerAuthentication): boolean {
  return Object.keys(policy.spec.selector?.matchLabels ?? {}).length > 0;
}

/** Whether a policy is strictly older. Without a time it is the zero time, older than all. */
export function isOlder(a: PeerAuthentication, b: PeerAuthentication): boolean {
  return timeOf(a) < timeOf(b);
}

function timeOf(policy: PeerAuthentication): string {
  return policy.metadata.creationTimestamp ?? '';
}

/** Picks per level the oldest of the policies that were found for a workload. */
export function effectiveOf(
  policies: readonly PeerAuthentication[],
  settings: ResolvedSettings,
): EffectivePeerAuthentications {
  let mesh: PeerAuthentication | undefined;
  let namespace: PeerAuthentication | undefined;
  let workload: PeerAuthentication | undefined;
  for (const policy of policies) {
    const isRoot = namespaceOf(policy) === settings.rootNamespace;
    if (!hasLabels(policy)) {
      if (isRoot) mesh = older(policy, mesh);
      else namespace = older(policy, namespace);
    } else if (!isRoot) {
      workload = older(policy, workload);
    }
  }
  return {
    ...(mesh === undefined ? {} : { mesh }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(workload === undefined ? {} : { workload }),
  };
}

function older(policy: PeerAuthentication, current: PeerAuthentication | undefined): PeerAuthentication {
  return current === undefined || isOlder(policy, current) ? policy : current;
}

/** The keys of the DENY policies that enforce a workload's mTLS modes. Mirrors istiod `convertedSelectorPeerAuthentications`. */
export function attachedKeys(effective: EffectivePeerAuthentications, settings: ResolvedSettings): readonly string[] {
  const { mesh, namespace, workload } = effective;
  let strict = modeOf(mesh) === 'STRICT';
  if (modeOf(namespace) !== 'UNSET') strict = modeOf(namespace) === 'STRICT';
  if (workload !== undefined && modeOf(workload) !== 'UNSET') strict = modeOf(workload) === 'STRICT';
  const keys: string[] = [];
  if (workload !== undefined && needsConverted(workload, strict)) {
    keys.push(`${namespaceOf(workload)}/${convertedNameOf(workload)}`);
    // The converted policy carries the strict default itself.
    strict = false;
  }
  if (strict) keys.push(`${settings.rootNamespace}/${staticStrictName}`);
  return keys;
}

/** Under an UNSET workload mode only PERMISSIVE ports are looked for, not DISABLE: anomaly A of the current code. */
function needsConverted(workload: PeerAuthentication, strict: boolean): boolean {
  const modes = portModesOf(workload).map(([, mode]) => mode);
  if (modeOf(workload) === 'STRICT') return modes.some((mode) => mode === 'PERMISSIVE' || mode === 'DISABLE');
  if (modeOf(workload) === 'UNSET' && strict) return modes.includes('PERMISSIVE');
  return modes.includes('STRICT');
}

/** The one policy behind every plain STRICT: no identity, no entry. istiod sends it once any PeerAuthentication exists. */
export function staticStrict(settings: ResolvedSettings): Authorization {
  return {
    namespace: settings.rootNamespace,
    name: staticStrictName,
    scope: 'WORKLOAD_SELECTOR',
    action: 'DENY',
    dryRun: false,
    groups: [{ clauses: [[{ notPrincipals: ['*'] }]], because: [] }],
  };
}
