import type { MeshSettings } from '#model/scenario.ts';
import type { ResolvedSettings } from '../mesh/mesh.ts';

/** istiod's switches that change what traffic does, with the defaults of an ambient installation. */
const defaultFlags: Readonly<Record<string, boolean | string>> = {
  PILOT_AUTO_ALLOW_WAYPOINT_POLICY: false,
  ENABLE_INGRESS_WAYPOINT_ROUTING: true,
  ENABLE_LAYERED_WAYPOINT_AUTHORIZATION_POLICIES: false,
  AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY: false,
  AMBIENT_ENABLE_MULTI_NETWORK: false,
  AMBIENT_ENABLE_STATUS: true,
  PILOT_ENABLE_IP_AUTOALLOCATE: true,
  PILOT_PREFER_SENDING_HBONE: false,
};

/** Where nobody says what time it is: 1 September 2026, so that a trace is the same every day. */
const defaultNow = 1788220800;

/** The control plane's settings with Istio's defaults filled in. */
export function resolveSettings(settings: MeshSettings): ResolvedSettings {
  const meshConfig = settings.meshConfig ?? {};
  const aliases = meshConfig['trustDomainAliases'];
  return {
    trustDomain: settings.trustDomain ?? textOf(meshConfig['trustDomain']) ?? 'cluster.local',
    trustDomainAliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [],
    rootNamespace: settings.rootNamespace ?? textOf(meshConfig['rootNamespace']) ?? 'istio-system',
    clusterDomain: 'cluster.local',
    flags: { ...defaultFlags, ...settings.flags },
    meshConfig,
    now: settings.now ?? defaultNow,
  };
}

/** Whether a switch is on. Environment variables may come as text. */
export function isOn(settings: ResolvedSettings, flag: string): boolean {
  const value = settings.flags[flag];
  return value === true || value === 'true' || value === '1';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
