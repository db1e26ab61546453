import { sameResource } from '../kubernetes/resource.ts';
import type { WorkloadSummary } from '../meshSummary.ts';
import type { ScenarioRequest } from '../scenario.ts';
import { destinationOf, dialledService } from './ends.ts';
import { nameOf, type WhatIf, type WhatIfKind, type WhatIfWorld } from './whatIf.ts';

/** The same call by another address, or from somewhere else: the request changes, not the manifests. */
export function requestWhatIfs(world: WhatIfWorld): readonly WhatIf[] {
  return [...byPodAddress(world), ...byService(world), ...fromUnmeshed(world), ...fromOutside(world)];
}

function byPodAddress(world: WhatIfWorld): readonly WhatIf[] {
  const { trace } = world;
  const pod = destinationOf(world);
  const address = pod?.addresses[0];
  if (trace.five.dialled.kind !== 'service' || trace.request.from === 'outside') return [];
  if (pod === undefined || address === undefined || pod.gateway !== undefined) return [];
  const port = arrivedAt(world, pod, address) ?? pod.ports[0];
  if (port === undefined) return [];
  const host = `${hostOf(address)}:${String(port)}`;
  const to = withHost(trace.request.to, host);
  return to === undefined
    ? []
    : [sent(world, 'by-pod-ip', { kind: 'pod-dialled', pod: pod.name, address: host }, { to })];
}

/** The port of the pod that this request came to, behind a tunnel too. */
function arrivedAt({ trace }: WhatIfWorld, { ports }: WorkloadSummary, address: string): number | undefined {
  const start = `${hostOf(address)}:`;
  return trace.hops
    .flatMap(({ leg }) => (leg === undefined ? [] : [leg.authority ?? '', leg.address]))
    .filter((place) => place.startsWith(start))
    .map((place) => Number(place.slice(start.length)))
    .find((port) => ports.includes(port));
}

function byService(world: WhatIfWorld): readonly WhatIf[] {
  const { trace, compiled } = world;
  const pod = destinationOf(world);
  if (trace.five.dialled.kind !== 'pod' || pod === undefined || trace.request.from === 'outside') return [];
  const service = compiled.summary.services.find(
    ({ endpoints, ref, headless, ports }) =>
      ref.kind === 'Service' &&
      !headless &&
      ports.length === 1 &&
      endpoints.some(({ workload }) => sameResource(workload, pod.ref)),
  );
  const port = service?.ports[0]?.port;
  if (service === undefined || port === undefined) return [];
  const host = `${service.name}.${service.namespace}${port === 80 ? '' : `:${String(port)}`}`;
  const to = withHost(trace.request.to, host);
  return to === undefined
    ? []
    : [sent(world, 'by-service', { kind: 'service-dialled', service: nameOf(service.ref) }, { to })];
}

/** From somebody whom no ztunnel captures, such as a pod that has not been enrolled yet. */
function fromUnmeshed(world: WhatIfWorld): readonly WhatIf[] {
  const { trace, compiled } = world;
  if (!trace.five.captured.source) return [];
  const destination = destinationOf(world);
  const stranger = compiled.summary.workloads.find(
    ({ participation, gateway, hostNetwork, namespace, ref }) =>
      participation === 'outside' &&
      gateway === undefined &&
      !hostNetwork &&
      !namespace.endsWith('-system') &&
      (destination === undefined || !sameResource(ref, destination.ref)),
  );
  if (stranger === undefined) return [];
  const caller = nameOf(stranger.origin ?? stranger.ref);
  return [sent(world, 'from-unmeshed', { kind: 'from-unmeshed', caller }, { from: caller })];
}

/**
 * Through the front door, as a request of the scenario does already where there is one: it knows the name that the
 * routes ask for. Otherwise by the address of an ingress gateway.
 */
function fromOutside(world: WhatIfWorld): readonly WhatIf[] {
  const { trace, compiled } = world;
  if (trace.request.from === 'outside' || dialledService(world) === undefined) return [];
  const gateway = compiled.summary.gateways.find(({ role, addresses }) => role === 'ingress' && addresses.length > 0);
  const address = gateway?.addresses[0];
  if (gateway === undefined || address === undefined) return [];
  const known = compiled.spec.requests.find(({ from, to }) => from === 'outside' && /^https?:/.test(to));
  const knownHost = known === undefined ? undefined : partsOf(known.to)?.host;
  const to = withHost(trace.request.to, knownHost ?? hostOf(address), 'http');
  if (to === undefined) return [];
  const host = known?.headers?.['host'];
  const headers = host === undefined ? trace.request.headers : { ...trace.request.headers, host };
  const change = { from: 'outside', to, ...(headers === undefined ? {} : { headers }) };
  return [sent(world, 'from-outside', { kind: 'from-outside', gateway: nameOf(gateway.ref) }, change)];
}

/** The request with the change, as one more request of the scenario. What was expected of the first says nothing of it. */
function sent(
  { trace, compiled }: WhatIfWorld,
  suffix: string,
  what: WhatIfKind,
  change: Partial<ScenarioRequest>,
): WhatIf {
  const { requests } = compiled.spec;
  const base = `${trace.request.name}-${suffix}`;
  const names = new Set(requests.map(({ name }) => name));
  const name = [base, ...requests.map((_request, index) => `${base}-${String(index + 2)}`)].find(
    (candidate) => !names.has(candidate),
  );
  const request = withoutExpectation({ ...trace.request, ...change, name: name ?? base });
  return { id: suffix, what, edits: [{ kind: 'set-requests', requests: [...requests, request] }], request };
}

function withoutExpectation(request: ScenarioRequest): ScenarioRequest {
  const { expect, ...rest } = request;
  return expect === undefined ? request : rest;
}

interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
}

function partsOf(url: string): UrlParts | undefined {
  const [, scheme, host, path = ''] = /^([a-z]+):\/\/([^/]+)(\/.*)?$/i.exec(url) ?? [];
  return scheme === undefined || host === undefined ? undefined : { scheme, host, path };
}

function withHost(url: string, host: string, scheme?: string): string | undefined {
  const parts = partsOf(url);
  return parts === undefined ? undefined : `${scheme ?? parts.scheme}://${host}${parts.path}`;
}

function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
