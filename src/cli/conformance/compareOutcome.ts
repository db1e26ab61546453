import type { Leg, Trace } from '#model/trace.ts';
import { comparableHeaders } from './comparableHeaders.ts';
import { backendName, type Headers, type MeasuredLeg, type MeasuredOutcome } from './dataplaneExpectation.ts';

/** How a trace differs from a measured outcome, field by field; none where they agree. */
export function differences(trace: Trace, outcome: MeasuredOutcome): readonly string[] {
  const found: string[] = [];
  const check = (field: string, ours: unknown, measured: unknown): void => {
    const [a, b] = [JSON.stringify(ours), JSON.stringify(measured)];
    if (a !== b) found.push(`${field}: ${a}, measured ${b}`);
  };
  check('verdict', trace.verdict.kind, outcome.verdict);
  if (outcome.client !== undefined) {
    check('client', trace.verdict.client, outcome.client);
    check('status', trace.verdict.status, outcome.status ?? null);
  }
  check('via', trace.five.waypoints, outcome.via ?? []);
  check('gateway', trace.gateways, outcome.gateway ?? []);
  if (outcome.verdict === 'delivered') compareDelivery(trace, outcome, check);
  if (outcome.verdict === 'denied' && outcome.deniedBy !== undefined) compareDenial(trace, outcome.deniedBy, check);
  compareResponse(trace, outcome, check);
  check('mirroredTo', [...(trace.http?.mirroredTo ?? [])].sort(), [...(outcome.mirroredTo ?? [])].sort());
  return found;
}

type Check = (field: string, ours: unknown, measured: unknown) => void;

function compareDelivery(trace: Trace, outcome: MeasuredOutcome, check: Check): void {
  check('backend', backendName(trace.verdict.backend), outcome.backend ?? null);
  check('podSees', trace.five.podSees?.identity ?? null, outcome.podSees ?? null);
  check('legs', tracedLegs(trace), (outcome.legs ?? []).map(legText));
  const measured = outcome.received;
  if (measured === undefined) return;
  const ours = trace.http?.received;
  check('received.method', ours?.method, measured.method);
  check('received.path', ours?.path, measured.path);
  check('received.host', ours?.host, measured.host);
  compareHeaders('received', ours?.headers, measured.headers, check);
}

/** Where several DENY policies match, the real thing names any of them. */
function compareDenial(trace: Trace, measured: string, check: Check): void {
  const deniers = trace.five.enforcers.filter(({ result }) => result === 'deny').flatMap(({ policies }) => policies);
  const ours = trace.verdict.deniedBy;
  check('deniedBy', ours !== null && deniers.includes(ours) && deniers.includes(measured) ? measured : ours, measured);
}

function compareResponse(trace: Trace, outcome: MeasuredOutcome, check: Check): void {
  const measured = outcome.response;
  if (measured === undefined) return;
  const ours = trace.http?.response;
  compareHeaders('response', withoutBackendHeader(ours?.headers), measured.headers ?? {}, check);
  if (measured.body !== undefined) check('response.body', ours?.body, measured.body);
  if (measured.grpcStatus !== undefined)
    check('response.grpcStatus', String(ours?.grpcStatus), String(measured.grpcStatus));
}

/** No measured answer has `x-backend`, not even where every rule sets it: it was taken out of what the stand-ins said. */
function withoutBackendHeader(headers: Headers | undefined): Headers | undefined {
  if (headers === undefined) return undefined;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'x-backend'));
}

function compareHeaders(where: string, ours: Headers | undefined, measured: Headers, check: Check): void {
  const [a, b] = [comparableHeaders(ours), comparableHeaders(measured)];
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) check(`${where}.${name}`, a[name], b[name]);
}

function tracedLegs(trace: Trace): readonly string[] {
  return trace.hops.flatMap(({ leg }) => (leg === undefined ? [] : [legText(leg)]));
}

function legText(leg: Leg | MeasuredLeg): string {
  const { transport, address, authority, sourceIdentity } = leg;
  return [transport, address, authority ?? '-', sourceIdentity ?? '-'].join(' ');
}
