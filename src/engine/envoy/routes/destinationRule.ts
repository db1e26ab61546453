import type { DestinationRule, TrafficPolicy as ManifestPolicy } from '#model/kubernetes/kinds.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService } from '../../mesh/mesh.ts';
import { fullHost } from './convertVirtualService.ts';
import { hostMatches } from './hostNames.ts';

export interface Subset {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What holds for connections to one port (of one subset). The rest of the policy is as the manifest states it. */
export interface TrafficPolicy
  extends Pick<ManifestPolicy, 'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'> {
  readonly tlsMode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly sni?: string;
}

export interface DestinationRuleView {
  /** The oldest of those that are merged. */
  readonly source: ResourceRef;
  readonly subsets: readonly Subset[];
  /** Of a port, and of a subset where one is named. */
  trafficPolicy(port: number, subset?: string): TrafficPolicy;
}

const known = new WeakMap<Mesh, Map<string, DestinationRuleView | null>>();

/**
 * The DestinationRule a proxy applies to a service: from the proxy's namespace, then the service's, then the root.
 * Mirrors istiod `PushContext.destinationRule`.
 */
export function destinationRuleFor(
  mesh: Mesh,
  proxyNamespace: string,
  service: MeshService,
): DestinationRuleView | undefined {
  const cache = known.get(mesh) ?? new Map<string, DestinationRuleView | null>();
  known.set(mesh, cache);
  const key = `${proxyNamespace}/${service.namespace}/${service.hostname}`;
  const found = cache.get(key);
  if (found !== undefined) return found ?? undefined;
  const made = lookUp(mesh, proxyNamespace, service);
  cache.set(key, made ?? null);
  return made;
}

interface Candidate {
  readonly rule: DestinationRule;
  readonly namespace: string;
  readonly host: string;
  readonly exportTo: readonly string[];
}

function lookUp(mesh: Mesh, proxyNamespace: string, service: MeshService): DestinationRuleView | undefined {
  const { clusterDomain, rootNamespace, meshConfig } = mesh.settings;
  const byDefault = meshConfig['defaultDestinationRuleExportTo'];
  const candidates = mesh.resources
    .all('DestinationRule')
    .filter(({ spec }) => Object.keys(spec.workloadSelector?.matchLabels ?? {}).length === 0)
    .map((rule): Candidate => {
      const namespace = rule.metadata.namespace ?? '';
      const source = { kind: 'DestinationRule', namespace, name: rule.metadata.name };
      const stated = rule.spec.exportTo ?? (Array.isArray(byDefault) ? byDefault.map(String) : ['*']);
      const exportTo = stated.map((each) => (each === '.' ? namespace : each));
      return { rule, namespace, host: fullHost(rule.spec.host, { source, clusterDomain }), exportTo };
    })
    .filter(({ host }) => hostMatches(service.hostname, host));
  const isPrivate = ({ namespace, exportTo }: Candidate): boolean => exportTo.length === 1 && exportTo[0] === namespace;
  const isExported = ({ exportTo }: Candidate): boolean =>
    exportTo.length === 0 || exportTo.includes('*') || exportTo.includes(proxyNamespace);
  const own = candidates.filter(
    (each) => each.namespace === proxyNamespace && (proxyNamespace !== rootNamespace || isPrivate(each)),
  );
  const shared = candidates.filter((each) => !isPrivate(each));
  return (
    merged(mostSpecific(own)) ??
    merged(mostSpecific(shared.filter(({ namespace }) => namespace === service.namespace)).filter(isExported)) ??
    merged(mostSpecific(shared.filter(({ namespace }) => namespace === rootNamespace)).filter(isExported))
  );
}

/** The exact host, or the longest wildcard. */
function mostSpecific(candidates: readonly Candidate[]): readonly Candidate[] {
  const rank = ({ host }: Candidate): number => (host.startsWith('*') ? host.length : Number.MAX_SAFE_INTEGER);
  const best = Math.max(...candidates.map(rank));
  return candidates.filter((each) => rank(each) === best);
}

/** Rules of one host in one namespace: subsets add up, the oldest policy stands. Mirrors `mergeDestinationRule`. */
function merged(candidates: readonly Candidate[]): DestinationRuleView | undefined {
  const rules = candidates
    .map(({ rule }) => rule)
    .toSorted((a, b) => ageOf(a).localeCompare(ageOf(b)) || (a.metadata.name < b.metadata.name ? -1 : 1));
  const [first] = rules;
  if (first === undefined) return undefined;
  const subsets = new Map<string, NonNullable<DestinationRule['spec']['subsets']>[number]>();
  for (const subset of rules.flatMap(({ spec }) => spec.subsets ?? [])) {
    if (!subsets.has(subset.name)) subsets.set(subset.name, subset);
  }
  const base = rules.find(({ spec }) => spec.trafficPolicy !== undefined)?.spec.trafficPolicy;
  return {
    source: { kind: 'DestinationRule', namespace: first.metadata.namespace ?? '', name: first.metadata.name },
    subsets: [...subsets.values()].map(({ name, labels = {} }) => ({ name, labels })),
    trafficPolicy: (port, subset) => {
      const own = subset === undefined ? undefined : subsets.get(subset)?.trafficPolicy;
      return { ...policyOf(base, port), ...policyOf(own, port) };
    },
  };
}

function ageOf({ metadata }: DestinationRule): string {
  return metadata.creationTimestamp ?? '';
}

/** Settings of the port replace the rule's altogether, where there are any. */
function policyOf(policy: ManifestPolicy | undefined, port: number): TrafficPolicy {
  if (policy === undefined) return {};
  const { portLevelSettings = [], loadBalancer, connectionPool, outlierDetection, tls } = policy;
  const own = portLevelSettings.find((each) => each.port?.number === port);
  const settings = own ?? { loadBalancer, connectionPool, outlierDetection, tls };
  return {
    ...(settings.loadBalancer === undefined ? {} : { loadBalancer: settings.loadBalancer }),
    ...(settings.connectionPool === undefined ? {} : { connectionPool: settings.connectionPool }),
    ...(settings.outlierDetection === undefined ? {} : { outlierDetection: settings.outlierDetection }),
    ...(settings.tls === undefined ? {} : { tls: settings.tls }),
    ...(settings.tls?.mode === undefined ? {} : { tlsMode: settings.tls.mode }),
    ...(settings.tls?.sni === undefined ? {} : { sni: settings.tls.sni }),
  };
}
