import type { ResourceKey } from './kubernetes/resource.ts';

/** `apiVersion` and `kind` of the one document of our own in a scenario file. */
export const scenarioApiVersion = 'ambient.playground/v1alpha1';
export const scenarioKind = 'Scenario';

/** A text in the languages the author wrote it in. */
export type LocalisedText = Readonly<Partial<Record<'en' | 'zh', string>>>;

/** Where the user put a node, in canvas units relative to its container. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

export type Layout = Readonly<Record<ResourceKey, Position>>;

/** Control-plane settings as the user stated them. Absent means Istio's default. */
export interface MeshSettings {
  readonly trustDomain?: string;
  readonly rootNamespace?: string;
  /** Environment switches of istiod, such as `PILOT_AUTO_ALLOW_WAYPOINT_POLICY`. */
  readonly flags?: Readonly<Record<string, boolean | string>>;
  /** Any MeshConfig fields, merged over Istio's defaults. */
  readonly meshConfig?: Readonly<Record<string, unknown>>;
  /** The time tokens are judged by, in seconds: the scenario's `now`. */
  readonly now?: number;
}

export type RequestToken =
  | 'none'
  | 'valid'
  | 'bad-signature'
  | 'expired'
  | { readonly claims: Readonly<Record<string, unknown>>; readonly signedBy?: string };

/** What the calling application observes on its socket. */
export type ClientView = 'response' | 'reset' | 'refused' | 'timeout' | 'unresolved';
export type VerdictKind = 'delivered' | 'denied' | 'failed' | 'undetermined';

/** What a scenario's author expects of a request; `test` checks the fields that are there. */
export interface Expectation {
  readonly verdict?: VerdictKind;
  readonly status?: number;
  readonly client?: ClientView;
  readonly backend?: string;
  readonly via?: readonly string[];
  readonly deniedBy?: string;
  readonly podSees?: string;
}

/** A request as the scenario file states it. */
export interface ScenarioRequest {
  readonly name: string;
  /** `namespace/name` of a Pod or a Deployment, or `outside`. */
  readonly from: string;
  /** URL with scheme http, https, grpc or tcp. */
  readonly to: string;
  readonly method?: string;
  /** A list is that many header lines. `host` overrides the URL's. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly count?: number;
  readonly token?: RequestToken;
  /** Fixes every random choice. Default 1. */
  readonly seed?: number;
  readonly expect?: Expectation;
}

/** The `Scenario` document, read field by field. */
export interface ScenarioSpec {
  readonly name: string;
  readonly title?: LocalisedText;
  readonly description?: LocalisedText;
  readonly mesh: MeshSettings;
  readonly requests: readonly ScenarioRequest[];
  readonly layout: Layout;
}
