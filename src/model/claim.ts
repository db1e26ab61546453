import type { Compiled, Shares } from './compiled.ts';
import type { DiagnosticCode } from './diagnostic.ts';
import { expectationGaps } from './expectationGaps.ts';
import { sameResource, type ResourceRef } from './kubernetes/resource.ts';
import type { AttachmentSummary, MeshSummary, Participation } from './meshSummary.ts';
import type { ReasonCode } from './reason.ts';
import type { Expectation } from './scenario.ts';
import type { ProxyRef, Trace, Transport } from './trace.ts';

/** What a request does: an expectation, and facts of its path that an expectation has no field for. */
export interface TraceClaim {
  readonly kind: 'trace';
  /** Name of a request of the lesson. */
  readonly request: string;
  readonly expect: Expectation;
  readonly sourceCaptured?: boolean;
  readonly destinationCaptured?: boolean;
  readonly dialled?: 'service' | 'pod' | 'unknown';
  /** Transport of each leg over the network, in order. */
  readonly legs?: readonly Transport[];
  /** Who decided the verdict. */
  readonly decidedAt?: ProxyRef['kind'];
  /** Some hop says so. */
  readonly reason?: ReasonCode;
  /** No hop says so. */
  readonly withoutReason?: ReasonCode;
}

/** How often one backend answers, of `count` sendings with seeds that follow each other. */
export interface ShareClaim {
  readonly kind: 'share';
  readonly request: string;
  readonly count: number;
  /** Name of a pod, or a prefix of it. */
  readonly backend: string;
  /** Both included. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** What the control plane made of an object. */
export interface ResourceClaim {
  readonly kind: 'resource';
  readonly resource: ResourceRef;
  readonly exists?: boolean;
  /** Of a policy or a route. */
  readonly enforcedBy?: AttachmentSummary['enforcedBy'];
  /** Of a pod. */
  readonly participation?: Participation;
  /** `namespace/name` of the waypoint that a Service, a pod or a Namespace really uses, or `none`. */
  readonly waypoint?: string;
  /** A diagnostic about the object; about anything where no object is named. */
  readonly diagnostic?: DiagnosticCode;
  /** The diagnostic is not reported. */
  readonly withoutDiagnostic?: DiagnosticCode;
}

/** A statement that the engine can decide. Lessons are made of them: answers, goals, incidents. */
export type Claim = TraceClaim | ShareClaim | ResourceClaim;

/** What a claim is judged by. `trace` and `shares` are those of the request that the claim names. */
export interface Evidence {
  readonly compiled: Pick<Compiled, 'summary' | 'diagnostics' | 'manifests'>;
  readonly trace?: Trace | undefined;
  readonly shares?: Pick<Shares, 'count' | 'rows'> | undefined;
}

/** A part of a claim that does not hold. */
export interface ClaimGap {
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

/** Compares a claim with the evidence; empty where it holds. A claim without its evidence does not hold. */
export function claimGaps(claim: Claim, evidence: Evidence): readonly ClaimGap[] {
  switch (claim.kind) {
    case 'trace':
      return traceGaps(claim, evidence.trace);
    case 'share':
      return shareGaps(claim, evidence.shares);
    case 'resource':
      return resourceGaps(claim, evidence.compiled);
  }
}

function traceGaps(claim: TraceClaim, trace: Trace | undefined): readonly ClaimGap[] {
  if (trace === undefined) return [{ field: 'request', found: 'not sent', expected: claim.request }];
  const reasons = trace.hops.flatMap(({ decisions }) => decisions.map(({ reason }) => reason.code as string));
  reasons.push(trace.verdict.decidedBy.reason.code);
  const { captured, dialled } = trace.five;
  const legs = trace.hops.flatMap(({ leg }) => leg?.transport ?? []).join(' ');
  return [
    ...expectationGaps(trace, claim.expect).map(({ field, found, expected }) => ({
      field,
      found: said(found),
      expected: said(expected),
    })),
    ...gap('sourceCaptured', captured.source, claim.sourceCaptured),
    ...gap('destinationCaptured', captured.destination, claim.destinationCaptured),
    ...gap('dialled', dialled.kind, claim.dialled),
    ...gap('legs', legs, claim.legs?.join(' ')),
    ...gap('decidedAt', trace.verdict.decidedBy.at.kind, claim.decidedAt),
    ...(claim.reason === undefined || reasons.includes(claim.reason)
      ? []
      : gap('reason', reasons.join(' '), claim.reason)),
    ...(claim.withoutReason !== undefined && reasons.includes(claim.withoutReason)
      ? gap('withoutReason', claim.withoutReason, 'none')
      : []),
  ];
}

function shareGaps(claim: ShareClaim, shares: Evidence['shares']): readonly ClaimGap[] {
  const answered = shares?.rows.filter(
    ({ backend, verdict }) => verdict === 'delivered' && backend !== null && isPrefix(claim.backend, backend),
  );
  const count = answered?.reduce((sum, row) => sum + row.count, 0) ?? 0;
  if (shares?.count === claim.count && count >= claim.atLeast && count <= claim.atMost) return [];
  return [{ field: 'share', found: said(count), expected: `${String(claim.atLeast)}–${String(claim.atMost)}` }];
}

function isPrefix(expected: string, { namespace, name }: ResourceRef): boolean {
  return (expected.includes('/') ? `${namespace ?? ''}/${name}` : name).startsWith(expected);
}

function resourceGaps(
  claim: ResourceClaim,
  { summary, diagnostics, manifests }: Evidence['compiled'],
): readonly ClaimGap[] {
  const { resource } = claim;
  const isThere = manifests.some(({ resources }) => resources.some((ref) => sameResource(ref, resource)));
  const reported = diagnostics
    .filter((diagnostic) => diagnostic.resource !== undefined && sameResource(diagnostic.resource, resource))
    .map(({ code }) => code);
  return [
    ...gap('exists', isThere, claim.exists),
    ...gap('enforcedBy', enforcerOf(summary, resource), claim.enforcedBy),
    ...gap('participation', participationOf(summary, resource), claim.participation),
    ...gap('waypoint', waypointOf(summary, resource), claim.waypoint),
    ...(claim.diagnostic === undefined || reported.includes(claim.diagnostic)
      ? []
      : gap('diagnostic', reported.join(' '), claim.diagnostic)),
    ...(claim.withoutDiagnostic !== undefined && reported.includes(claim.withoutDiagnostic)
      ? gap('withoutDiagnostic', claim.withoutDiagnostic, 'none')
      : []),
  ];
}

function enforcerOf({ attachments }: MeshSummary, resource: ResourceRef): string {
  return attachments.find(({ ref }) => sameResource(ref, resource))?.enforcedBy ?? 'absent';
}

function participationOf({ workloads }: MeshSummary, resource: ResourceRef): string {
  return (
    workloads.find(
      ({ ref, origin }) => sameResource(ref, resource) || (origin !== undefined && sameResource(origin, resource)),
    )?.participation ?? 'absent'
  );
}

function waypointOf({ namespaces, services, workloads }: MeshSummary, resource: ResourceRef): string {
  const bound =
    resource.kind === 'Namespace'
      ? namespaces.find(({ name }) => name === resource.name)?.useWaypoint?.bound
      : [...services, ...workloads].find(({ ref }) => sameResource(ref, resource))?.waypoint?.bound;
  return bound === undefined ? 'none' : `${bound.namespace ?? ''}/${bound.name}`;
}

function gap<T extends string | boolean>(field: string, found: T | null, expected: T | undefined): readonly ClaimGap[] {
  return expected === undefined || found === expected ? [] : [{ field, found: said(found), expected: said(expected) }];
}

function said(value: string | number | boolean | readonly string[] | null): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
