import type { Headers } from './dataplaneExpectation.ts';

const unstable = new Set([
  'x-request-id',
  'traceparent',
  'x-forwarded-proto',
  'content-length',
  'content-type',
  'connection',
  'te',
  'user-agent',
  'accept-encoding',
  'server',
  'date',
  'transfer-encoding',
  'trailer',
  'host',
]);
const unstablePrefixes = ['x-b3-', 'x-envoy-', 'grpc-'];

/** Headers without those that vary or say nothing, one spelling each, for comparison with measured ones. */
export function comparableHeaders(headers: Headers | undefined): Readonly<Record<string, string>> {
  const lines: [string, string][] = [];
  for (const [name, value] of Object.entries(headers ?? {})) {
    const key = name.toLowerCase();
    if (unstable.has(key) || key.startsWith(':') || unstablePrefixes.some((prefix) => key.startsWith(prefix))) continue;
    const values = typeof value === 'string' ? [value] : value;
    const masked = key === 'x-forwarded-client-cert' ? values.map(maskHash) : values;
    lines.push([key, JSON.stringify(masked)]);
  }
  return Object.fromEntries(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The hash of a certificate is another in every run. */
function maskHash(value: string): string {
  return value.replace(/Hash=[^;,]*/g, 'Hash=*');
}
