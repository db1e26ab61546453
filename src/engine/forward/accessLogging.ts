import type { AccessLogging, Telemetry } from '#model/kubernetes/kinds.ts';
import { isAttached, type PolicyProxy } from '../envoy/policyAttachment.ts';
import type { Mesh, MeshService } from '../mesh/mesh.ts';
import type { Proxy } from './proxy.ts';

/**
 * Whether a waypoint or gateway prints a line for what it serves: the Telemetry resources that apply to it, or without
 * any the mesh's `accessLogFile`. Mirrors istiod `telemetry.go AccessLogging`.
 */
export function logsAccess({ walk, kind, workload, gateway }: Proxy, service?: MeshService): boolean {
  const { mesh } = walk;
  const { meshConfig, rootNamespace } = mesh.settings;
  const waypoint = kind === 'waypoint';
  const proxy: PolicyProxy = {
    namespace: workload.namespace,
    labels: workload.labels,
    rootNamespace,
    waypoint,
    ...(gateway === undefined ? {} : { gateway: gateway.name }),
    ...(service === undefined ? {} : { service }),
  };
  const levels = applicable(mesh, proxy).map(({ spec }) => spec.accessLogging ?? []);
  const stated = levels.filter((level) => level.length > 0);
  const defaults = defaultProviders(meshConfig);
  if (stated.length > 0) return merged(stated, defaults, waypoint ? 'SERVER' : 'CLIENT');
  if (defaults.length > 0) return defaults.includes(printer);
  const file = meshConfig['accessLogFile'];
  return typeof file === 'string' && file !== '';
}

/** The provider that every mesh has: Envoy's own lines on standard output. */
const printer = 'envoy';

/**
 * Root namespace, the proxy's, and at a waypoint the service's; then what is aimed at it, in the last of these
 * namespaces alone. Later ones override earlier ones. Mirrors istiod `applicableTelemetries`.
 */
function applicable(mesh: Mesh, proxy: PolicyProxy): readonly Telemetry[] {
  const all = mesh.resources.all('Telemetry').toSorted(byAge);
  const { namespace, rootNamespace, waypoint, service } = proxy;
  const last = waypoint && service !== undefined ? service.namespace : namespace;
  const wide = [...new Set([rootNamespace, namespace, last])].flatMap(
    (home) => all.find((each) => each.metadata.namespace === home && !isAimed(each)) ?? [],
  );
  const aimed = all.filter((each) => each.metadata.namespace === last && isAimed(each) && isAttached(each, proxy));
  return [...wide, ...aimed];
}

function isAimed({ spec }: Telemetry): boolean {
  const { selector, targetRef, targetRefs = [] } = spec;
  return targetRef !== undefined || targetRefs.length > 0 || Object.keys(selector?.matchLabels ?? {}).length > 0;
}

/** Mirrors istiod `mergeLogs`: the lowest level that names providers decides which count; the last word on each holds. */
function merged(levels: readonly (readonly AccessLogging[])[], defaults: readonly string[], mode: string): boolean {
  const concerns = ({ match }: AccessLogging): boolean =>
    match?.mode === undefined || match.mode === 'CLIENT_AND_SERVER' || match.mode === mode;
  let inScope = defaults;
  for (const level of levels) {
    const named = level.filter(concerns).flatMap(providersOf);
    if (named.length > 0) inScope = named;
  }
  let inherited = defaults;
  let printed = false;
  for (const logging of levels.flat()) {
    const named = providersOf(logging);
    if (named.length > 0) inherited = named;
    if (!inScope.includes(printer) || !inherited.includes(printer) || !concerns(logging)) continue;
    printed = logging.disabled !== true;
  }
  return printed;
}

function providersOf({ providers = [] }: AccessLogging): readonly string[] {
  return providers.map(({ name }) => name);
}

function defaultProviders(meshConfig: Readonly<Record<string, unknown>>): readonly string[] {
  const stated = (meshConfig['defaultProviders'] as { readonly accessLogging?: unknown } | null | undefined)
    ?.accessLogging;
  return Array.isArray(stated) ? stated.map(String) : [];
}

function byAge({ metadata: a }: Telemetry, { metadata: b }: Telemetry): number {
  const key = (one: typeof a): string => `${one.creationTimestamp ?? ''} ${one.name} ${one.namespace ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}
