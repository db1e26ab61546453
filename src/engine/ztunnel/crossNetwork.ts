import { labels } from '#model/kubernetes/labels.ts';
import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import { nameOf } from '../dataplane/podRef.ts';
import { formatSocket, isIp } from '../mesh/ipRange.ts';
import type { Mesh, SocketAddress } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import type { Upstream } from './pickUpstream.ts';
import type { OutboundPlan, OutboundQuestion } from './planOutbound.ts';

const source = 'ztunnel src/proxy/outbound.rs build_request_through_gateway';

type Remote = Extract<Upstream, { kind: 'remote' }>;

/**
 * A destination on another network is reached through that network's gateway, one tunnel inside another; without a
 * gateway not at all. What happens on the other network is no part of this mesh.
 * Mirrors ztunnel `build_request_through_gateway`.
 */
export function crossNetwork(
  { mesh, source: client, target }: OutboundQuestion,
  { workload, service }: Remote,
  decisions: readonly Decision[],
): OutboundPlan {
  const { network } = workload;
  const name = nameOf(workload);
  const gateway = networkGateway(mesh, network);
  if (gateway === undefined || service === undefined) {
    const why = reason('outbound/no-network-gateway', { workload: name, network });
    const error = `no valid routing destination for workload: Workload{${workload.name} with uid ${workload.uid} (${workload.protocol})}`;
    const because = [{ resource: workload.source, path: ['spec', 'network'] }];
    const decision = { reason: why, because, source };
    return { kind: 'reject', decisions: [...decisions, decision], error, reason: why, because };
  }
  const address = formatSocket(gateway.address.ip, gateway.address.port);
  const because = [{ resource: gateway.resource, path: ['metadata', 'labels', labels.network] }];
  const through = reason('outbound/network-gateway', {
    workload: name,
    network,
    gateway: nameOf(gateway.resource),
    address,
  });
  const why = reason('engine/unsupported', { rule: 'other-network', subject: name });
  return {
    kind: 'reject',
    decisions: [...decisions, { reason: through, because, source }],
    error: '',
    reason: why,
    because,
    unsupported: true,
    leg: {
      transport: 'double-hbone',
      address,
      authority: `${service.hostname}:${String(target.port)}`,
      sourceIdentity: client.identity,
    },
  };
}

/** An `istio-remote` Gateway that says which network it leads to. Mirrors istiod `localK8sGatewayToNetworkGateways`. */
function networkGateway(mesh: Mesh, network: string) {
  for (const gateway of mesh.resources.all('Gateway')) {
    const { gatewayClassName, listeners, addresses = [] } = gateway.spec;
    if (gatewayClassName !== 'istio-remote' || gateway.metadata.labels?.[labels.network] !== network) continue;
    const listener = listeners.find(({ protocol }) => protocol === 'HBONE');
    const ip = [...(gateway.status?.addresses ?? []), ...addresses].find(({ value }) => isIp(value ?? ''))?.value;
    if (listener === undefined || ip === undefined) continue;
    const address: SocketAddress = { ip, port: listener.port };
    return { resource: refOf(gateway), address };
  }
  return undefined;
}
