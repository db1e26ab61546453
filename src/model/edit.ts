import type { FieldPath, ResourceKey, ResourceRef } from './kubernetes/resource.ts';
import type { Json } from './kubernetes/schema.ts';
import type { LocalisedText, Position, ScenarioRequest } from './scenario.ts';

/** An object that the canvas can add, with what the user decides about it; the rest is written idiomatically. */
export type NewResource =
  | { readonly kind: 'namespace'; readonly name: string; readonly ambient: boolean }
  | {
      readonly kind: 'deployment' | 'pod';
      readonly namespace: string;
      readonly name: string;
      /** Container port the application answers on. Absent for a pure client. */
      readonly port?: number;
      readonly serviceAccount?: string;
      /** Label `version`, as canaries carry it. */
      readonly version?: string;
      /** A pod with an Envoy sidecar instead of ambient capture. */
      readonly sidecar?: true;
      /** Only for a Deployment. */
      readonly replicas?: number;
    }
  | {
      readonly kind: 'service';
      readonly namespace: string;
      readonly name: string;
      readonly port: number;
      readonly targetPort?: number;
      /** Defaults to `app: <name>`. */
      readonly selector?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'waypoint';
      readonly namespace: string;
      readonly name: string;
      /** Label `istio.io/waypoint-for`; absent means services. */
      readonly for?: 'service' | 'workload' | 'all' | 'none';
    }
  | { readonly kind: 'gateway'; readonly namespace: string; readonly name: string; readonly port: number }
  | {
      readonly kind: 'http-route';
      readonly namespace: string;
      readonly name: string;
      /** A Service or a Gateway. */
      readonly parent: ResourceRef;
      readonly backends: readonly { readonly service: ResourceRef; readonly port: number; readonly weight?: number }[];
    }
  | {
      readonly kind: 'authorization-policy';
      readonly namespace: string;
      readonly name: string;
      readonly action: 'ALLOW' | 'DENY';
      /** Attached by targetRef (a Service, a Gateway, a ServiceEntry) or, for pods, by label selector. */
      readonly target?: ResourceRef | { readonly matchLabels: Readonly<Record<string, string>> };
      readonly principals?: readonly string[];
      readonly methods?: readonly string[];
    }
  | {
      readonly kind: 'peer-authentication';
      readonly namespace: string;
      readonly name: string;
      readonly mode: 'STRICT' | 'PERMISSIVE' | 'DISABLE';
    };

/** Where a node of the canvas was put, relative to its container. */
export interface Placement extends Position {
  readonly key: ResourceKey;
}

/**
 * Every change a user can make other than by typing, named as the user would. Each is carried out in the text, as
 * few characters as possible, and is one step of undo.
 */
export type ScenarioEdit =
  /** A namespace that does not exist yet is written too. A name that is taken gets a number. */
  | { readonly kind: 'add-resource'; readonly resource: NewResource; readonly at?: Position }
  /** Any manifest as the user wrote it in a form: appended, or put in place of the object with that name. */
  | { readonly kind: 'add-manifest'; readonly yaml: string; readonly at?: Placement }
  /** A Namespace goes with everything in it, as in a cluster. */
  | { readonly kind: 'remove-resources'; readonly refs: readonly ResourceRef[] }
  | {
      readonly kind: 'set-field';
      readonly ref: ResourceRef;
      readonly path: FieldPath;
      /** Maps and lists are allowed. Parents that are missing are made; an index at the end appends. */
      readonly value: Json;
    }
  | { readonly kind: 'remove-field'; readonly ref: ResourceRef; readonly path: FieldPath }
  /** What names the object follows: parentRefs, backendRefs, targetRefs, waypoint labels, principals, requests, layout. */
  | { readonly kind: 'rename'; readonly ref: ResourceRef; readonly to: string }
  | { readonly kind: 'duplicate'; readonly refs: readonly ResourceRef[] }
  | { readonly kind: 'move-to-namespace'; readonly refs: readonly ResourceRef[]; readonly namespace: string }
  /** `inherit` removes the label; on a workload it is written to the pod template. */
  | { readonly kind: 'set-ambient'; readonly target: ResourceRef; readonly to: 'on' | 'off' | 'inherit' }
  /** Label `istio.io/use-waypoint` on a Namespace, Service or workload. `none` opts out, `inherit` removes it. */
  | { readonly kind: 'set-waypoint'; readonly target: ResourceRef; readonly waypoint: ResourceRef | 'none' | 'inherit' }
  | { readonly kind: 'move'; readonly placements: readonly Placement[] }
  /** Back to automatic places: all of them, or these. */
  | { readonly kind: 'forget-layout'; readonly keys?: readonly ResourceKey[] }
  | { readonly kind: 'set-requests'; readonly requests: readonly ScenarioRequest[] }
  | { readonly kind: 'set-title'; readonly title: LocalisedText }
  /** Appended; objects that exist already are replaced where they stand, as `kubectl apply` would. */
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'replace-text'; readonly text: string };
