import type { PeerAuthentication } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../mesh/mesh.ts';

export type MtlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

export interface MtlsSetting {
  readonly mode: MtlsMode;
  readonly because: readonly FieldRef[];
}

interface Levels {
  readonly mesh: PeerAuthentication | undefined;
  readonly namespace: PeerAuthentication | undefined;
  readonly workload: PeerAuthentication | undefined;
}

/**
 * The mTLS mode of a sidecar on one port: port over workload over namespace over mesh, UNSET inherits.
 * Mirrors istiod `authn/policy_applier.go ComposePeerAuthentication` and `GetMutualTLSModeForPort`.
 */
export function mtlsSetting(
  mesh: Mesh,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  port: number,
): MtlsSetting {
  const levels = levelsFor(mesh, namespace, labels);
  let setting: MtlsSetting = { mode: 'PERMISSIVE', because: [] };
  for (const policy of [levels.mesh, levels.namespace, levels.workload]) setting = overlay(setting, policy, undefined);
  return overlay(setting, levels.workload, port);
}

/** The mode that namespace and mesh state, or undefined. Mirrors istiod `GetNamespaceMutualTLSMode`. */
export function namespaceMtlsMode(mesh: Mesh, namespace: string): MtlsMode | undefined {
  const levels = levelsFor(mesh, namespace, {});
  return modeOf(levels.namespace, undefined) ?? modeOf(levels.mesh, undefined);
}

function overlay(setting: MtlsSetting, policy: PeerAuthentication | undefined, port: number | undefined): MtlsSetting {
  const mode = modeOf(policy, port);
  if (policy === undefined || mode === undefined) return setting;
  const { namespace, name } = policy.metadata;
  const resource = { kind: 'PeerAuthentication', ...(namespace === undefined ? {} : { namespace }), name };
  const path = port === undefined ? ['spec', 'mtls', 'mode'] : ['spec', 'portLevelMtls', String(port), 'mode'];
  return { mode, because: [{ resource, path }] };
}

function modeOf(policy: PeerAuthentication | undefined, port: number | undefined): MtlsMode | undefined {
  const ports = policy?.spec.portLevelMtls;
  const key = String(port);
  const mtls = port === undefined ? policy?.spec.mtls : ports && Object.hasOwn(ports, key) ? ports[key] : undefined;
  const mode = mtls?.mode;
  return mode === 'DISABLE' || mode === 'PERMISSIVE' || mode === 'STRICT' ? mode : undefined;
}

function levelsFor(mesh: Mesh, namespace: string, labels: Readonly<Record<string, string>>): Levels {
  const root = mesh.settings.rootNamespace;
  const all = mesh.resources.all('PeerAuthentication');
  const wide = all.filter((policy) => selectorOf(policy).length === 0);
  const selecting = all.filter((policy) => {
    const selector = selectorOf(policy);
    return selector.length > 0 && policy.metadata.namespace !== root && selector.every(([k, v]) => labels[k] === v);
  });
  return {
    mesh: oldest(wide, root),
    namespace: namespace === root ? undefined : oldest(wide, namespace),
    workload: oldest(selecting, namespace),
  };
}

function selectorOf(policy: PeerAuthentication): readonly (readonly [string, string])[] {
  return Object.entries(policy.spec.selector?.matchLabels ?? {});
}

function oldest(policies: readonly PeerAuthentication[], namespace: string): PeerAuthentication | undefined {
  let first: PeerAuthentication | undefined;
  for (const policy of policies) {
    if (policy.metadata.namespace !== namespace) continue;
    if (first === undefined || isOlder(policy, first)) first = policy;
  }
  return first;
}

function isOlder(a: PeerAuthentication, b: PeerAuthentication): boolean {
  const [x, y] = [a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? ''];
  return x === y ? a.metadata.name < b.metadata.name : x < y;
}
