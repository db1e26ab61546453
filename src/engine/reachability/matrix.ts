import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { walkRequest } from '../dataplane/walkRequest.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { classKey, type RequestClass } from './requestClass.ts';
import { requestClasses } from './requestClasses.ts';

/** What one caller's requests of one class meet. */
export interface MatrixCell {
  readonly key: string;
  readonly from: string;
  /** `namespace/name` of the service. */
  readonly destination: string;
  readonly to: string;
  readonly method: string | null;
  readonly verdict: Trace['verdict']['kind'];
  readonly status: number | null;
  readonly client: Trace['verdict']['client'];
  readonly deniedBy: string | null;
  /** Waypoints crossed, in order. */
  readonly waypoints: readonly string[];
  /** Policies that had a say, in order of the path. */
  readonly guards: readonly Guard[];
  readonly podSees: string | null;
}

export interface Guard {
  readonly at: 'ztunnel' | 'waypoint' | 'gateway' | 'sidecar' | 'other';
  readonly policies: readonly string[];
  readonly result: 'allow' | 'deny';
}

/** Sends one request of every class and says which guards it met. */
export function reachabilityMatrix(mesh: Mesh): readonly MatrixCell[] {
  return requestClasses(mesh).map((requestClass) => cellOf(mesh, requestClass));
}

function cellOf(mesh: Mesh, requestClass: RequestClass): MatrixCell {
  const { from, to, method, destination } = requestClass;
  const request: ScenarioRequest = { name: 'matrix', from, to, ...(method === undefined ? {} : { method }) };
  const { verdict, five } = walkRequest(mesh, request, 1, { tokens: noTokens, now: mesh.settings.now });
  return {
    key: classKey(requestClass),
    from,
    destination,
    to,
    method: method ?? null,
    verdict: verdict.kind,
    status: verdict.status,
    client: verdict.client,
    deniedBy: verdict.deniedBy,
    waypoints: five.waypoints,
    guards: five.enforcers.map(({ at, policies, result }) => ({ at: placeOf(at.kind), policies, result })),
    podSees: five.podSees?.identity ?? null,
  };
}

function placeOf(kind: Trace['five']['enforcers'][number]['at']['kind']): Guard['at'] {
  switch (kind) {
    case 'ztunnel':
    case 'waypoint':
    case 'gateway':
    case 'sidecar':
      return kind;
    default:
      return 'other';
  }
}
