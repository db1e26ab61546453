import type { ControlPlaneReasons } from './reasons/controlPlane.ts';
import type { EngineReasons } from './reasons/engine.ts';
import type { EnvoyReasons } from './reasons/envoy.ts';
import type { KubernetesReasons } from './reasons/kubernetes.ts';
import type { ProxyReasons } from './reasons/proxy.ts';
import type { ZtunnelReasons } from './reasons/ztunnel.ts';

/**
 * Every reason code of the engine with its facts. A code is `where/what` in kebab case, after ztunnel's and istiod's
 * own terms; a retired code is never used again. Sentences live in the catalogues of the interface.
 */
export type ReasonParams = EngineReasons &
  KubernetesReasons &
  ControlPlaneReasons &
  ZtunnelReasons &
  EnvoyReasons &
  ProxyReasons;

export type ReasonCode = keyof ReasonParams;

export type Reason<C extends ReasonCode = ReasonCode> = {
  [K in C]: { readonly code: K; readonly params: Readonly<ReasonParams[K]> };
}[C];

export function reason<C extends ReasonCode>(code: C, params: ReasonParams[C]): Reason<C> {
  return { code, params };
}
