import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Decision, Enforcer, HttpReceived, Leg, Metric, Phase, ProxyRef } from '#model/trace.ts';
import type { VerifiedTokens } from '../envoy/authentication/verifyTokens.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';
import type { Connection, Outcome } from './connection.ts';

/** What ended the request: kept by the first party that knows, outermost answers win over retries. */
export interface Finding {
  readonly verdict: 'delivered' | 'denied' | 'failed' | 'undetermined';
  readonly at: ProxyRef;
  readonly reason: Reason;
  readonly because: readonly FieldRef[];
  readonly deniedBy?: string;
}

/** One proxy's turn while it is still thinking. */
export interface Turn {
  decide(decision: Decision): void;
  /** Records the leg that leaves this hop. */
  leg(leg: Leg): void;
  end(outcome: 'forwarded' | 'answered' | 'refused' | 'failed'): void;
}

/** The state of one request on its way: everything a proxy may read or record. */
export interface Walk {
  readonly mesh: Mesh;
  readonly random: Random;
  /** Signatures of the request's tokens, checked before the walk. */
  readonly tokens: VerifiedTokens;
  /** The time that tokens are judged by, in seconds. */
  readonly now: number;
  /** Opens a hop. Hops are listed in the order of opening. */
  turn(at: ProxyRef, phase: Phase): Turn;
  /** Sends a connection to whoever listens at its address, and returns how it ended. */
  send(connection: Connection): Outcome;
  find(finding: Finding): void;
  enforce(enforcer: Enforcer): void;
  crossWaypoint(name: string): void;
  crossGateway(name: string): void;
  log(at: ProxyRef, line: string): void;
  /** A proxy counts this request under these labels. */
  count(metric: Metric): void;
  /** The request as the application got it, and who answered. */
  deliver(
    backend: ResourceRef,
    sees: { readonly identity: string; readonly address: string },
    received?: HttpReceived,
  ): void;
  mirror(to: string): void;
  /** Counts tries of a backend by an Envoy. */
  attempt(): void;
  /** Forgets hops, enforcers, findings and deliveries since `mark`, for a try that Envoy repeats elsewhere. */
  mark(): number;
  rollback(mark: number): void;
  /** Who got the request since `mark`. */
  deliveredSince(mark: number): readonly ResourceRef[];
  /** Forgets findings and deliveries since `mark` but keeps the hops: the proxy stopped waiting for an answer. */
  giveUp(mark: number): void;
  approximate(code: string): void;
  /** A connection reached a pod that may yet refuse it: what the pod's side sees of the peer. */
  see(workload: Workload, sees: { readonly identity: string; readonly address: string }): void;
  /** Runs something of its own beside the request: the calls that applications get by it are not counted. */
  aside(run: () => void): void;
  /** How many requests applications have answered so far; retries count, forgotten tries too. */
  nextAppCall(): number;
  /** Takes back the leg of the last hop: the address it names is translated before it leaves the node. */
  takeBackLeg(address: string): void;
}
