import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { ObjectMeta, ResourceRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { HttpRequest } from '../dataplane/connection.ts';
import { isAttached, type PolicyProxy } from '../envoy/policyAttachment.ts';
import type { ExtensionPhase } from '../forward/httpChain.ts';
import type { Proxy } from '../forward/proxy.ts';
import type { Mesh, MeshService } from '../mesh/mesh.ts';
import { envoyFilterScripts } from './envoyFilterScripts.ts';
import { readLua, runLua } from './luaHeaders.ts';

type ExtensionResource = Extract<KubernetesResource, { kind: 'TrafficExtension' | 'WasmPlugin' }>;

/** One extension in the chain of filters. */
export interface Extension {
  readonly source: ResourceRef;
  readonly phase: ExtensionPhase | 'UNSPECIFIED' | 'ENVOY_FILTER';
  /** Absent where the engine does not know what it does. */
  readonly lua?: string;
}

const slots: Readonly<Record<ExtensionPhase, readonly Extension['phase'][]>> = {
  AUTHN: ['AUTHN'],
  AUTHZ: ['AUTHZ'],
  STATS: ['STATS', 'UNSPECIFIED', 'ENVOY_FILTER'],
};

/** Runs the extensions of a phase: a Lua script that only edits headers does so, anything else is an opaque step. */
export function extend(proxy: Proxy, extensions: readonly Extension[]) {
  return (request: HttpRequest, phase: ExtensionPhase): HttpRequest => {
    let current = request;
    for (const slot of slots[phase]) {
      for (const extension of extensions) if (extension.phase === slot) current = run(proxy, extension, current);
    }
    return current;
  };
}

function run(proxy: Proxy, { source, phase, lua }: Extension, request: HttpRequest): HttpRequest {
  const edits = lua === undefined ? undefined : readLua(lua);
  const effect = edits === undefined ? 'opaque' : edits.length === 0 ? 'none' : 'headers';
  if (effect === 'opaque') proxy.walk.approximate('proxy/extension');
  const name = `${source.namespace ?? ''}/${source.name}`;
  proxy.turn.decide({
    reason: reason('proxy/extension', { name, phase, effect }),
    because: [{ resource: source, path: ['spec'] }],
    source: 'istio pilot/pkg/networking/core/extension/trafficextension.go PopAppendHTTPTrafficExtension',
  });
  return edits === undefined ? request : runLua(edits, request);
}

/**
 * The extensions in a waypoint's chain for a service: attached by targetRefs, higher priority first, without priority
 * last, then waypoint, root and service namespace, then age. A match by port or as client never applies here.
 * Mirrors istiod `PushContext.TrafficExtensionsByListenerInfo`.
 */
export function extensionsFor(mesh: Mesh, proxy: Proxy, service: MeshService | undefined): readonly Extension[] {
  const target: PolicyProxy = {
    namespace: proxy.workload.namespace,
    labels: proxy.workload.labels,
    rootNamespace: mesh.settings.rootNamespace,
    waypoint: true,
    ...(proxy.gateway === undefined ? {} : { gateway: proxy.gateway.name }),
    ...(service === undefined ? {} : { service }),
  };
  const all: readonly ExtensionResource[] = [
    ...mesh.resources.all('TrafficExtension'),
    ...mesh.resources.all('WasmPlugin'),
  ];
  const attached = all.filter((resource) => isAttached(resource, target) && matchesWaypoint(resource));
  const order = [target.namespace, target.rootNamespace, service?.namespace];
  const sorted = [...attached].sort(
    (a, b) =>
      comparePriority(a, b) ||
      order.indexOf(a.metadata.namespace) - order.indexOf(b.metadata.namespace) ||
      compareAge(a.metadata, b.metadata),
  );
  return [...sorted.map(extensionOf), ...envoyFilterScripts(mesh, target)];
}

function matchesWaypoint({ spec }: ExtensionResource): boolean {
  const { match = [] } = spec;
  return match.length === 0 || match.some(({ mode, ports }) => mode !== 'CLIENT' && (ports?.length ?? 0) === 0);
}

/** A priority that is not stated comes after every stated one, even a negative one. */
function comparePriority(a: ExtensionResource, b: ExtensionResource): number {
  const [x, y] = [a.spec.priority ?? -(2 ** 32), b.spec.priority ?? -(2 ** 32)];
  return y - x;
}

function extensionOf(resource: ExtensionResource): Extension {
  const { kind, metadata, spec } = resource;
  const { namespace, name } = metadata;
  const source = { kind, ...(namespace === undefined ? {} : { namespace }), name };
  const phase = spec.phase === 'AUTHN' || spec.phase === 'AUTHZ' || spec.phase === 'STATS' ? spec.phase : 'UNSPECIFIED';
  const lua = kind === 'TrafficExtension' ? resource.spec.lua?.inlineCode : undefined;
  return { source, phase, ...(lua === undefined ? {} : { lua }) };
}

function compareAge(a: ObjectMeta, b: ObjectMeta): number {
  const [x, y] = [a.creationTimestamp ?? '', b.creationTimestamp ?? ''];
  if (x !== y) return x < y ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
