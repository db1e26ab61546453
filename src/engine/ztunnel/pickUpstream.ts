import { reason, type Reason } from '#model/reason.ts';
import type { Considered, Decision } from '#model/trace.ts';
import { nameOf } from '../dataplane/podRef.ts';
import { resolvePublicName } from '../kubernetes/clusterDns.ts';
import { formatSocket, isV6 } from '../mesh/ipRange.ts';
import type { MeshService, SocketAddress, Workload } from '../mesh/mesh.ts';
import { loadBalance, type Balanced } from './loadBalance.ts';
import type { OutboundQuestion } from './planOutbound.ts';

/** The workload a connection is meant for, with its address and the service it was found through. */
export type Upstream =
  | {
      readonly kind: 'chosen';
      readonly workload: Workload;
      readonly to: SocketAddress;
      readonly service?: MeshService;
      readonly decisions: readonly Decision[];
    }
  | {
      readonly kind: 'remote';
      readonly workload: Workload;
      readonly service?: MeshService;
      readonly decisions: readonly Decision[];
    }
  | { readonly failure: NonNullable<Balanced['failure']>; readonly considered: readonly Considered[] }
  | {
      readonly failure: 'unresolved';
      readonly error: string;
      readonly reason: Reason;
      readonly considered: readonly Considered[];
      readonly decisions: readonly Decision[];
    };

const source = 'ztunnel src/state.rs fetch_upstream';

/**
 * Finds an upstream in the opposite order of classification: a service's VIP first, then a workload's address. Nothing
 * is found for an unknown address and for a service that passes through. Mirrors ztunnel `fetch_upstream`.
 */
export function pickUpstream({ mesh, source: client, target, random }: OutboundQuestion): Upstream | undefined {
  const service = mesh.services.byAddress(target.ip, client.namespace);
  if (service !== undefined) {
    if (service.loadBalancing.mode === 'PASSTHROUGH') return undefined;
    const balanced = loadBalance(service, target.port, client, random);
    const { endpoint } = balanced;
    if (endpoint === undefined) return { failure: balanced.failure ?? 'no-endpoint', considered: balanced.considered };
    const port = endpoint.ports.get(target.port) ?? target.port;
    const decisions = balanceDecisions(service, balanced, endpoint.workload, port, target.ip);
    if (endpoint.workload.network !== client.network)
      return { kind: 'remote', workload: endpoint.workload, service, decisions };
    return locate(endpoint.workload, port, target.ip, { service, decisions });
  }
  const workload = mesh.workloads.byAddress(target.ip);
  // An address of another network means nothing on this one.
  if (workload?.network !== client.network) return undefined;
  return { kind: 'chosen', workload, to: target, decisions: [] };
}

function locate(
  workload: Workload,
  port: number,
  dialled: string,
  found: { readonly service: MeshService; readonly decisions: readonly Decision[] },
): Upstream {
  const ip = addressOf(workload, dialled, found.service);
  if (ip !== undefined) return { kind: 'chosen', workload, to: { ip, port }, ...found };
  const hostname = workload.hostname ?? '';
  const resolved = resolvePublicName(hostname);
  if (resolved !== undefined) return { kind: 'chosen', workload, to: { ip: resolved, port }, ...found };
  const why = reason('outbound/unresolved-workload', { workload: nameOf(workload), hostname });
  const error = `no ip addresses were resolved for workload: ${workload.uid}`;
  const decision = { reason: why, because: [], source: 'ztunnel src/state.rs load_balance_for_hostname' };
  return { failure: 'unresolved', error, reason: why, considered: [], decisions: [...found.decisions, decision] };
}

/** The dialled address if it is the workload's own, else one of the Service's families, else of the dialled family. */
function addressOf(workload: Workload, dialled: string, service: MeshService): string | undefined {
  const { addresses } = workload;
  if (addresses.includes(dialled)) return dialled;
  const families = service.ipFamilies;
  const usable =
    families.length === 0 ? addresses : addresses.filter((ip) => families.includes(isV6(ip) ? 'IPv6' : 'IPv4'));
  return usable.find((ip) => isV6(ip) === isV6(dialled)) ?? usable[0];
}

function balanceDecisions(
  service: MeshService,
  balanced: Balanced,
  workload: Workload,
  port: number,
  dialled: string,
): readonly Decision[] {
  const decisions: Decision[] = [];
  const { mode, scopes } = service.loadBalancing;
  const because = service.loadBalancingBecause === undefined ? [] : [service.loadBalancingBecause];
  if (mode === 'STRICT' || mode === 'FAILOVER') {
    const params = { service: nameOf(service), mode, scopes, left: balanced.candidates, of: balanced.eligible };
    decisions.push({
      reason: reason('outbound/locality', params),
      because,
      source: 'ztunnel src/state.rs load_balance',
    });
  }
  const ip = addressOf(workload, dialled, service) ?? workload.hostname ?? '';
  const params = {
    service: nameOf(service),
    workload: nameOf(workload),
    address: formatSocket(ip, port),
    candidates: balanced.candidates,
  };
  const considered = balanced.considered.slice(0, 20);
  decisions.push({
    reason: reason('outbound/endpoint-chosen', params),
    because: [{ resource: service.source, path: ['spec', 'selector'] }],
    ...(considered.length === 0 ? {} : { considered }),
    source,
  });
  return decisions;
}
