import type { FieldRef, ResourceRef } from './kubernetes/resource.ts';
import type { Reason } from './reason.ts';
import type { ClientView, ScenarioRequest, VerdictKind } from './scenario.ts';

/** Who takes a turn on the path of a request. Names are those of Kubernetes objects. */
export type ProxyRef =
  | { readonly kind: 'app'; readonly pod: ResourceRef }
  | { readonly kind: 'ztunnel'; readonly node: string; readonly pod: ResourceRef }
  | { readonly kind: 'waypoint'; readonly gateway: ResourceRef; readonly pod: ResourceRef }
  | { readonly kind: 'gateway'; readonly gateway: ResourceRef; readonly pod: ResourceRef }
  | { readonly kind: 'sidecar'; readonly pod: ResourceRef }
  | { readonly kind: 'kube-proxy'; readonly node: string }
  /** The network of a pod's node, where NetworkPolicies are enforced. */
  | { readonly kind: 'network'; readonly node: string; readonly pod: ResourceRef }
  | { readonly kind: 'external'; readonly address: string; readonly name?: string };

export type Phase =
  | 'app'
  | 'outbound'
  | 'kube-proxy'
  | 'network'
  | 'waypoint'
  | 'gateway'
  | 'sidecar-outbound'
  | 'sidecar-inbound'
  | 'inbound'
  | 'inbound-passthrough'
  | 'external';

/** A candidate that was looked at and did not win, or has no say here. */
export interface Considered {
  readonly resource?: ResourceRef;
  readonly outcome: 'won' | 'lost' | 'ignored' | 'matched' | 'no-match';
  readonly reason: Reason;
  readonly because?: readonly FieldRef[];
}

/** One step of a proxy's reasoning. */
export interface Decision {
  readonly reason: Reason;
  /** The manifest fields it rests on. */
  readonly because: readonly FieldRef[];
  readonly considered?: readonly Considered[];
  /** The upstream function this mirrors, as `repository path function`. */
  readonly source: string;
}

export type Transport = 'plaintext' | 'hbone' | 'double-hbone' | 'istio-mtls';

/** What leaves a hop over the network. Addresses are `ip:port`; identities carry no `spiffe://`. */
export interface Leg {
  readonly transport: Transport;
  readonly address: string;
  readonly authority?: string;
  readonly sourceIdentity?: string;
  readonly expectedIdentities?: readonly string[];
}

export interface Hop {
  readonly at: ProxyRef;
  readonly phase: Phase;
  readonly decisions: readonly Decision[];
  /** Absent inside a pod or node, and where the path ends. */
  readonly leg?: Leg;
  /** How the turn ended, for the picture: it passed the request on, answered it, or refused it. */
  readonly outcome: 'forwarded' | 'answered' | 'refused' | 'failed';
}

export interface Verdict {
  readonly kind: VerdictKind;
  readonly status: number | null;
  readonly client: ClientView;
  /** `namespace/name` of the policy that refused, `no-allow-matched`, or `jwt`. */
  readonly deniedBy: string | null;
  readonly backend: ResourceRef | null;
  readonly decidedBy: { readonly at: ProxyRef; readonly reason: Reason; readonly because: readonly FieldRef[] };
}

export interface Enforcer {
  readonly at: ProxyRef;
  /** `namespace/name` of the policies that matched; for `deny` every one that refuses. */
  readonly policies: readonly string[];
  readonly result: 'allow' | 'deny';
}

/** The five questions, always answered. */
export interface FiveAnswers {
  readonly captured: { readonly source: boolean; readonly destination: boolean | null };
  readonly dialled: {
    readonly kind: 'service' | 'pod' | 'unknown';
    readonly address: string;
    readonly port: number;
    readonly resource?: ResourceRef;
  };
  /** `namespace/name` of the waypoints crossed, in order. */
  readonly waypoints: readonly string[];
  readonly enforcers: readonly Enforcer[];
  /** Null where no pod was reached. `identity` is `none` for plaintext. */
  readonly podSees: { readonly identity: string; readonly address: string } | null;
}

export interface HttpReceived {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  readonly grpcStatus: number | null;
}

export interface HttpExchange {
  /** The request as the backend saw it; absent where it reached none. */
  readonly received?: HttpReceived;
  readonly response?: HttpAnswer;
  /** Pods that got a copy, as `namespace/name`. */
  readonly mirroredTo: readonly string[];
}

export interface LogLine {
  readonly at: ProxyRef;
  readonly line: string;
}

/** A time series of Prometheus that a proxy adds to for this request. */
export interface Metric {
  readonly at: ProxyRef;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** One request's journey: codes and facts, no sentences. The contract's `trace` JSON. */
export interface Trace {
  readonly request: ScenarioRequest;
  readonly verdict: Verdict;
  readonly five: FiveAnswers;
  readonly hops: readonly Hop[];
  readonly http: HttpExchange | null;
  readonly logs: readonly LogLine[];
  /** What the proxies count, with the labels they count it under. */
  readonly metrics: readonly Metric[];
  /** Ingress gateways crossed, as `namespace/name`. */
  readonly gateways: readonly string[];
  /** Envoy's retries: how often a backend was tried. 1 without a retry. */
  readonly attempts: number;
  /** Codes of rules that nobody has verified against the real thing. */
  readonly approximate: readonly string[];
}
