import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { MeshService } from '../../mesh/mesh.ts';
import type { CompiledMatch } from './compiledMatch.ts';

/** Header changes in Envoy's order: remove, then set, then add. Names are in lower case. */
export interface HeaderEdits {
  readonly remove: readonly string[];
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly add: readonly (readonly [name: string, value: string])[];
}

/** A cluster of the proxy: whose endpoints take the request. */
export interface Destination {
  /** The object as the route names it. */
  readonly ref: ResourceRef;
  /** Fully qualified host of the cluster. */
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
  readonly weight: number;
  /** Absent only where `invalid` is set. */
  readonly service?: MeshService;
  /** Envoy has no such cluster: flag NC, details `cluster_not_found`. */
  readonly invalid?: {
    readonly status: 500 | 503;
    readonly why: 'not-found' | 'invalid-kind' | 'not-permitted' | 'unknown-port' | 'unknown-subset' | 'no-weight';
  };
  readonly because: readonly FieldRef[];
  readonly hostRewrite?: string;
  readonly requestHeaders: HeaderEdits;
  readonly responseHeaders: HeaderEdits;
}

export interface PathRewrite {
  /** `prefix` replaces what the match's path condition took: a prefix, or the whole path. `strip` takes a prefix away. */
  readonly kind: 'full' | 'prefix' | 'strip' | 'regex';
  readonly value: string;
  /** The pattern, for `regex`; the prefix, for `strip`. */
  readonly of: string;
}

export interface Redirect {
  readonly status: number;
  readonly scheme?: string;
  readonly host?: string;
  /** Absent: Envoy leaves the Host as it is. */
  readonly port?: number;
  readonly path?: PathRewrite;
}

export type RouteAction =
  | { readonly kind: 'forward'; readonly destinations: readonly Destination[] }
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'direct'; readonly status: number; readonly body: string };

export interface Mirror {
  readonly destination: Destination;
  /** 0…1 */
  readonly share: number;
}

export interface Cors {
  readonly allowOrigins: readonly OriginMatcher[];
  readonly allowMethods: string;
  readonly allowHeaders: string;
  readonly exposeHeaders: string;
  readonly maxAge: string;
  readonly allowCredentials: boolean;
  /** Whether a preflight of a foreign origin goes to the backend. */
  readonly forwardsUnmatched: boolean;
  readonly because: readonly FieldRef[];
}

export type OriginMatcher = (origin: string) => boolean;

export interface Fault {
  readonly delayMs?: number;
  readonly delayShare: number;
  readonly abortStatus?: number;
  readonly abortGrpcStatus?: number;
  readonly abortShare: number;
  readonly because: readonly FieldRef[];
}

/** Retries after the first try, and what makes Envoy try again. */
export interface RetryPolicy {
  readonly attempts: number;
  /** Envoy's words: `connect-failure`, `refused-stream`, `unavailable`, `cancelled`, `5xx`, `gateway-error`, … */
  readonly on: readonly string[];
  readonly statusCodes: readonly number[];
  readonly perTryTimeoutMs?: number;
  readonly backoffMs?: number;
}

/** One entry of a virtual host: a single match with what it leads to. */
export interface Route {
  /** Envoy's route name; absent where the access log shows `-`. */
  readonly name?: string;
  /** The HTTPRoute, GRPCRoute or VirtualService it came from; absent for the default route. */
  readonly source?: ResourceRef;
  /** Index of the rule in its object. */
  readonly rule: number;
  readonly match: CompiledMatch;
  /** The match in its manifest, or the rule where it has none. */
  readonly because: readonly FieldRef[];
  readonly action: RouteAction;
  readonly requestHeaders: HeaderEdits;
  readonly responseHeaders: HeaderEdits;
  readonly hostRewrite?: string;
  readonly pathRewrite?: PathRewrite;
  readonly mirrors: readonly Mirror[];
  readonly cors?: Cors;
  readonly fault?: Fault;
  readonly timeoutMs?: number;
  readonly retry: RetryPolicy;
  /** Value of the response header `x-envoy-decorator-operation`. */
  readonly decorator: string;
}

export interface VirtualHost {
  readonly name: string;
  /** `*`, exact names, `*.suffix`; the longest match wins. */
  readonly domains: readonly string[];
  readonly routes: readonly Route[];
}

/** What a proxy's route configuration says for one listener or chain. */
export interface RouteTable {
  readonly hosts: readonly VirtualHost[];
  /** Whether a port in the Host header is ignored when the virtual host is chosen. */
  readonly ignorePortInHost: boolean;
  /** Objects that were left out and why that matters: routes of other namespaces, discarded routes. */
  readonly ignored: readonly IgnoredRoute[];
}

export interface IgnoredRoute {
  readonly source: ResourceRef;
  readonly why:
    | { readonly kind: 'other-namespace'; readonly namespaces: readonly string[] }
    | { readonly kind: 'other-port'; readonly port: number }
    | { readonly kind: 'discarded'; readonly problem: string }
    | { readonly kind: 'after-catch-all' };
  readonly because: readonly FieldRef[];
}

/** What a TCP chain does with a connection. */
export interface TcpRoute {
  /** Absent for the default: to the service itself. */
  readonly source?: ResourceRef;
  readonly because: readonly FieldRef[];
  /** Empty, or of weight 0 altogether: the connection is closed, flag NC. */
  readonly destinations: readonly Destination[];
}
