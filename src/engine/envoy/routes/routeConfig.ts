import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Fault } from './routeTable.ts';

/** istiod's `StringMatch`; `present` where it only asks for the thing to be there. */
export type TextMatch =
  | { readonly kind: 'exact' | 'prefix' | 'regex'; readonly value: string }
  | { readonly kind: 'present' };

export interface FieldMatch {
  readonly match: TextMatch;
  readonly because: FieldRef;
}

export interface NamedMatch extends FieldMatch {
  readonly name: string;
}

/** One `match` of a rule, in the form of a VirtualService. */
export interface HttpMatch {
  readonly because: FieldRef;
  readonly name?: string;
  readonly uri?: FieldMatch;
  readonly ignoreUriCase: boolean;
  readonly headers: readonly NamedMatch[];
  readonly withoutHeaders: readonly NamedMatch[];
  readonly queryParams: readonly NamedMatch[];
  readonly method?: FieldMatch;
  readonly authority?: FieldMatch;
  readonly scheme?: FieldMatch;
  readonly port?: number;
  readonly sourceLabels: Readonly<Record<string, string>>;
  readonly sourceNamespace: string;
  readonly gateways: readonly string[];
}

/** Header operations as a manifest states them: a name has one value per list. */
export interface HeaderOperations {
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly add: readonly (readonly [name: string, value: string])[];
  readonly remove: readonly string[];
}

export interface RouteHeaders {
  readonly request: HeaderOperations;
  readonly response: HeaderOperations;
}

/** A backend before it is looked up. */
export interface DestinationSpec {
  readonly ref: ResourceRef;
  /** Empty where istiod gives up on the reference. */
  readonly host: string;
  readonly port?: number;
  readonly subset?: string;
  readonly problem?: 'not-found' | 'invalid-kind' | 'not-permitted';
  readonly because: readonly FieldRef[];
}

export interface WeightedSpec {
  readonly destination: DestinationSpec;
  readonly weight: number;
  readonly headers: RouteHeaders;
}

export interface RedirectSpec {
  readonly uri: string;
  readonly prefixRewrite: string;
  readonly authority: string;
  readonly scheme: string;
  readonly port?: number | 'from-request' | 'from-protocol';
  readonly status: number;
}

export interface CorsSpec {
  readonly allowOrigins: readonly TextMatch[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAge: string;
  readonly allowCredentials: boolean;
  /** Whether a preflight of a foreign origin goes to the backend. */
  readonly forwardsUnmatched: boolean;
  readonly because: readonly FieldRef[];
}

export interface RetrySpec {
  readonly attempts: number;
  /** Comma-separated, codes and Envoy's words mixed. Empty: the defaults. */
  readonly on: string;
  readonly perTryTimeoutMs?: number;
  readonly backoffMs?: number;
}

export type EntryAction =
  | { readonly kind: 'redirect'; readonly redirect: RedirectSpec }
  | { readonly kind: 'direct'; readonly status: number; readonly body: string }
  | { readonly kind: 'route'; readonly destinations: readonly WeightedSpec[] };

/** istiod's `HTTPRoute`: what one rule of any kind of route becomes. */
export interface HttpEntry {
  readonly source: ResourceRef;
  readonly rule: number;
  readonly because: FieldRef;
  readonly name: string;
  /** Empty: everything. */
  readonly matches: readonly HttpMatch[];
  readonly action: EntryAction;
  readonly rewrite?: {
    readonly uri?: string;
    readonly fullPath?: string;
    readonly regex?: { readonly match: string; readonly substitution: string };
    readonly authority?: string;
  };
  readonly mirrors: readonly { readonly destination: DestinationSpec; readonly share: number }[];
  readonly headers: RouteHeaders;
  readonly timeoutMs?: number;
  readonly retries?: RetrySpec;
  readonly fault?: Fault;
  readonly cors?: CorsSpec;
}

/** A rule of a TCP or TLS route. */
export interface Layer4Entry {
  readonly source: ResourceRef;
  readonly because: FieldRef;
  readonly sniHosts: readonly string[];
  readonly port?: number;
  readonly gateways: readonly string[];
  /** It asks for something of the client, which a waypoint does not know. */
  readonly asksSource: boolean;
  /** It asks for an address of the destination, which a waypoint does not look at. */
  readonly asksSubnet: boolean;
  readonly hasMatch: boolean;
  readonly destinations: readonly WeightedSpec[];
}

/** istiod's `VirtualService`: one the user wrote, or what Gateway API routes of one host are merged into. */
export interface RouteConfig {
  readonly name: string;
  readonly namespace: string;
  readonly created: string;
  /** Converted from the Gateway API. */
  readonly gatewaySemantics: boolean;
  readonly sources: readonly ResourceRef[];
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  readonly http: readonly HttpEntry[];
  readonly tls: readonly Layer4Entry[];
  readonly tcp: readonly Layer4Entry[];
}
