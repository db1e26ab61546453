import { reason } from '#model/reason.ts';
import type { HttpReceived } from '#model/trace.ts';
import type { Connection, HeaderLine, HttpRequest, HttpResponse, Outcome } from '../dataplane/connection.ts';
import { appOf, nameOf } from '../dataplane/podRef.ts';
import type { Turn, Walk } from '../dataplane/walk.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';

const source = 'engine application';

/**
 * What the containers of a pod answer: 200 and what they received, in HTTP/1.1, h2c and raw TCP, on each port they
 * declare. Requests can steer the answer by `x-app-…` headers.
 */
export function serveApplication(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const { port } = connection.to;
  const at = appOf(workload);
  const pod = nameOf(workload);
  const turn = walk.turn(at, 'app');
  if (!listensOn(walk.mesh, workload, port)) {
    const why = reason('kubernetes/nothing-listens', { pod, port });
    const because = [{ resource: workload.source, path: ['spec', 'containers'] }];
    turn.decide({ reason: why, because, source });
    turn.end('failed');
    walk.find({ verdict: 'failed', at, reason: why, because });
    return { kind: 'refused' };
  }
  const sees = { identity: connection.identity ?? 'none', address: connection.source.ip };
  const { payload } = connection;
  if (connection.transport === 'istio-mtls' || payload.kind === 'tls') {
    const why = reason('kubernetes/app-no-tls', { pod, port });
    turn.decide({ reason: why, because: [], source });
    turn.end('failed');
    walk.find({ verdict: 'failed', at, reason: why, because: [] });
    return { kind: 'tls-failure' };
  }
  if (payload.kind === 'tcp') {
    turn.decide({ reason: reason('kubernetes/app-echoes', { pod, port }), because: [], source });
    turn.end('answered');
    walk.deliver(workload.source, sees);
    return { kind: 'bytes', bytes: payload.bytes };
  }
  return answerHttp(walk, turn, workload, port, payload.request, sees);
}

function answerHttp(
  walk: Walk,
  turn: Turn,
  workload: Workload,
  port: number,
  request: HttpRequest,
  sees: { readonly identity: string; readonly address: string },
): Outcome {
  const received = receivedOf(request);
  const call = walk.nextAppCall();
  if (isFailing(request, call) && headerOf(request, 'x-app-fail-status') === 'tcp-reset') {
    turn.decide({ reason: reason('kubernetes/app-resets', { pod: nameOf(workload), port }), because: [], source });
    turn.end('failed');
    walk.find({
      verdict: 'failed',
      at: appOf(workload),
      reason: reason('kubernetes/app-resets', { pod: nameOf(workload), port }),
      because: [],
    });
    return { kind: 'reset' };
  }
  const response = responseOf(request, received, call, workload);
  const params = { pod: nameOf(workload), port, status: response.status };
  turn.decide({ reason: reason('kubernetes/app-answers', params), because: [], source });
  turn.end('answered');
  walk.deliver(workload.source, sees, received);
  return { kind: 'response', response };
}

/** The first attempts may be told to fail: `x-app-fail-first`, with `x-app-fail-status` (503, or `tcp-reset`). */
function isFailing(request: HttpRequest, call: number): boolean {
  return call <= (numberIn(request.headers, 'x-app-fail-first') ?? 0);
}

function responseOf(request: HttpRequest, received: HttpReceived, call: number, workload: Workload): HttpResponse {
  const failing = isFailing(request, call);
  const status = statusOf(request, failing);
  const failDelay = failing ? numberIn(request.headers, 'x-app-fail-delay-ms') : undefined;
  const delayMs = failDelay ?? numberIn(request.headers, 'x-app-delay-ms');
  const body = JSON.stringify({ pod: nameOf(workload), ...received, body: request.body });
  const upgrade: readonly HeaderLine[] = status === 101 ? [['upgrade', 'websocket']] : [];
  return {
    status,
    headers: [
      ['content-type', request.grpc ? 'application/grpc' : 'application/json'],
      ...upgrade,
      ...askedHeaders(request),
    ],
    body: request.grpc || request.method === 'HEAD' ? '' : body,
    ...(request.grpc && status === 200 ? { grpcStatus: 0 } : {}),
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

/** A WebSocket handshake is answered as one. */
function statusOf(request: HttpRequest, failing: boolean): number {
  if (failing) return numberIn(request.headers, 'x-app-fail-status') ?? 503;
  const asked = numberIn(request.headers, 'x-app-status');
  return asked ?? (headerOf(request, 'upgrade')?.toLowerCase() === 'websocket' ? 101 : 200);
}

/** Each `x-app-response-header: name: value` becomes a header line of the answer. */
function askedHeaders({ headers }: HttpRequest): readonly HeaderLine[] {
  return headers.flatMap(([name, value]): readonly HeaderLine[] => {
    const colon = value.indexOf(':');
    if (name !== 'x-app-response-header' || colon < 1) return [];
    return [[value.slice(0, colon).trim().toLowerCase(), value.slice(colon + 1).trim()]];
  });
}

function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  return headers.find(([header]) => header === name)?.[1].trim();
}

function numberIn(headers: readonly HeaderLine[], name: string): number | undefined {
  const text = headers.find(([header]) => header === name)?.[1].trim();
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The request in the form of the trace; header lines of one name become a list. */
export function receivedOf(request: HttpRequest): HttpReceived {
  const headers = new Map<string, string | readonly string[]>();
  for (const [name, value] of request.headers) {
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]);
  }
  return { method: request.method, path: request.path, host: request.authority, headers: Object.fromEntries(headers) };
}

/** Declared container ports; a pod that declares none answers on the target ports of the Services that select it. */
export function listensOn(mesh: Mesh, workload: Workload, port: number): boolean {
  // The sidecar's own ports say nothing about the application beside it.
  const apps = (workload.pod?.spec.containers ?? []).filter(
    ({ name }) => workload.sidecar === undefined || name !== 'istio-proxy',
  );
  const declared = apps.flatMap(({ ports }) => ports ?? []);
  const own = (workload.pod?.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const all = [...declared, ...own.flatMap(({ ports }) => ports ?? [])];
  if (all.length > 0) return all.some(({ containerPort, protocol }) => containerPort === port && protocol === 'TCP');
  return mesh.services.membershipsOf(workload.uid).some(({ endpoint }) => [...endpoint.ports.values()].includes(port));
}
