import type { HttpRequest } from '../dataplane/connection.ts';
import type { LocalReply } from './localReply.ts';

/** Methods that Envoy's HTTP/1 parser knows; HTTP/2 takes any word. */
const knownMethods: ReadonlySet<string> = new Set(
  (
    'DELETE GET HEAD POST PUT CONNECT OPTIONS TRACE COPY LOCK MKCOL MOVE PROPFIND PROPPATCH SEARCH UNLOCK BIND REBIND ' +
    'UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PATCH PURGE MKCALENDAR LINK ' +
    'UNLINK SOURCE QUERY'
  ).split(' '),
);

const headerLimit = 60 * 1024;

/**
 * What Envoy's codec answers to a request it does not even read: unknown methods, blanks in the path, no Host.
 * Mirrors Envoy `source/common/http/http1/codec_impl.cc` and `conn_manager_impl.cc decodeHeaders`.
 */
export function codecError(request: HttpRequest): LocalReply | undefined {
  const { method, path, authority, protocol, headers } = request;
  const http1 = protocol === 'HTTP/1.1';
  if (http1 && !knownMethods.has(method)) return badRequest('http1.codec_error');
  if (!/^[\x21-\x7e]+$/.test(path)) return badRequest('http1.codec_error');
  if (headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > headerLimit) {
    return { ...badRequest('http1.headers_too_large'), status: 431, body: 'Request Header Fields Too Large' };
  }
  if (authority === '') return { status: 400, body: '', flags: '-', details: 'missing_host_header' };
  if (/\s/.test(authority)) return badRequest('http.invalid_authority');
  if (path === '*') return { status: 404, body: '', flags: '-', details: 'absolute_path_rejected' };
  if (!path.startsWith('/')) return badRequest('http1.codec_error');
  if (method === 'QUERY' && !headers.some(([name]) => name === 'content-type')) {
    return { status: 400, body: '', flags: '-', details: 'query_missing_content_type' };
  }
  return undefined;
}

function badRequest(details: string): LocalReply {
  return { status: 400, body: 'Bad Request', flags: 'DPE', details };
}
