import type { DestinationRule } from '#model/kubernetes/kinds.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService } from '../../mesh/mesh.ts';
import { backendTlsRules, backendTlsSource } from './backendTlsRules.ts';
import { consolidateRules, exportToOf, type ConsolidatedRule } from './consolidateRules.ts';
import { fullHost } from './convertVirtualService.ts';
import { hostMatches } from './hostNames.ts';
import { trafficPolicyOf, type TrafficPolicy } from './trafficPolicy.ts';

export interface Subset {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The proxy that asks. A waypoint asks for its own services as a server, which no selector is for. */
export interface RuleClient {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly direction: 'inbound' | 'outbound';
}

export interface DestinationRuleView {
  /** The oldest of those that are merged. */
  readonly source: ResourceRef;
  readonly subsets: readonly Subset[];
  /** Of a port, and of a subset where one is named. */
  trafficPolicy(port: number, subset?: string): TrafficPolicy;
}

const known = new WeakMap<Mesh, Map<string, readonly ConsolidatedRule[]>>();

/**
 * The DestinationRule a proxy applies to a service: from the proxy's namespace, then the service's, then the root; of
 * several for one host the first whose selector means the proxy, else the one without.
 * Mirrors istiod `PushContext.destinationRule` and `SidecarScope.DestinationRule`.
 */
export function destinationRuleFor(
  mesh: Mesh,
  client: RuleClient,
  service: MeshService,
): DestinationRuleView | undefined {
  const rules = rulesFor(mesh, client.namespace, service);
  const selected = rules.find(({ selector, first }) => {
    if (selector === undefined || client.direction === 'inbound') return false;
    return first.metadata.namespace === client.namespace && hasLabels(client.labels, selector);
  });
  const rule = selected ?? rules.findLast(({ selector }) => selector === undefined);
  return rule === undefined ? undefined : viewOf(mesh, rule);
}

function rulesFor(mesh: Mesh, namespace: string, service: MeshService): readonly ConsolidatedRule[] {
  const cache = known.get(mesh) ?? new Map<string, readonly ConsolidatedRule[]>();
  known.set(mesh, cache);
  const key = `${namespace}/${service.namespace}/${service.hostname}`;
  const found = cache.get(key);
  if (found !== undefined) return found;
  const made = lookUp(mesh, namespace, service);
  cache.set(key, made);
  return made;
}

interface Candidate {
  readonly rule: DestinationRule;
  readonly namespace: string;
  readonly host: string;
  /** Not for other namespaces at all. */
  readonly isPrivate: boolean;
  /** For its own namespace. */
  readonly isLocal: boolean;
}

function lookUp(mesh: Mesh, client: string, service: MeshService): readonly ConsolidatedRule[] {
  const { rootNamespace } = mesh.settings;
  const candidates = candidatesFor(mesh, service);
  const own = candidates.filter(({ namespace, isPrivate, isLocal }) => {
    return namespace === client && (client === rootNamespace ? isPrivate : isLocal);
  });
  const ofOwn = consolidateRules(mostSpecific(own));
  if (ofOwn.length > 0) return ofOwn;
  for (const home of [service.namespace, rootNamespace]) {
    const shared = candidates.filter(({ namespace, isPrivate }) => namespace === home && !isPrivate);
    const exported = consolidateRules(mostSpecific(shared)).filter(({ exportTo }) => {
      return exportTo.size === 0 || exportTo.has('*') || exportTo.has(client);
    });
    if (exported.length > 0) return exported;
  }
  return [];
}

/** Oldest first. Mirrors istiod `PushContext.setDestinationRules`. */
function candidatesFor(mesh: Mesh, service: MeshService): readonly Candidate[] {
  const { clusterDomain, meshConfig } = mesh.settings;
  const byDefault = meshConfig['defaultDestinationRuleExportTo'];
  const privateByDefault = Array.isArray(byDefault) && byDefault.includes('.');
  return [...backendTlsRules(mesh), ...mesh.resources.all('DestinationRule')]
    .map((rule): Candidate => {
      const namespace = rule.metadata.namespace ?? '';
      const source = { kind: 'DestinationRule', namespace, name: rule.metadata.name };
      const exportTo = exportToOf(rule);
      return {
        rule,
        namespace,
        host: fullHost(rule.spec.host, { source, clusterDomain }),
        isPrivate: exportTo.size === 0 ? privateByDefault : exportTo.size === 1 && exportTo.has('.'),
        isLocal: exportTo.size === 0 || exportTo.has('*') || exportTo.has('.'),
      };
    })
    .filter(({ host }) => hostMatches(service.hostname, host))
    .toSorted(({ rule: a }, { rule: b }) => compare(ageOf(a), ageOf(b)) || compare(a.metadata.name, b.metadata.name));
}

/** The exact host, or the longest wildcard. */
function mostSpecific(candidates: readonly Candidate[]): readonly DestinationRule[] {
  const rank = ({ host }: Candidate): number => (host.startsWith('*') ? host.length : Number.MAX_SAFE_INTEGER);
  const best = Math.max(...candidates.map(rank));
  return candidates.filter((each) => rank(each) === best).map(({ rule }) => rule);
}

function viewOf(mesh: Mesh, { first, subsets, trafficPolicy }: ConsolidatedRule): DestinationRuleView {
  return {
    source: backendTlsSource(mesh, first) ?? {
      kind: 'DestinationRule',
      namespace: first.metadata.namespace ?? '',
      name: first.metadata.name,
    },
    subsets: [...subsets.values()].map(({ name, labels = {} }) => ({ name, labels })),
    trafficPolicy: (port, subset) =>
      trafficPolicyOf(trafficPolicy, subset === undefined ? undefined : subsets.get(subset)?.trafficPolicy, port),
  };
}

function hasLabels(labels: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function ageOf({ metadata }: DestinationRule): string {
  return metadata.creationTimestamp ?? '';
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
