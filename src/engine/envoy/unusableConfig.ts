import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService } from '../mesh/mesh.ts';
import { unusableKeySet } from './authentication/keySet.ts';
import { policiesForWaypoint } from './proxyPolicies.ts';
import { compilePattern } from './routes/pattern.ts';
import { matchesForService } from './routes/routesForService.ts';
import type { HttpMatch } from './routes/routeConfig.ts';
import { familyOf, portProtocol } from '../forward/portProtocol.ts';

/** Something Envoy refuses when it loads the configuration. */
export interface UnusableConfig {
  readonly because: readonly FieldRef[];
  /** Envoy's words. */
  readonly message: string;
}

const known = new WeakMap<Mesh, Map<string, UnusableConfig | null>>();

/**
 * The object that makes Envoy reject the whole main listener of a waypoint: a regular expression RE2 cannot compile,
 * or a key set without a usable key. Undefined: all is well.
 */
export function unusableConfig(mesh: Mesh, waypoint: ResourceRef): UnusableConfig | undefined {
  const cache = known.get(mesh) ?? new Map<string, UnusableConfig | null>();
  known.set(mesh, cache);
  const key = `${waypoint.namespace ?? ''}/${waypoint.name}`;
  const found = cache.get(key);
  if (found !== undefined) return found ?? undefined;
  const made = find(mesh, waypoint);
  cache.set(key, made ?? null);
  return made;
}

function find(mesh: Mesh, waypoint: ResourceRef): UnusableConfig | undefined {
  const services = mesh.services.all.filter(
    (service) => isServedBy(service, waypoint) && httpPorts(service).length > 0,
  );
  for (const service of services) {
    for (const port of httpPorts(service)) {
      for (const match of matchesForService(mesh, waypoint, service, port)) {
        const unusable = unusablePattern(match);
        if (unusable !== undefined) return unusable;
      }
    }
  }
  for (const service of [undefined, ...services]) {
    for (const [index, rule] of policiesForWaypoint(mesh, waypoint, service).authentication.rules.entries()) {
      const message = unusableKeySet(rule.rule.jwks, index);
      if (message !== undefined) return { because: [{ resource: rule.policy, path: [...rule.path, 'jwks'] }], message };
    }
  }
  return undefined;
}

function isServedBy({ waypoint }: MeshService, { namespace, name }: ResourceRef): boolean {
  const targets = [waypoint?.primary, waypoint?.canary?.target];
  return targets.some((target) => target?.gateway.name === name && target.gateway.namespace === namespace);
}

/** Ports with an HTTP chain: only there are routes and tokens. */
function httpPorts(service: MeshService): readonly number[] {
  const families = service.ports.map((port) => ({ port: port.port, family: familyOf(portProtocol(service, port)) }));
  return families.filter(({ family }) => family === 'http' || family === 'auto').map(({ port }) => port);
}

function unusablePattern({ uri, headers, withoutHeaders, queryParams }: HttpMatch): UnusableConfig | undefined {
  const fields = [...(uri === undefined ? [] : [uri]), ...headers, ...withoutHeaders, ...queryParams];
  for (const { match, because } of fields) {
    if (match.kind !== 'regex') continue;
    const pattern = compilePattern(match.value);
    if (pattern.kind === 'unusable') return { because: [because], message: pattern.message };
  }
  return undefined;
}
