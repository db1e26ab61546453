import type { ScenarioRequest } from '#model/scenario.ts';
import type { Mesh } from '#engine/mesh/mesh.ts';
import type { Step, StepRequest } from './gatewayApiVector.ts';

/** A step as a request of a scenario; undefined where its destination has no address. */
export function requestOf(step: Step, mesh: Mesh): ScenarioRequest | undefined {
  const { request } = step;
  const target = targetOf(request, mesh);
  if (target === undefined) return undefined;
  const scheme = request.protocol === 'grpc' ? 'grpc' : request.scheme;
  const query = request.query === undefined || request.query === '' ? '' : `?${request.query}`;
  const host = request.host === null ? undefined : withPodAddress(request.host, mesh);
  return {
    name: step.name,
    from: request.from ?? 'outside',
    to: `${scheme}://${target}:${request.to.port}${request.path}${query}`,
    method: request.method,
    headers: {
      ...request.headers,
      ...(host === undefined ? {} : { host }),
      ...behaviour(step),
    },
  };
}

function targetOf({ to }: StepRequest, mesh: Mesh): string | undefined {
  switch (to.kind) {
    case 'Service':
      return `${to.name ?? ''}.${to.namespace}`;
    case 'Pod':
      return mesh.owners.get(`${to.namespace}/${to.deployment ?? ''}`)?.[0]?.addresses[0];
    case 'Gateway':
      return gatewayAddress(to, mesh);
  }
}

function gatewayAddress(to: StepRequest['to'], { resources, cluster }: Mesh): string | undefined {
  const gateway = resources.get('Gateway', to.namespace, to.name ?? '');
  const addresses = gateway?.status?.addresses ?? [];
  const ip = addresses.find(({ type }) => type === 'IPAddress')?.value;
  if (ip !== undefined) return ip;
  const hostname = addresses.find(({ type }) => type === 'Hostname')?.value;
  if (hostname === undefined) return undefined;
  const [name = '', namespace = ''] = hostname.split('.');
  const service = resources.get('Service', namespace, name);
  return service?.status?.loadBalancer?.ingress?.[0]?.ip ?? cluster.publicAddress(hostname);
}

/** `{pod-ip:namespace/deployment}` stands for the address of that Deployment's pod. */
function withPodAddress(host: string, mesh: Mesh): string {
  return host.replace(/\{pod-ip:([^}]+)\}/, (_, owner: string) => mesh.owners.get(owner)?.[0]?.addresses[0] ?? '');
}

/** What the suite's echo server does because of a path or header, ours does because of these headers. */
function behaviour({ backendBehaviour = {}, request }: Step): Readonly<Record<string, string | readonly string[]>> {
  const { failFirst, failWith, delay, delayEachFailure } = backendBehaviour;
  const set = Object.entries(request.backendSetsResponseHeaders ?? {});
  return {
    ...(failFirst === undefined ? {} : { 'x-app-fail-first': String(failFirst) }),
    ...(failWith === undefined ? {} : { 'x-app-fail-status': String(failWith) }),
    ...(delay === undefined ? {} : { 'x-app-delay-ms': String(milliseconds(delay)) }),
    ...(delayEachFailure === undefined ? {} : { 'x-app-fail-delay-ms': String(milliseconds(delayEachFailure)) }),
    ...(set.length === 0 ? {} : { 'x-app-response-header': set.map(([name, value]) => `${name}: ${value}`) }),
  };
}

function milliseconds(duration: string): number {
  const [, amount = '0', unit = 's'] = /^([\d.]+)(ms|s)$/.exec(duration) ?? [];
  return Number(amount) * (unit === 's' ? 1000 : 1);
}
