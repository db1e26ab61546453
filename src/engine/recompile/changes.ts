import type { KubernetesResource, Service } from '#model/kubernetes/kinds.ts';
import { keyOf, type ResourceKey } from '#model/kubernetes/resource.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { sameValue } from './sameValue.ts';

/** Kinds of which new labels or annotations, and most of a Service's fields, are followed without compiling everything again. */
export type RelabelledKind = 'Namespace' | 'Pod' | 'Service';

/** An object before and after, with nothing changed that another object's address, name or pods depend on. */
export interface Relabelled<K extends RelabelledKind = RelabelledKind> {
  readonly before: Extract<KubernetesResource, { kind: K }>;
  readonly after: Extract<KubernetesResource, { kind: K }>;
}

/** Kinds that the control plane keeps as they are: only policies and names are derived from them, the rest is up to proxies. */
const configurationKinds = [
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'NetworkPolicy',
  'HTTPRoute',
  'GRPCRoute',
  'TCPRoute',
  'TLSRoute',
  'ReferenceGrant',
  'VirtualService',
  'DestinationRule',
  'Telemetry',
  'WasmPlugin',
  'TrafficExtension',
] as const satisfies readonly KubernetesResource['kind'][];

export type ConfigurationKind = (typeof configurationKinds)[number];
export type Configuration = Extract<KubernetesResource, { kind: ConfigurationKind }>;

/** A piece of configuration that was changed, added (no `before`) or taken away (no `after`). */
export interface Configured {
  readonly before?: Configuration;
  readonly after?: Configuration;
}

export interface Changes {
  readonly relabelled: readonly Relabelled[];
  readonly configured: readonly Configured[];
}

/** More changes at once than this are compiled from scratch. */
const mostChanges = 16;

/**
 * What two lists of objects differ in, if it is little and of a kind that can be followed; undefined where more has
 * changed. Unchanged objects are known by their identity.
 */
export function changesIn(
  before: readonly KubernetesResource[],
  after: readonly KubernetesResource[],
): Changes | undefined {
  const difference = before.length === after.length ? inPlace(before, after) : inMiddle(before, after);
  if (difference === undefined) return undefined;
  const { gone, fresh } = difference;
  const old = new Map<ResourceKey, KubernetesResource>(gone.map((each) => [keyOf(refOf(each)), each]));
  const changes = { relabelled: [] as Relabelled[], configured: [] as Configured[] };
  for (const now of fresh) {
    const key = keyOf(refOf(now));
    if (!file(changes, old.get(key), now)) return undefined;
    old.delete(key);
  }
  for (const each of old.values()) if (!file(changes, each, undefined)) return undefined;
  return changes;
}

interface Difference {
  readonly gone: readonly KubernetesResource[];
  readonly fresh: readonly KubernetesResource[];
}

function inPlace(before: readonly KubernetesResource[], after: readonly KubernetesResource[]): Difference | undefined {
  const gone: KubernetesResource[] = [];
  const fresh: KubernetesResource[] = [];
  for (let position = 0; position < after.length; position += 1) {
    const [old, now] = [before[position], after[position]];
    if (old === now || old === undefined || now === undefined) continue;
    if (gone.length === mostChanges) return undefined;
    gone.push(old);
    fresh.push(now);
  }
  return { gone, fresh };
}

/** What stands between the beginning and the end that two lists share. */
function inMiddle(before: readonly KubernetesResource[], after: readonly KubernetesResource[]): Difference | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const gone = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  return gone.length > mostChanges || fresh.length > mostChanges ? undefined : { gone, fresh };
}

/** Adds a change to its list; false where it cannot be followed. An object that only moved changes nothing. */
function file(
  changes: { readonly relabelled: Relabelled[]; readonly configured: Configured[] },
  before: KubernetesResource | undefined,
  after: KubernetesResource | undefined,
): boolean {
  const of = after ?? before;
  if (of === undefined) return true;
  if (isConfiguration(of)) {
    if (of.metadata.namespace === undefined) return false;
    if (before !== after) {
      changes.configured.push({
        ...(before === undefined ? {} : { before: before as Configuration }),
        ...(after === undefined ? {} : { after: after as Configuration }),
      });
    }
    return true;
  }
  if (before === undefined || after === undefined || before === after || !isFollowed(before, after)) return false;
  changes.relabelled.push({ before, after } as Relabelled);
  return true;
}

function isConfiguration(resource: KubernetesResource): resource is Configuration {
  return (configurationKinds as readonly string[]).includes(resource.kind);
}

function isFollowed(before: KubernetesResource, after: KubernetesResource): boolean {
  const { kind } = before;
  if (kind !== 'Namespace' && kind !== 'Pod' && kind !== 'Service') return false;
  if (kind !== 'Namespace' && before.metadata.namespace === undefined) return false;
  return sameValue(fixedPart(before), fixedPart(after));
}

/** All that has to stay as it is. */
function fixedPart(resource: KubernetesResource): object {
  const metadata = { ...resource.metadata, labels: undefined, annotations: undefined };
  return resource.kind === 'Service' ? { ...resource, metadata, spec: fixedSpec(resource) } : { ...resource, metadata };
}

/** A Service with one cluster IP and nothing beyond it may change its ports, its selector and how it balances. */
function fixedSpec({ spec }: Service): object {
  if (spec.type !== 'ClusterIP') return spec;
  const free = ['ports', 'selector', 'trafficDistribution', 'internalTrafficPolicy', 'sessionAffinity'];
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !free.includes(name)));
}

/** Whether a Service has other fields than before, not just other labels. */
export function isRespecified({ before, after }: Relabelled): boolean {
  return before.kind === 'Service' && after.kind === 'Service' && !sameValue(before.spec, after.spec);
}
