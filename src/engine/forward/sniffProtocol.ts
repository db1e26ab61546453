import type { Payload } from '../dataplane/connection.ts';

export type Sniffed = 'http' | 'tcp' | 'undecided';

const requestLine = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+ [^\s]+ HTTP\/1\.1(\r?\n|$)/;
const preface = 'PRI * HTTP/2.0';

/**
 * Tells HTTP from other bytes as Envoy's http_inspector does: an HTTP/1.1 request line with any method word, or the
 * HTTP/2 preface. HTTP/1.0 has no ALPN here, so it counts as TCP.
 */
export function sniffProtocol(payload: Payload): Sniffed {
  if (payload.kind === 'http') return 'http';
  if (payload.kind === 'tls') return 'tcp';
  const { bytes } = payload;
  if (bytes === '') return 'undecided';
  return requestLine.test(bytes) || bytes.startsWith(preface) ? 'http' : 'tcp';
}
