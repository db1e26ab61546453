import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { readResource } from '#model/kubernetes/readResource.ts';
import { fromTheWire } from './fromTheWire.ts';
import { randomNumbers } from './randomNumbers.ts';

/** The part of HTTPRoute that routers of web frameworks can say as well: a method, and a path or the beginning of one. */
export interface PathRule {
  readonly id: string;
  readonly kind: 'Exact' | 'PathPrefix';
  readonly method: string;
  readonly path: string;
}

export interface PathRequest {
  readonly method: string;
  readonly path: string;
}

const rulesPerRoute = 10;

/** Of five rules one is a short prefix, one an exact path below it, and three are longer prefixes. */
export function pathRules(count: number): readonly PathRule[] {
  return Array.from({ length: count }, (_, index): PathRule => {
    const service = `/svc${String(Math.floor(index / 5))}`;
    const part = index % 5;
    const id = `r-${String(Math.floor(index / rulesPerRoute))}/${String(index % rulesPerRoute)}`;
    const method = part % 4 === 3 ? 'POST' : 'GET';
    if (part === 0) return { id, kind: 'PathPrefix', method, path: service };
    if (part === 4) return { id, kind: 'Exact', method, path: `${service}/v1/item` };
    return { id, kind: 'PathPrefix', method, path: `${service}/v${String(part)}` };
  });
}

/** A thousand requests: at the places of rules and below, beside them, and with other methods. */
export function pathRequests(rules: readonly PathRule[]): readonly PathRequest[] {
  const random = randomNumbers(11);
  const tails = ['', '/item', '/item/7', 'x', '/a/b/c'];
  const requests = Array.from({ length: 1000 }, (): PathRequest => {
    const rule = rules[random(rules.length)];
    if (rule === undefined) throw new Error('no rules to ask for');
    const tail = rule.kind === 'Exact' && random(2) === 0 ? '' : (tails[random(tails.length)] ?? '');
    return { method: random(6) === 0 ? 'POST' : rule.method, path: `${rule.path}${tail}` };
  });
  return fromTheWire(requests);
}

/** A waypoint for service `app/api` with the rules in HTTPRoutes of ten. */
export function routeResources(rules: readonly PathRule[]): readonly KubernetesResource[] {
  const routes = Array.from({ length: Math.ceil(rules.length / rulesPerRoute) }, (_, index) =>
    httpRoute(`r-${String(index)}`, rules.slice(index * rulesPerRoute, (index + 1) * rulesPerRoute)),
  );
  const waypoint = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'wp', namespace: 'app' },
    spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'app', labels: { 'istio.io/use-waypoint': 'wp' } },
    spec: { selector: { app: 'api' }, ports: [{ name: 'http', port: 80 }] },
  };
  return [waypoint, service, ...routes].map((manifest) => {
    const { resource, problems } = readResource(manifest);
    if (resource === undefined) throw new Error(`unreadable: ${JSON.stringify(problems)}`);
    return resource;
  });
}

function httpRoute(name: string, rules: readonly PathRule[]): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'app' },
    spec: {
      parentRefs: [{ group: '', kind: 'Service', name: 'api' }],
      rules: rules.map(({ kind, method, path }) => ({
        matches: [{ method, path: { type: kind, value: path } }],
        backendRefs: [{ name: 'api', port: 80 }],
      })),
    },
  };
}
