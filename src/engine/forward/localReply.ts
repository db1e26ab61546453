import type { HeaderLine, HttpRequest, HttpResponse } from '../dataplane/connection.ts';

/** An answer that an Envoy gives itself, with the words of its access log. */
export interface LocalReply {
  readonly status: number;
  readonly body: string;
  readonly flags: string;
  readonly details: string;
  readonly headers?: readonly HeaderLine[];
  /** Where a fault or an external authorizer names the gRPC code itself. */
  readonly grpcStatus?: number;
}

/** Whether the client speaks gRPC, as Envoy sees it: by content type alone, grpc-web excluded. */
export function isGrpcRequest(request: HttpRequest): boolean {
  if (request.grpc) return true;
  const type = request.headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  return type === 'application/grpc' || type.startsWith('application/grpc+');
}

/**
 * Turns an Envoy's own answer into what the client gets: HTTP as it is, or HTTP 200 with the code in `grpc-status`.
 * Mirrors envoy `source/common/http/utility.cc Utility::prepareLocalReply`.
 */
export function replyTo(request: HttpRequest, reply: LocalReply): HttpResponse {
  const own = reply.headers ?? [];
  if (isGrpcRequest(request)) {
    const headers = own.filter(([name]) => name !== 'content-type');
    const grpcStatus = reply.grpcStatus ?? grpcStatusOf(reply.status);
    headers.push(['content-type', 'application/grpc'], ['grpc-status', String(grpcStatus)]);
    if (reply.body !== '') headers.push(['grpc-message', reply.body]);
    headers.push(['server', 'istio-envoy']);
    return { status: 200, headers, body: '', grpcStatus };
  }
  const headers = [...own];
  // The filter that answers often names the type itself.
  const isTyped = headers.some(([name]) => name === 'content-type');
  if (reply.body !== '' && !isTyped) headers.push(['content-type', 'text/plain']);
  headers.push(['content-length', String(reply.body.length)], ['server', 'istio-envoy']);
  return { status: reply.status, headers, body: request.method === 'HEAD' ? '' : reply.body };
}

/** Envoy `source/common/grpc/status.cc Utility::httpToGrpcStatus`. */
function grpcStatusOf(status: number): number {
  switch (status) {
    case 400:
      return 13;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
      return 12;
    case 429:
    case 502:
    case 503:
    case 504:
      return 14;
    default:
      return 2;
  }
}
