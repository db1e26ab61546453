import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason, type Reason } from '#model/reason.ts';
import type { Outcome, Payload } from '../dataplane/connection.ts';
import type { TcpAttributes } from '../envoy/authorization/attributes.ts';
import { authorizeTcp } from '../envoy/authorization/authorize.ts';
import type { CompiledPolicies } from '../envoy/authorization/compiledPolicies.ts';
import type { SocketAddress } from '../mesh/mesh.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import type { Cluster } from './cluster.ts';
import { decideCandidate } from './decideCandidate.ts';
import { dial, socket } from './dial.ts';
import type { Logged } from './httpChain.ts';
import { pickCandidate } from './pickCandidate.ts';
import type { Proxy } from './proxy.ts';
import { reachedHost } from './reachedHost.ts';

/** The network filters of one TCP chain, with the connection that came to it. */
export interface TcpChain {
  readonly proxy: Proxy;
  /** Absent where no policy can be: the outbound side of a sidecar. */
  readonly policies?: CompiledPolicies;
  readonly attributes: TcpAttributes;
  /** Undefined: a route without any destination. */
  readonly cluster: Cluster | undefined;
  /** The address the connection was for. */
  readonly destination: SocketAddress;
  readonly because: readonly FieldRef[];
}

export interface TcpServed {
  readonly outcome: Outcome;
  readonly logged: Logged;
}

/**
 * Carries bytes to one host of the cluster. The upstream is opened at once and only once; policies decide on the
 * client's first bytes, after that. Mirrors Envoy's `tcp_proxy` and network RBAC filters.
 */
export function serveTcp(chain: TcpChain, payload: Payload): TcpServed {
  const { proxy, cluster, destination } = chain;
  if (cluster === undefined) {
    return failed(chain, 'NC', reason('proxy/tcp-no-destination', { service: socket(destination) }));
  }
  const candidates = candidatesOf(proxy, cluster, destination);
  const clientIp = chain.attributes.remoteIp ?? proxy.ip;
  const candidate = pickCandidate(proxy, { cluster, clientIp }, candidates, []);
  if (candidate === undefined) {
    return failed(chain, 'UH', reason('proxy/no-healthy-upstream', { cluster: cluster.name }));
  }
  const refusal = refused(chain, candidate, payload);
  if (refusal !== undefined) return refusal;
  decideCandidate(proxy, { cluster, because: chain.because }, candidate, candidates.length);
  return piped(chain, candidate, dial(proxy, candidate.dial, payload));
}

function refused(chain: TcpChain, candidate: Candidate, payload: Payload): TcpServed | undefined {
  const { proxy, policies } = chain;
  if (policies === undefined) return undefined;
  const verdict = authorizeTcp(policies, chain.attributes);
  const { walk, turn, at } = proxy;
  if (verdict.result === 'allowed') {
    for (const decision of verdict.decisions) turn.decide(decision);
    if (verdict.policies.length > 0) walk.enforce({ at, policies: verdict.policies, result: 'allow' });
    return undefined;
  }
  const upstream = openAhead(proxy, candidate, payload);
  if (upstream === 'failed') return undefined;
  if (upstream === 'cut') {
    // Both ends refuse: this policy, and the destination that has just seen the tunnel. Either may be first. At a
    // service's port the tunnel is open before the client's first bytes; at a pod's address those are awaited, to sniff.
    walk.enforce({ at, policies: verdict.policies, result: 'deny' });
    const destinationFirst = chain.cluster?.kind === 'encap' ? 0.5 : 0.85;
    if (walk.random.next() < destinationFirst) return undefined;
  }
  for (const decision of verdict.decisions) turn.decide(decision);
  turn.end('refused');
  if (verdict.result === 'undetermined') {
    walk.find({ verdict: 'undetermined', at, reason: verdict.reason, because: verdict.because });
    return { outcome: { kind: 'undetermined' }, logged: { flags: '-', details: '-' } };
  }
  if (upstream !== 'cut') walk.enforce({ at, policies: verdict.policies, result: 'deny' });
  const { deniedBy } = verdict;
  const finding = { verdict: 'denied', at, reason: verdict.reason, because: verdict.because } as const;
  walk.find(deniedBy === undefined ? finding : { ...finding, deniedBy });
  return { outcome: { kind: 'reset' }, logged: loggedFor(chain, '-', verdict.answer?.details ?? '-') };
}

/** The upstream is opened before the client's first byte, so its own failure comes before any policy. */
function openAhead(proxy: Proxy, candidate: Candidate, payload: Payload): 'open' | 'failed' | 'cut' {
  const mark = proxy.walk.mark();
  const { kind } = dial(proxy, candidate.dial, payload, false);
  proxy.walk.rollback(mark);
  if (kind === 'refused' || kind === 'unreachable' || kind === 'timeout') return 'failed';
  return kind === 'connect-status' && candidate.dial.application === undefined ? 'cut' : 'open';
}

function piped(chain: TcpChain, candidate: Candidate, outcome: Outcome): TcpServed {
  const address = socket(candidate.dial.target);
  switch (outcome.kind) {
    case 'response':
    case 'bytes':
      chain.proxy.turn.end('forwarded');
      return { outcome, logged: { ...loggedFor(chain, '-', '-'), ...reachedHost(candidate.dial) } };
    case 'undetermined':
      return { outcome, logged: loggedFor(chain, '-', '-') };
    case 'refused':
    case 'unreachable':
      return failed(chain, 'UF,URX', reason('proxy/upstream-refused', { address, tries: 1 }));
    case 'timeout':
      return failed(chain, 'UF,URX', reason('proxy/upstream-timeout', { address, tries: 1 }));
    case 'connect-status':
    case 'tls-failure':
    case 'reset':
      return failed(chain, 'UR', reason('proxy/upstream-closed', { address }));
  }
}

function failed(chain: TcpChain, flags: string, why: Reason): TcpServed {
  const { proxy, because } = chain;
  proxy.turn.decide({ reason: why, because, source: 'envoy source/common/tcp_proxy/tcp_proxy.cc Filter' });
  proxy.turn.end('failed');
  proxy.walk.find({ verdict: 'failed', at: proxy.at, reason: why, because });
  return { outcome: { kind: 'reset' }, logged: loggedFor(chain, flags, '-') };
}

function loggedFor({ cluster }: TcpChain, flags: string, details: string): Logged {
  return { flags, details, ...(cluster === undefined ? {} : { cluster: cluster.name }) };
}
