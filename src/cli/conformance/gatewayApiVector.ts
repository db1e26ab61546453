/** One test of the Gateway API's conformance suite as data, as the README beside the vectors describes it. */
export interface GatewayApiTest {
  readonly test: string;
  readonly kind: 'mesh' | 'gateway';
  readonly resources: readonly KubernetesObject[];
  readonly setup?: readonly ClusterChange[];
  readonly steps: readonly Step[];
  readonly statusExpectations: readonly StatusExpectation[];
  readonly ambientOverlay?: Overlay;
  readonly meshTransposed?: {
    readonly verdict: string;
    readonly resources?: readonly KubernetesObject[];
    readonly setup?: readonly ClusterChange[];
    readonly steps?: readonly Step[];
    readonly changedSteps?: readonly Step[];
    readonly statusExpectations?: readonly StatusExpectation[];
  };
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** What turns a mesh test's manifest into an ambient mesh. */
export interface Overlay {
  readonly namespaceLabels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly resources: readonly KubernetesObject[];
}

export type ClusterChange =
  | { readonly action: 'delete'; readonly kind: string; readonly namespace: string; readonly name: string }
  | {
      readonly action: 'patch';
      readonly kind: string;
      readonly namespace: string;
      readonly name: string;
      readonly jsonPatch: readonly { readonly op: string; readonly path: string; readonly value?: unknown }[];
    }
  | {
      readonly action: 'setEndpoints';
      readonly namespace: string;
      readonly services: readonly string[];
      readonly podsOfDeployment: string;
      readonly port: number;
    };

export interface Step {
  readonly name: string;
  readonly request: StepRequest;
  readonly expect: StepExpectation;
  readonly before?: readonly ClusterChange[];
  readonly backendBehaviour?: {
    readonly failFirst?: number;
    readonly failWith?: number;
    readonly delay?: string;
    readonly delayEachFailure?: string;
  };
  readonly distribution?: { readonly requests: number; readonly absoluteTolerance?: number };
}

export interface StepRequest {
  readonly from: string | null;
  readonly to: {
    readonly kind: 'Gateway' | 'Service' | 'Pod';
    readonly namespace: string;
    readonly name?: string;
    readonly deployment?: string;
    readonly port: number;
  };
  readonly scheme: string;
  readonly protocol?: string;
  readonly method: string;
  readonly host: string | null;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly backendSetsResponseHeaders?: Readonly<Record<string, string>>;
  readonly sni?: string;
}

export interface StepExpectation {
  readonly outcome: 'forward' | 'redirect' | 'preflight' | 'error';
  readonly status?: number | readonly number[];
  readonly alsoAccepted?: readonly number[];
  readonly backend?: string;
  readonly namespace?: string;
  readonly path?: string;
  readonly method?: string;
  readonly host?: string;
  readonly requestHeadersSet?: Readonly<Record<string, string>>;
  readonly requestHeadersAbsent?: readonly string[];
  readonly responseHeadersSet?: Readonly<Record<string, string>>;
  readonly responseHeadersOneOf?: Readonly<Record<string, readonly string[]>>;
  readonly responseHeadersAbsent?: readonly string[];
  readonly ignoreWhitespaceInResponseHeaderValues?: boolean;
  readonly redirect?: {
    readonly scheme?: string;
    readonly hostname?: string;
    readonly port?: string;
    readonly path?: string;
  };
  readonly mirroredTo?: readonly { readonly backend: string; readonly namespace?: string; readonly percent?: number }[];
  readonly weights?: Readonly<Record<string, number>>;
  readonly grpcStatus?: number;
  readonly correlated?: { readonly requestHeader: string };
}

export interface ExpectedCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export interface StatusExpectation {
  readonly routeKind?: string;
  readonly route?: string;
  readonly parent?: string | null;
  readonly conditions?: readonly ExpectedCondition[];
  readonly parentSectionNames?: readonly string[];
  readonly gateway?: string;
  readonly listeners?: 'all' | readonly string[];
  readonly listenerStatus?: readonly {
    readonly name: string;
    readonly attachedRoutes: number;
    readonly conditions: readonly ExpectedCondition[];
  }[];
  readonly attachedRoutes?: number;
  readonly absent?: boolean;
  readonly check?: string;
}
