import { annotations } from '#model/kubernetes/labels.ts';
import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import { resolveInCluster, resolvePublicly, type Resolution } from '../kubernetes/clusterDns.ts';
import { dnsPassage } from '../kubernetes/networkDns.ts';
import { serveApplication } from '../kubernetes/application.ts';
import { formatSocket, isIp } from '../mesh/ipRange.ts';
import type { Mesh, SocketAddress, Workload } from '../mesh/mesh.ts';
import { sendFromSidecar } from '../sidecar/sendFromSidecar.ts';
import { askDnsProxy } from '../ztunnel/dnsProxy.ts';
import { sendOutbound } from '../ztunnel/outbound.ts';
import { isOwnPort } from '../ztunnel/destination.ts';
import type { Random } from '../random.ts';
import type { Outcome, Payload } from './connection.ts';
import { appOf, nameOf, ztunnelOf } from './podRef.ts';
import type { Turn, Walk } from './walk.ts';

/** Finds who sends: a pod, or the first pod of a Deployment or other owner. */
export function findCaller(mesh: Mesh, from: string): Workload | undefined {
  const [namespace, name, ...rest] = from.split('/');
  if (namespace === undefined || name === undefined || rest.length > 0) return undefined;
  return mesh.workloads.byPod(namespace, name) ?? mesh.owners.get(`${namespace}/${name}`)?.[0];
}

/** Resolves a name as the caller would: by ztunnel's DNS proxy where it is captured, else by the cluster's DNS. */
export function resolveFor(mesh: Mesh, caller: Workload, host: string, random: Random): Resolution {
  const answered = caller.dnsCapture && !usesNodeResolver(caller) ? askDnsProxy(mesh, caller, host, random) : undefined;
  if (answered !== undefined) return answered;
  const { blockedBy } = dnsPassage(mesh, caller);
  if (blockedBy !== undefined) return { kind: 'no-answer', ...blockedBy };
  if (usesNodeResolver(caller)) return resolvePublicly(mesh, host);
  return resolveInCluster(mesh, caller.namespace, host, random);
}

/** A hostNetwork pod asks its node's resolver, unless its DNS policy says otherwise. */
function usesNodeResolver({ hostNetwork, pod }: Workload): boolean {
  const dnsPolicy = pod?.spec.dnsPolicy;
  if (dnsPolicy === 'Default') return true;
  return hostNetwork && dnsPolicy !== 'ClusterFirstWithHostNet';
}

/** The application's own step: the name, and how its pod lets the connection out. */
export function sendFromPod(
  walk: Walk,
  caller: Workload,
  target: SocketAddress,
  payload: Payload,
  opening: readonly Decision[],
): Outcome {
  const turn = walk.turn(appOf(caller), 'app');
  for (const decision of opening) turn.decide(decision);
  if (isLoopback(target.ip) || caller.addresses.includes(target.ip))
    return stayInPod(walk, turn, caller, target, payload);
  if (caller.sidecar !== undefined) return sendFromSidecar(walk, caller, target, payload);
  if (caller.capture === 'pending') return halfCaptured(walk, turn, caller);
  if (caller.capture !== 'enabled') return sendPlain(walk, turn, caller, target, payload);
  if (caller.dnsCapture && target.port === 53) return intoDnsProxy(walk, caller, target);
  return sendOutbound(walk, caller, target, payload);
}

function isLoopback(ip: string): boolean {
  return ip.startsWith('127.') || ip === '::1';
}

function stayInPod(walk: Walk, turn: Turn, caller: Workload, target: SocketAddress, payload: Payload): Outcome {
  if (isLoopback(target.ip) && caller.capture === 'enabled' && isOwnPort(target.port)) {
    const why = reason('outbound/recursive-call', { address: formatSocket(target.ip, target.port) });
    turn.decide({ reason: why, because: [], source: 'ztunnel src/proxy/outbound.rs proxy_to' });
    turn.end('failed');
    walk.find({ verdict: 'failed', at: ztunnelOf(caller), reason: why, because: [] });
    return { kind: 'reset' };
  }
  const params = { pod: nameOf(caller), address: formatSocket(target.ip, target.port) };
  turn.decide({
    reason: reason('kubernetes/stays-in-pod', params),
    because: [],
    source: 'istio cni/pkg/iptables AppendInpodRules',
  });
  const source = { ip: target.ip, port: 0 };
  walk.see(caller, { identity: 'none', address: target.ip });
  return serveApplication(walk, { transport: 'plaintext', source, to: target, payload, sourceUid: caller.uid }, caller);
}

function halfCaptured(walk: Walk, turn: Turn, caller: Workload): Outcome {
  const why = reason('kubernetes/half-captured', { pod: nameOf(caller) });
  const because = [{ resource: caller.source, path: ['metadata', 'annotations', annotations.redirection] }];
  turn.decide({ reason: why, because, source: 'istio cni/pkg/nodeagent AddPodToMesh' });
  turn.end('failed');
  walk.find({ verdict: 'failed', at: appOf(caller), reason: why, because });
  return { kind: 'refused' };
}

function sendPlain(walk: Walk, turn: Turn, caller: Workload, target: SocketAddress, payload: Payload): Outcome {
  const address = formatSocket(target.ip, target.port);
  turn.decide({
    reason: reason('kubernetes/leaves-plain', { pod: nameOf(caller), address }),
    because: caller.captureBecause ?? [],
    source: 'engine caller',
  });
  turn.leg({ transport: 'plaintext', address });
  const ip = caller.addresses.find((own) => own.includes(':') === target.ip.includes(':')) ?? caller.addresses[0] ?? '';
  const source = { ip, port: 0 };
  return walk.send({ transport: 'plaintext', source, to: target, payload, sourceUid: caller.uid });
}

/** TCP to port 53 of any address ends in ztunnel's DNS proxy, which waits for a question and closes. */
function intoDnsProxy(walk: Walk, caller: Workload, target: SocketAddress): Outcome {
  const at = ztunnelOf(caller);
  const turn = walk.turn(at, 'outbound');
  const why = reason('outbound/dns-port', { address: formatSocket(target.ip, target.port) });
  turn.decide({ reason: why, because: [], source: 'istio cni/pkg/iptables AppendInpodRules' });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because: [] });
  return { kind: 'reset' };
}

/** What the application learnt of a name, as its opening decisions; or nothing where the host is an address. */
export function namingDecision(host: string, resolution: Resolution, pod = ''): readonly Decision[] {
  if (isIp(host)) return [];
  const source =
    resolution.kind === 'address' && resolution.by === 'dns-proxy'
      ? 'ztunnel src/dns/server.rs find_server'
      : 'engine clusterDns';
  switch (resolution.kind) {
    case 'address':
      return [
        {
          reason: reason('kubernetes/resolved', { name: host, address: resolution.ip, by: resolution.by }),
          because: [],
          source,
        },
      ];
    case 'no-address':
      return [{ reason: reason('kubernetes/no-address', { name: host }), because: [], source }];
    case 'no-such-name':
      return [{ reason: reason('kubernetes/no-such-name', { name: host }), because: [], source }];
    case 'no-answer':
      return [
        {
          reason: reason('kubernetes/dns-blocked', { name: host, pod, policies: resolution.policies }),
          because: resolution.because,
          source: 'ztunnel src/proxyfactory.rs new_proxies_from_factory',
        },
      ];
  }
}
