import { reason } from '#model/reason.ts';
import type { ClientView, ScenarioRequest, VerdictKind } from '#model/scenario.ts';
import type {
  Considered,
  Decision,
  FiveAnswers,
  HttpAnswer,
  HttpExchange,
  ProxyRef,
  Trace,
  Verdict,
} from '#model/trace.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Mesh, SocketAddress, Workload } from '../mesh/mesh.ts';
import { classify } from '../ztunnel/classify.ts';
import type { HttpResponse, Outcome } from './connection.ts';
import type { Footprints } from './createWalk.ts';
import { outsider } from './outsideCaller.ts';

type End = Outcome | 'unresolved' | 'undetermined';

/** Makes a trace of what a request left behind: verdict, the five answers, hops with evidence that exists. */
export function traceOf(
  mesh: Mesh,
  request: ScenarioRequest,
  caller: Workload | undefined,
  address: SocketAddress | undefined,
  prints: Footprints,
  end: End,
): Trace {
  const response = typeof end === 'object' && end.kind === 'response' ? end.response : undefined;
  const verdict = verdictOf(mesh, prints, end, response);
  const hops = prints.hops.map((hop) => ({
    ...hop,
    decisions: hop.decisions.map((decision) => located(mesh, decision)),
  }));
  return {
    request,
    verdict,
    five: fiveOf(mesh, caller, address, prints, verdict),
    hops,
    http: request.to.startsWith('tcp:') && response === undefined ? null : exchangeOf(prints, response),
    logs: prints.logs,
    metrics: prints.metrics,
    gateways: prints.gateways,
    attempts: prints.attempts,
    approximate: prints.approximate,
  };
}

function verdictOf(mesh: Mesh, prints: Footprints, end: End, response: HttpResponse | undefined): Verdict {
  const { finding, delivery } = prints;
  const kind: VerdictKind = finding?.verdict ?? (delivery === undefined ? 'undetermined' : 'delivered');
  const last: ProxyRef = prints.hops.at(-1)?.at ?? outsider;
  const decision = prints.hops.at(-1)?.decisions.at(-1);
  const missing = reason('engine/unsupported', { rule: 'end-of-request', subject: '' });
  return {
    kind,
    status: response?.status ?? null,
    client: clientOf(end),
    deniedBy: kind === 'denied' ? (finding?.deniedBy ?? null) : null,
    backend: kind === 'delivered' ? (delivery?.backend ?? null) : null,
    decidedBy: {
      at: finding?.at ?? last,
      reason: finding?.reason ?? decision?.reason ?? missing,
      because: locateAll(mesh, finding?.because ?? decision?.because ?? []),
    },
  };
}

/** What the calling application observes on its socket. */
function clientOf(end: End): ClientView {
  if (end === 'unresolved') return 'unresolved';
  if (end === 'undetermined') return 'timeout';
  switch (end.kind) {
    case 'response':
    case 'bytes':
      return 'response';
    case 'refused':
      return 'refused';
    case 'timeout':
    case 'unreachable':
    case 'undetermined':
      return 'timeout';
    case 'reset':
    case 'tls-failure':
    case 'connect-status':
      return 'reset';
  }
}

function fiveOf(
  mesh: Mesh,
  caller: Workload | undefined,
  address: SocketAddress | undefined,
  prints: Footprints,
  verdict: Verdict,
): FiveAnswers {
  const reached = prints.seen?.workload;
  const isProxy = reached !== undefined && reached.role !== 'app';
  return {
    captured: {
      source: caller?.capture === 'enabled',
      destination: reached === undefined || isProxy ? null : reached.capture === 'enabled',
    },
    dialled: dialledOf(mesh, caller, address),
    waypoints: prints.waypoints,
    enforcers: prints.enforcers,
    podSees: seesOf(prints, verdict),
  };
}

/** What the last pod sees of its peer; something outside that answered sees it too. A proxy is not asked. */
function seesOf({ seen, delivery }: Footprints, verdict: Verdict): FiveAnswers['podSees'] {
  if (verdict.kind === 'delivered' && delivery !== undefined) return delivery.sees;
  return seen === undefined || seen.workload.role !== 'app' ? null : seen.sees;
}

function dialledOf(
  mesh: Mesh,
  caller: Workload | undefined,
  address: SocketAddress | undefined,
): FiveAnswers['dialled'] {
  if (address === undefined) return { kind: 'unknown', address: '', port: 0 };
  const place = { address: address.ip, port: address.port };
  const service = mesh.cluster.ownerOfServiceIp(address.ip);
  const dialled = caller === undefined ? ({ kind: 'unknown' } as const) : classify(mesh, caller, address.ip);
  if (dialled.kind === 'workload') return { kind: 'pod', ...place, resource: dialled.workload.source };
  if (dialled.kind === 'service') return { kind: 'service', ...place, resource: dialled.service.source };
  return service === undefined
    ? { kind: 'unknown', ...place }
    : { kind: 'service', ...place, resource: service.source };
}

function exchangeOf(prints: Footprints, response: HttpResponse | undefined): HttpExchange {
  return {
    ...(prints.delivery?.received === undefined ? {} : { received: prints.delivery.received }),
    ...(response === undefined ? {} : { response: answerOf(response) }),
    mirroredTo: prints.mirrored,
  };
}

function answerOf(response: HttpResponse): HttpAnswer {
  const headers = new Map<string, string | readonly string[]>();
  for (const [name, value] of response.headers) {
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]);
  }
  const { status, body, grpcStatus = null } = response;
  return { status, headers: Object.fromEntries(headers), body, grpcStatus };
}

function located(mesh: Mesh, decision: Decision): Decision {
  const because = locateAll(mesh, decision.because);
  if (decision.considered === undefined) return { ...decision, because };
  const considered = decision.considered.map(
    (candidate): Considered =>
      candidate.because === undefined ? candidate : { ...candidate, because: locateAll(mesh, candidate.because) },
  );
  return { ...decision, because, considered };
}

function locateAll(mesh: Mesh, because: readonly FieldRef[]): readonly FieldRef[] {
  return because.flatMap((field) => mesh.fields.locate(field) ?? []);
}
