import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import type { Decision, Hop, ProxyRef, Trace } from '#model/trace.ts';
import { pathText, refText } from '../diagnosticText.ts';
import { sentenceOfReason } from '../sentences.ts';

/** A trace as text: the verdict, the five answers, then each hop with its decisions and the leg that leaves it. */
export function traceLines(trace: Trace): readonly string[] {
  const { request } = trace;
  return [
    `${request.name}: ${request.method ?? ''} ${request.to} from ${request.from}`
      .replace(': ', ': ')
      .replace(/ {2,}/, ' '),
    `  verdict    ${verdictText(trace)}`,
    ...fiveLines(trace),
    ...trace.hops.flatMap((hop, index) => hopLines(hop, index + 1)),
    ...trace.logs.map(({ at, line }) => `  log        ${proxyText(at)}: ${line}`),
    ...(trace.approximate.length > 0 ? [`  approximate ${trace.approximate.join(', ')}`] : []),
  ];
}

function verdictText({ verdict, http }: Trace): string {
  const words: string[] = [verdict.kind];
  if (verdict.status !== null) words.push(String(verdict.status));
  words.push(`(${verdict.client})`);
  if (verdict.backend !== null) words.push(`at ${refText(verdict.backend)}`);
  if (verdict.deniedBy !== null) words.push(`by ${verdict.deniedBy}`);
  if (http !== null && http.mirroredTo.length > 0) words.push(`mirrored to ${http.mirroredTo.join(', ')}`);
  return `${words.join(' ')} · ${reasonText(verdict.decidedBy.reason)}${fieldsText(verdict.decidedBy.because)}`;
}

function fiveLines({ five }: Trace): readonly string[] {
  const { captured, dialled, podSees } = five;
  const resource = dialled.resource === undefined ? '' : ` (${refText(dialled.resource)})`;
  return [
    `  captured   source ${answer(captured.source)}, destination ${answer(captured.destination)}`,
    `  dialled    ${dialled.kind} ${dialled.address}:${dialled.port}${resource}`,
    `  waypoints  ${five.waypoints.join(', ') || 'none'}`,
    ...(five.enforcers.length === 0 ? ['  enforcers  none'] : []),
    ...five.enforcers.map(
      ({ at, policies, result }) => `  enforcers  ${proxyText(at)}: ${result} ${policies.join(', ')}`,
    ),
    `  pod sees   ${podSees === null ? 'nothing' : `${podSees.identity} from ${podSees.address}`}`,
  ];
}

function answer(value: boolean | null): string {
  if (value === null) return 'unknown';
  return value ? 'yes' : 'no';
}

function hopLines(hop: Hop, number: number): readonly string[] {
  const { leg } = hop;
  const lines = [
    `  ${number}. ${proxyText(hop.at)} ${hop.phase}: ${hop.outcome}`,
    ...hop.decisions.flatMap(decisionLines),
  ];
  if (leg === undefined) return lines;
  const authority = leg.authority === undefined ? '' : ` authority ${leg.authority}`;
  const source = leg.sourceIdentity === undefined ? '' : ` as ${leg.sourceIdentity}`;
  const expected = leg.expectedIdentities === undefined ? '' : ` expecting ${leg.expectedIdentities.join(', ')}`;
  return [...lines, `     → ${leg.transport} ${leg.address}${authority}${source}${expected}`];
}

function decisionLines({ reason, because, considered = [] }: Decision): readonly string[] {
  return [
    `     ${reasonText(reason)}${fieldsText(because)}`,
    ...considered.map(({ resource, outcome, reason: why }) => {
      const subject = resource === undefined ? '' : ` ${refText(resource)}`;
      return `       ${outcome}${subject}: ${reasonText(why)}`;
    }),
  ];
}

/** The sentence for people, and its code for those who look it up. */
function reasonText(reason: Reason): string {
  return `${sentenceOfReason(reason)} (${reason.code})`;
}

function fieldsText(fields: readonly FieldRef[]): string {
  if (fields.length === 0) return '';
  return ` [${fields.map(({ resource, path }) => `${refText(resource)} ${pathText(path)}`).join('; ')}]`;
}

/** A proxy by its place: `ztunnel node-a (shop/echo)`. */
export function proxyText(at: ProxyRef): string {
  switch (at.kind) {
    case 'ztunnel':
      return `ztunnel ${at.node} (${refText(at.pod)})`;
    case 'waypoint':
    case 'gateway':
      return `${at.kind} ${refText(at.gateway)}`;
    case 'app':
    case 'sidecar':
      return `${at.kind} ${refText(at.pod)}`;
    case 'kube-proxy':
      return `kube-proxy ${at.node}`;
    case 'network':
      return `network of ${refText(at.pod)}`;
    case 'external':
      return `external ${at.name ?? at.address}`;
  }
}
