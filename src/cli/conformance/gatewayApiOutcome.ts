import type { Trace } from '#model/trace.ts';
import { backendName, type Headers } from './dataplaneExpectation.ts';
import type { Step, StepExpectation } from './gatewayApiVector.ts';

/** How a trace differs from what a step of the suite expects. */
export function outcomeDifferences(trace: Trace, step: Step): readonly string[] {
  const { expect } = step;
  const found: string[] = [];
  const check = (field: string, holds: boolean, ours: unknown, expected: unknown): void => {
    if (!holds) found.push(`${field}: ${JSON.stringify(ours)}, expected ${JSON.stringify(expected)}`);
  };
  checkStatus(trace, expect, check);
  const { backend } = trace.verdict;
  if (expect.outcome === 'forward') checkForward(trace, expect, check);
  else check('backend', backend === null || expect.outcome === 'error', backendName(backend), null);
  if (expect.outcome === 'redirect') checkRedirect(trace, step, check);
  checkResponse(trace, expect, check);
  if (found.length > 0) found.push(`[decided by ${trace.verdict.decidedBy.reason.code}]`);
  return found;
}

type Check = (field: string, holds: boolean, ours: unknown, expected: unknown) => void;

function checkStatus(trace: Trace, { status, alsoAccepted = [], grpcStatus }: StepExpectation, check: Check): void {
  if (grpcStatus !== undefined) {
    const ours = trace.http?.response?.grpcStatus ?? null;
    check('grpcStatus', ours === grpcStatus, ours, grpcStatus);
    return;
  }
  const stated = status === undefined ? [] : typeof status === 'number' ? [status] : status;
  const accepted = [...stated, ...alsoAccepted];
  const ours = trace.verdict.status;
  if (accepted.length > 0) check('status', ours !== null && accepted.includes(ours), ours, accepted);
}

function checkForward(trace: Trace, expect: StepExpectation, check: Check): void {
  check('verdict', trace.verdict.kind === 'delivered', trace.verdict.kind, 'delivered');
  const { backend } = trace.verdict;
  if (expect.backend !== undefined)
    check('backend', (backend?.name ?? '').startsWith(expect.backend), backendName(backend), expect.backend);
  if (expect.namespace !== undefined)
    check('namespace', backend?.namespace === expect.namespace, backend?.namespace, expect.namespace);
  const received = trace.http?.received;
  for (const field of ['path', 'method', 'host'] as const) {
    const expected = expect[field];
    if (expected !== undefined) check(field, received?.[field] === expected, received?.[field], expected);
  }
  const headers = lowerCased(received?.headers);
  for (const [name, value] of Object.entries(expect.requestHeadersSet ?? {})) {
    const ours = headers.get(name.toLowerCase());
    check(`request header ${name}`, ours === value, ours, value);
  }
  for (const name of expect.requestHeadersAbsent ?? [])
    check(`request header ${name}`, !headers.has(name.toLowerCase()), headers.get(name.toLowerCase()), null);
  const { correlated } = expect;
  if (correlated !== undefined) {
    const ours = headers.get(correlated.requestHeader.toLowerCase());
    check('correlated', ours !== undefined && (backend?.name ?? '').startsWith(ours), ours, backend?.name);
  }
}

function checkResponse(trace: Trace, expect: StepExpectation, check: Check): void {
  const headers = lowerCased(trace.http?.response?.headers);
  const shape = (value: string | undefined): string | undefined =>
    expect.ignoreWhitespaceInResponseHeaderValues === true ? value?.replace(/\s/g, '') : value;
  for (const [name, value] of Object.entries(expect.responseHeadersSet ?? {})) {
    const ours = headers.get(name.toLowerCase());
    check(`response header ${name}`, shape(ours) === shape(value), ours, value);
  }
  for (const [name, values] of Object.entries(expect.responseHeadersOneOf ?? {})) {
    const ours = headers.get(name.toLowerCase());
    check(`response header ${name}`, values.map(shape).includes(shape(ours)), ours, values);
  }
  for (const name of expect.responseHeadersAbsent ?? [])
    check(`response header ${name}`, !headers.has(name.toLowerCase()), headers.get(name.toLowerCase()), null);
}

/** Several header lines count as one with commas, as the suite's client joins them. */
function lowerCased(headers: Headers | undefined): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : value.join(','),
    ]),
  );
}

const defaultPorts: ReadonlyMap<string, string> = new Map([
  ['http', '80'],
  ['https', '443'],
]);

/** The location, part by part; placeholders accept what the suite's harness accepts. */
function checkRedirect(trace: Trace, { expect: { redirect = {} }, request }: Step, check: Check): void {
  const location = lowerCased(trace.http?.response?.headers).get('location') ?? '';
  const parts = /^(?:([a-z]+):\/\/([^/:?#]+)(?::(\d+))?)?([^?#]*)/i.exec(location);
  const [, scheme = request.scheme, hostname = '', port, path = ''] = parts ?? [];
  const wanted = {
    scheme: redirect.scheme === '{request-scheme}' ? request.scheme : redirect.scheme,
    path: redirect.path === '{request-path}' ? request.path : redirect.path,
  };
  if (wanted.scheme !== undefined) check('redirect scheme', scheme === wanted.scheme, scheme, wanted.scheme);
  if (wanted.path !== undefined) check('redirect path', path === wanted.path, path, wanted.path);
  if (redirect.hostname !== undefined && redirect.hostname !== '{any}')
    check('redirect hostname', hostname === redirect.hostname, hostname, redirect.hostname);
  if (redirect.port === '{scheme-default-or-absent}')
    check('redirect port', port === undefined || port === defaultPorts.get(scheme), port, 'default');
  else if (redirect.port !== undefined) check('redirect port', port === redirect.port, port, redirect.port);
}
