import { isRecord } from '#model/kubernetes/readValue.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';

/** A Sidecar resource, as far as it is read. */
export interface SidecarResource {
  readonly source: ResourceRef;
  readonly selector?: Readonly<Record<string, unknown>>;
  /** `namespace/host` of what may be called. */
  readonly hosts: readonly string[];
  readonly outbound?: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Listeners of its own, in or out, whose rules are not modelled. */
  readonly ownListeners: 'egress' | 'ingress' | 'none';
}

/**
 * The Sidecar resource of a pod: the oldest of its namespace whose selector means it, else the one without selector,
 * else the root namespace's. Mirrors istiod `PushContext.getSidecarScope` and `initSidecarScopes`.
 */
export function sidecarResourceFor(mesh: Mesh, client: Workload): SidecarResource | undefined {
  const all = mesh.resources.all('Sidecar');
  if (all.length === 0) return undefined;
  const resources = all
    .toSorted(({ metadata: a }, { metadata: b }) => (ageOf(a) < ageOf(b) ? -1 : 1))
    .map(({ metadata, spec }) =>
      read({ kind: 'Sidecar', namespace: metadata.namespace ?? '', name: metadata.name }, spec),
    );
  const own = resources.filter(({ source }) => source.namespace === client.namespace);
  return (
    own.find(({ selector }) => selector !== undefined && selects(selector, client)) ??
    own.find(({ selector }) => selector === undefined) ??
    resources.find(({ source, selector }) => source.namespace === mesh.settings.rootNamespace && selector === undefined)
  );
}

function ageOf({
  creationTimestamp = '',
  name,
}: {
  readonly creationTimestamp?: string;
  readonly name: string;
}): string {
  return `${creationTimestamp} ${name}`;
}

function selects(selector: Readonly<Record<string, unknown>>, { labels }: Workload): boolean {
  return Object.entries(selector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** Without egress everything may be called. A policy that states no mode is REGISTRY_ONLY, the first of its values. */
function read(source: ResourceRef, spec: unknown): SidecarResource {
  const stated = isRecord(spec) ? spec : {};
  const labels = recordIn(recordIn(stated, 'workloadSelector'), 'labels');
  const egress = recordsIn(stated, 'egress');
  const policy = stated['outboundTrafficPolicy'];
  const ingress = recordsIn(stated, 'ingress').length > 0;
  const bound = egress.some((listener) => listener['port'] !== undefined || listener['bind'] !== undefined);
  return {
    source,
    ...(labels === undefined ? {} : { selector: labels }),
    hosts:
      egress.length === 0 ? ['*/*'] : egress.flatMap(({ hosts }) => (Array.isArray(hosts) ? hosts.map(String) : [])),
    ...(isRecord(policy) ? { outbound: policy['mode'] === 'ALLOW_ANY' ? 'ALLOW_ANY' : 'REGISTRY_ONLY' } : {}),
    ownListeners: bound ? 'egress' : ingress ? 'ingress' : 'none',
  };
}

function recordIn(value: Readonly<Record<string, unknown>> | undefined, key: string) {
  const found = value?.[key];
  return isRecord(found) ? found : undefined;
}

function recordsIn(
  value: Readonly<Record<string, unknown>>,
  key: string,
): readonly Readonly<Record<string, unknown>>[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter(isRecord) : [];
}
