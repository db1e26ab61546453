import type { LoadBalancer } from '#model/kubernetes/kinds.ts';
import { isRecord } from '#model/kubernetes/readValue.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { MeshService, Workload } from '../../mesh/mesh.ts';

type Setting = NonNullable<LoadBalancer['localityLbSetting']>;

/** How a cluster prefers some of its endpoints over others. */
export type Ranking =
  | { readonly kind: 'even' }
  /** What the Service asks for itself, and ztunnel does as well. */
  | { readonly kind: 'service' }
  | {
      readonly kind: 'failover';
      readonly failover: NonNullable<Setting['failover']>;
      readonly priority: readonly string[];
    }
  /** Shares per locality; a locality without one gets nothing. */
  | { readonly kind: 'distribute'; readonly to: readonly (readonly [locality: string, share: number])[] };

interface Asked {
  readonly loadBalancer?: LoadBalancer;
  readonly outlierDetection?: unknown;
}

/**
 * Which localities come first: as the DestinationRule says, else the Service, else the mesh. Falling over to other
 * localities takes outlier detection, which alone is enough to prefer one's own, since the mesh has it on.
 * Mirrors istiod `loadbalancer.GetEffectiveLbSetting` and `ApplyLocalityLoadBalancer`.
 */
export function rankingOf(
  service: MeshService,
  { loadBalancer, outlierDetection }: Asked,
  meshSetting: unknown,
  client: Workload,
): Ranking {
  const own = loadBalancer?.localityLbSetting;
  if (own === undefined && service.loadBalancing.mode === 'FAILOVER') return { kind: 'service' };
  const setting = own ?? meshWide(meshSetting);
  if (setting.enabled === false) return { kind: 'even' };
  const { distribute = [], failover = [], failoverPriority = [] } = setting;
  if (distribute.length > 0) {
    const ours = distribute.find(({ from = '' }) => matches(client, from));
    return ours === undefined ? { kind: 'even' } : { kind: 'distribute', to: Object.entries(ours.to ?? {}) };
  }
  return outlierDetection === undefined ? { kind: 'even' } : { kind: 'failover', failover, priority: failoverPriority };
}

/** MeshConfig is taken as it comes, so what does not fit is left out. */
function meshWide(stated: unknown): Setting {
  if (!isRecord(stated)) return {};
  const records = (value: unknown): readonly object[] => (Array.isArray(value) ? value.filter(isRecord) : []);
  const { enabled, failoverPriority } = stated;
  return {
    ...(typeof enabled === 'boolean' ? { enabled } : {}),
    distribute: records(stated['distribute']),
    failover: records(stated['failover']),
    failoverPriority: Array.isArray(failoverPriority) ? failoverPriority.map(String) : [],
  };
}

/** 0 comes first. */
export function failoverRank(
  { failover, priority }: Extract<Ranking, { kind: 'failover' }>,
  endpoint: Workload,
  client: Workload,
): number {
  const byLabel = priority.length === 0 ? 0 : labelRank(priority, endpoint, client);
  if (priority.length > 0 && failover.length === 0) return byLabel;
  return byLabel * 5 + localityRank(failover, endpoint, client);
}

/** Mirrors istiod `applyLocalityFailover`. */
function localityRank(
  failover: Extract<Ranking, { kind: 'failover' }>['failover'],
  endpoint: Workload,
  client: Workload,
): number {
  if (endpoint.region === client.region) {
    if (endpoint.zone !== client.zone) return 2;
    return endpoint.subzone === client.subzone ? 0 : 1;
  }
  const ours = failover.find(({ from }) => from === client.region);
  return ours === undefined || ours.to === endpoint.region ? 3 : 4;
}

/** The first label that differs decides; another network outranks everything. Mirrors `applyFailoverPriorityPerLocality`. */
function labelRank(priority: readonly string[], endpoint: Workload, client: Workload): number {
  let otherNetwork = 0;
  for (const [index, stated] of priority.entries()) {
    const [label = '', wanted = labelOf(client, label)] = stated.split('=');
    if (labelOf(endpoint, label) === wanted) continue;
    if (index > 0 || label !== labels.network) return otherNetwork + priority.length - index;
    otherNetwork = priority.length;
  }
  return otherNetwork;
}

/** istiod adds a workload's place to its labels. */
function labelOf(workload: Workload, label: string): string {
  switch (label) {
    case labels.network:
      return workload.network;
    case labels.region:
      return workload.region;
    case labels.zone:
      return workload.zone;
    case labels.subzone:
      return workload.subzone;
    case labels.hostname:
      return workload.node;
    default:
      return workload.labels[label] ?? '';
  }
}

/** Whether a place is meant by `region/zone/subzone`, where `*` and what is left out mean any. Mirrors istiod `LocalityMatch`. */
export function matches({ region, zone, subzone }: Workload, rule: string): boolean {
  const [wantedRegion = '', wantedZone = '', wantedSubzone = ''] = rule.split('/');
  const fits = (wanted: string, own: string): boolean => wanted === '*' || wanted === '' || wanted === own;
  return (wantedRegion === '*' || wantedRegion === region) && fits(wantedZone, zone) && fits(wantedSubzone, subzone);
}
