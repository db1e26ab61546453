import type { LoadBalancer } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { checkDuration } from './goDuration.ts';
import { all, each, none, refuse, refuseIf, warn, warnIf, type Findings } from './goError.ts';

type Locality = NonNullable<LoadBalancer['localityLbSetting']>;
type ZoneAware = NonNullable<LoadBalancer['zoneAwareLbSetting']>;
type ConsistentHash = NonNullable<LoadBalancer['consistentHash']>;
type Failover = Locality['failover'];

/** Mirrors istiod `validateLoadBalancer`. */
export function checkLoadBalancer(settings: LoadBalancer | undefined, hasOutlierDetection: boolean): Findings {
  if (settings === undefined) return none;
  const { consistentHash, localityLbSetting, zoneAwareLbSetting, warmup } = settings;
  return all(
    consistentHash === undefined ? none : checkConsistentHash(consistentHash),
    refuseIf(
      localityLbSetting !== undefined && zoneAwareLbSetting !== undefined,
      'only one of localityLbSetting and zoneAwareLbSetting can be set',
    ),
    localityLbSetting === undefined ? none : checkLocality(localityLbSetting, hasOutlierDetection),
    zoneAwareLbSetting === undefined ? none : checkZoneAware(zoneAwareLbSetting, hasOutlierDetection),
    checkDuration(warmup?.duration),
    refuseIf((warmup?.minimumPercent ?? 0) > 100, 'minimumPercent value should be less than or equal to 100'),
    refuseIf((warmup?.aggression ?? 1) <= 0, 'aggression should be greater than 0'),
  );
}

function checkConsistentHash({ httpCookie, minimumRingSize = 0, maglev, ringHash }: ConsistentHash): Findings {
  const names = new Set<string>();
  return all(
    refuseIf(httpCookie?.name === '', 'name required for HttpCookie'),
    each(httpCookie?.attributes, ({ name }) => {
      if (name === '') return refuse('cookie attribute name cannot be empty');
      const repeated = names.has(name);
      names.add(name);
      return refuseIf(repeated, `duplicate cookie attribute name: ${name}`);
    }),
    minimumRingSize === 0
      ? none
      : warn("consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead"),
    refuseIf(
      minimumRingSize !== 0 && (maglev !== undefined || ringHash !== undefined),
      'only one of MinimumRingSize or Maglev/Ringhash can be specified',
    ),
    maglev === undefined ? none : checkMaglev(maglev.tableSize ?? 0),
  );
}

function checkMaglev(size: number): Findings {
  return all(
    refuseIf(size === 0, 'tableSize must be set for maglev'),
    refuseIf(size >= 5_000_011, 'tableSize must be less than 5000011 for maglev'),
    refuseIf(!isPrime(size), 'tableSize must be a prime number for maglev'),
  );
}

function isPrime(size: number): boolean {
  if (size !== 0 && size < 4) return true;
  if (size % 2 === 0) return false;
  const limit = Math.min(Math.sqrt(size), 100_000);
  for (let factor = 3; factor <= limit; factor += 2) if (size % factor === 0) return false;
  return true;
}

const topologyLabels: ReadonlySet<string> = new Set([labels.region, labels.zone, labels.subzone]);

const noOutlierDetection = 'outlier detection policy must be provided for failover';

/** Mirrors istio `agent.ValidateLocalityLbSetting`: some findings end the check. */
function checkLocality(setting: Locality, hasOutlierDetection: boolean): Findings {
  const { distribute = [], failover = [], failoverPriority = [] } = setting;
  if (distribute.length > 0 && failover.length > 0) {
    return refuse("can not simultaneously specify 'distribute' and 'failover'");
  }
  const topology = failoverPriority.find((label) => topologyLabels.has(label));
  if (failover.length > 0 && topology !== undefined) {
    return refuse(`can not simultaneously set 'failover' and topology label '${topology}' in 'failover_priority'`);
  }
  const found: Findings[] = [];
  for (const { to = {} } of distribute) {
    const weights = Object.values(to);
    if (weights.some((weight) => weight <= 0 || weight > 100)) {
      return all(...found, refuse('locality weight must be in range [1, 100]'));
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total !== 100) return all(...found, refuse(`total locality weight ${total} != 100`));
    found.push(checkLocalities(Object.keys(to)));
  }
  return all(
    ...found,
    checkLocalities(distribute.map(({ from = '' }) => from)),
    warnIf(failover.length + failoverPriority.length > 0 && !hasOutlierDetection, noOutlierDetection),
    checkFailover(failover, 'locality lb', 'locality lb failover only specify region'),
  );
}

function checkZoneAware(setting: ZoneAware, hasOutlierDetection: boolean): Findings {
  const { failover = [], failoverPriority = [] } = setting;
  return all(
    each(failoverPriority, (label) =>
      refuseIf(
        topologyLabels.has(label),
        `'failover_priority' for zone aware lb must not use topology label '${label}'; region- and zone-level routing are handled automatically`,
      ),
    ),
    warnIf(failover.length + failoverPriority.length > 0 && !hasOutlierDetection, noOutlierDetection),
    checkFailover(
      failover,
      'zone aware lb',
      'zone aware lb failover only specifies region; zone and subzone failover are handled automatically',
    ),
  );
}

function checkFailover(failover: Failover, what: string, onlyRegion: string): Findings {
  return each(failover, ({ from = '', to = '' }) =>
    all(
      refuseIf(from === to, `${what} failover settings must specify different regions`),
      refuseIf(`${from}${to}`.includes('/'), onlyRegion),
      refuseIf(`${from}${to}`.includes('*'), `${what} failover region should not contain '*' wildcard`),
    ),
  );
}

type Place = readonly [region: string, zone: string, subzone: string];

/** Mirrors istio `agent.validateLocalities`: the first place that is wrong speaks. */
function checkLocalities(localities: readonly string[]): Findings {
  const before: Place[] = [];
  for (const locality of localities) {
    const problem = localityProblem(locality, before);
    if (problem !== undefined) return refuse(`locality ${locality} ${problem}`);
  }
  return none;
}

function localityProblem(locality: string, before: Place[]): string | undefined {
  const stars = locality.split('*').length - 1;
  if (stars > 1 || (stars === 1 && !locality.endsWith('*'))) {
    return "wildcard '*' number can not exceed 1 and must be in the end";
  }
  const overlap = 'overlap with previous specified ones';
  if (before.some(([region]) => region === '*')) return overlap;
  const parts = locality.split('/');
  if (parts.includes('')) return 'must not contain empty region/zone/subzone info';
  const place: Place = [parts[0] ?? '', parts[1] ?? '*', parts.length > 2 ? parts.slice(2).join('/') : '*'];
  if (before.some((other) => overlaps(place, other, parts.length))) return overlap;
  before.push(place);
  return undefined;
}

function overlaps([region, zone, subzone]: Place, before: Place, depth: number): boolean {
  if (before[0] !== region) return false;
  if (depth === 1 || before[1] === '*') return true;
  if (before[1] !== zone) return false;
  return depth === 2 || before[2] === '*' || before[2] === subzone;
}
