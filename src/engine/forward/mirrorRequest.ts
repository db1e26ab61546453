import { reason } from '#model/reason.ts';
import type { MirroredRequest } from '../envoy/routes/followRoute.ts';
import { candidatesOf } from './candidates.ts';
import { nameOf } from './proxy.ts';
import { clusterOf } from './cluster.ts';
import { dial } from './dial.ts';
import type { HttpChain } from './httpChain.ts';
import { pickHost } from './loadBalance.ts';
import { withForwardedFor } from './requestHeaders.ts';

/**
 * Sends a copy and forgets its answer. The copy leaves no hops: it changes nothing for the caller.
 * Mirrors Envoy's request mirror policies (`Router::Filter::maybeDoShadowing`).
 */
export function mirrorRequest({ proxy, destination: original }: HttpChain, mirrored: MirroredRequest): void {
  const { destination } = mirrored;
  const { service } = destination;
  if (service === undefined || destination.invalid !== undefined) return;
  const { walk } = proxy;
  const cluster = clusterOf(proxy, service, destination.port, destination.subset);
  const candidate = pickHost(candidatesOf(proxy, cluster, original), walk.random);
  if (candidate === undefined) return;
  const request = withForwardedFor(mirrored.request, proxy.ip);
  const mark = walk.mark();
  walk.aside(() => void dial(proxy, candidate.dial, { kind: 'http', request }, false));
  // Whoever answers in between, a sidecar that refuses or a waypoint, is not who the copy is for.
  const [backend] = walk.deliveredSince(mark);
  walk.rollback(mark);
  const arrived = backend !== undefined;
  const to = arrived ? nameOf(backend) : destination.host;
  if (arrived) walk.mirror(to);
  proxy.turn.decide({
    reason: arrived ? reason('proxy/mirrored', { to }) : reason('proxy/mirror-failed', { to }),
    because: destination.because,
    source: 'envoy source/common/router/router.cc Filter::maybeDoShadowing',
  });
}
