import { reason, type Reason } from '#model/reason.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { ProxyRef, Trace } from '#model/trace.ts';
import type { Resolution } from '../kubernetes/clusterDns.ts';
import { dnsPassage } from '../kubernetes/networkDns.ts';
import { isIp } from '../mesh/ipRange.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { seededRandom } from '../random.ts';
import { arrive } from './arrive.ts';
import { findCaller, namingDecision, resolveFor, sendFromPod } from './caller.ts';
import type { Connection, Outcome } from './connection.ts';
import { createWalk, type StartedWalk, type WalkContext } from './createWalk.ts';
import { outsider, sendFromOutside } from './outsideCaller.ts';
import { appOf, nameOf } from './podRef.ts';
import { parseTarget, payloadOf, type RequestTarget } from './requestTarget.ts';
import { traceOf } from './traceOf.ts';
import type { Walk } from './walk.ts';

/** No real path is longer; one that is goes round in a circle. */
const hopLimit = 64;

/** Walks one request from its caller to its end, hop by hop. Pure: the same mesh, request and seed give the same trace. */
export function walkRequest(mesh: Mesh, request: ScenarioRequest, seed: number, context: WalkContext): Trace {
  const started = createWalk(mesh, seededRandom(seed), context, limited());
  const target = parseTarget(request.to);
  if ('problem' in target) {
    const outcome = stop(started.walk, outsider, reason('engine/bad-request', target), 'undetermined');
    return traceOf(mesh, request, undefined, undefined, started.footprints(), outcome);
  }
  if (request.from === 'outside') return fromOutside(started, mesh, request, target);
  const caller = findCaller(mesh, request.from);
  if (caller === undefined) {
    const outcome = stop(
      started.walk,
      outsider,
      reason('engine/unknown-caller', { from: request.from }),
      'undetermined',
    );
    return traceOf(mesh, request, undefined, undefined, started.footprints(), outcome);
  }
  return fromPod(started, mesh, request, target, caller);
}

function fromPod(
  started: StartedWalk,
  mesh: Mesh,
  request: ScenarioRequest,
  target: RequestTarget,
  caller: Workload,
): Trace {
  const { walk } = started;
  const resolution = isIp(target.host)
    ? ({ kind: 'address', ip: target.host, by: 'cluster-dns' } as const)
    : resolveFor(mesh, caller, target.host, walk.random);
  const sends = {
    reason: reason('kubernetes/app-sends', { pod: request.from, url: request.to }),
    because: [],
    source: 'engine caller',
  };
  const naming = namingDecision(target.host, resolution, nameOf(caller));
  const opening = [sends, ...naming];
  if (isForwarded(resolution) && dnsPassage(mesh, caller).supposed) walk.approximate('kubernetes/dns-blocked');
  if (resolution.kind !== 'address') {
    const turn = walk.turn(appOf(caller), 'app');
    for (const decision of opening) turn.decide(decision);
    turn.end('failed');
    const last = naming.at(-1);
    walk.find({
      verdict: 'failed',
      at: appOf(caller),
      reason: last?.reason ?? reason('kubernetes/no-such-name', { name: target.host }),
      because: last?.because ?? [],
    });
    return traceOf(mesh, request, caller, undefined, started.footprints(), 'unresolved');
  }
  const address = { ip: resolution.ip, port: target.port };
  const outcome = sendFromPod(walk, caller, address, payloadOf(request, target), opening);
  return traceOf(mesh, request, caller, address, started.footprints(), outcome);
}

/** Answered, or not, by servers beyond the pod's own network. */
function isForwarded(resolution: Resolution): boolean {
  return resolution.kind !== 'address' || resolution.by !== 'dns-proxy';
}

function fromOutside(started: StartedWalk, mesh: Mesh, request: ScenarioRequest, target: RequestTarget): Trace {
  const { walk } = started;
  const ip = isIp(target.host) ? target.host : mesh.cluster.publicAddress(target.host);
  const sends = {
    reason: reason('kubernetes/outside-sends', { url: request.to }),
    because: [],
    source: 'engine outsideCaller',
  };
  if (ip === undefined) {
    const outcome = stop(walk, outsider, reason('kubernetes/no-such-name', { name: target.host }), 'failed');
    return traceOf(
      mesh,
      request,
      undefined,
      undefined,
      started.footprints(),
      outcome === 'undetermined' ? outcome : 'unresolved',
    );
  }
  const resolution = { kind: 'address', ip, by: 'public-dns' } as const;
  const address = { ip, port: target.port };
  const outcome = sendFromOutside(walk, address, payloadOf(request, target), [
    sends,
    ...namingDecision(target.host, resolution),
  ]);
  return traceOf(mesh, request, undefined, address, started.footprints(), outcome);
}

function stop(
  walk: Walk,
  at: ProxyRef,
  why: Reason,
  verdict: 'failed' | 'undetermined',
): 'undetermined' | 'unresolved' {
  const turn = walk.turn(at, 'external');
  turn.decide({ reason: why, because: [], source: 'engine walkRequest' });
  turn.end('failed');
  walk.find({ verdict, at, reason: why, because: [] });
  return verdict === 'failed' ? 'unresolved' : 'undetermined';
}

/** Counts connections, so that proxies that send to each other for ever are found out. */
function limited(): (walk: Walk, connection: Connection) => Outcome {
  let connections = 0;
  return (walk, connection) => {
    connections += 1;
    if (connections <= hopLimit) return arrive(walk, connection);
    const at = { kind: 'external', address: connection.to.ip } as const;
    const why = reason('engine/hop-limit', { limit: hopLimit });
    const turn = walk.turn(at, 'external');
    turn.decide({ reason: why, because: [], source: 'engine walkRequest' });
    turn.end('failed');
    walk.find({ verdict: 'failed', at, reason: why, because: [] });
    return { kind: 'reset' };
  };
}
