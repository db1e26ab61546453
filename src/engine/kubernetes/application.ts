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
  const response = responseOf(request, received, walk.nextAppCall(), workload);
  const params = { pod: nameOf(workload), port, status: response.status };
  turn.decide({ reason: reason('kubernetes/app-answers', params), because: [], source });
  turn.end('answered');
  walk.deliver(workload.source, sees, received);
  return { kind: 'response', response };
}

function responseOf(request: HttpRequest, received: HttpReceived, call: number, workload: Workload): HttpResponse {
  const asked = numberIn(request.headers, 'x-app-status');
  const failing = call <= (numberIn(request.headers, 'x-app-fail-first') ?? 0);
  const status = failing ? 503 : (asked ?? 200);
  const delayMs = numberIn(request.headers, 'x-app-delay-ms');
  const body = JSON.stringify({ pod: nameOf(workload), ...received, body: request.body });
  return {
    status,
    headers: [['content-type', request.grpc ? 'application/grpc' : 'application/json']],
    body: request.grpc || request.method === 'HEAD' ? '' : body,
    ...(request.grpc && status === 200 ? { grpcStatus: 0 } : {}),
    ...(delayMs === undefined ? {} : { delayMs }),
  };
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
  return mesh.services
    .ofWorkload(workload.uid)
    .some(({ endpoints }) =>
      endpoints.some(
        (endpoint) => endpoint.workload.uid === workload.uid && [...endpoint.ports.values()].includes(port),
      ),
    );
}
