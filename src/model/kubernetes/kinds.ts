import * as apps from './apps.ts';
import { backendTlsPolicy, type BackendTLSPolicy } from './backendTlsPolicy.ts';
import * as core from './core.ts';
import { destinationRule, type DestinationRule } from './destinationRule.ts';
import { endpointSlice, type EndpointSlice } from './discovery.ts';
import * as gatewayApi from './gatewayApi.ts';
import * as routes from './gatewayRoutes.ts';
import * as extensions from './istioExtensions.ts';
import * as networking from './istioNetworking.ts';
import * as security from './istioSecurity.ts';
import type { Kind } from './kind.ts';
import { networkPolicy, type NetworkPolicy } from './networkPolicy.ts';
import { pod, type Pod } from './pod.ts';
import { virtualService, type VirtualService } from './virtualService.ts';

export type { Pod, PodSpec, Container } from './pod.ts';
export type { CronJob, DaemonSet, Deployment, Job, PodTemplate, ReplicaSet, StatefulSet } from './apps.ts';
export type { ConfigMap, Endpoints, Namespace, Node, Service, ServiceAccount } from './core.ts';
export type { BackendTLSPolicy } from './backendTlsPolicy.ts';
export type { EndpointSlice } from './discovery.ts';
export type { NetworkPolicy } from './networkPolicy.ts';
export type { Gateway, GatewayClass, GatewayListener, ReferenceGrant } from './gatewayApi.ts';
export type { ParentRef, GatewayCondition } from './gatewayParts.ts';
export type { GRPCRouteFilter, HTTPRouteFilter, HeaderModifier, PathModifier } from './gatewayFilters.ts';
export type {
  GRPCRoute,
  GRPCRouteMatch,
  GRPCRouteRule,
  HTTPBackendRef,
  HTTPRoute,
  HTTPRouteMatch,
  HTTPRouteRule,
  TCPRoute,
  TLSRoute,
} from './gatewayRoutes.ts';
export type { PolicyTargetRef, WorkloadSelector } from './istioParts.ts';
export type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationPolicy,
  AuthorizationRule,
  AuthorizationSource,
  JwtRule,
  PeerAuthentication,
  RequestAuthentication,
} from './istioSecurity.ts';
export type {
  EnvoyFilter,
  ProxyConfig,
  ServiceEntry,
  ServiceEntryPort,
  Sidecar,
  WorkloadEntry,
  WorkloadEntrySpec,
  WorkloadGroup,
} from './istioNetworking.ts';
export type { AccessLogging, Metrics, Telemetry, TrafficExtension, WasmPlugin } from './istioExtensions.ts';
export type {
  StringMatch,
  VirtualService,
  VirtualServiceDestination,
  VirtualServiceFault,
  VirtualServiceHttpMatch,
  VirtualServiceHttpRoute,
  VirtualServiceTcpRoute,
  VirtualServiceTlsRoute,
} from './virtualService.ts';
export type {
  ClientTls,
  ConnectionPool,
  DestinationRule,
  LoadBalancer,
  OutlierDetection,
  TrafficPolicy,
} from './destinationRule.ts';

/** Every object the playground reads, told apart by `kind`. */
export type KubernetesResource =
  | core.Namespace
  | core.Node
  | core.Service
  | core.ServiceAccount
  | core.ConfigMap
  | core.Endpoints
  | Pod
  | apps.Deployment
  | apps.ReplicaSet
  | apps.StatefulSet
  | apps.DaemonSet
  | apps.Job
  | apps.CronJob
  | EndpointSlice
  | NetworkPolicy
  | gatewayApi.Gateway
  | gatewayApi.GatewayClass
  | gatewayApi.ReferenceGrant
  | BackendTLSPolicy
  | routes.HTTPRoute
  | routes.GRPCRoute
  | routes.TCPRoute
  | routes.TLSRoute
  | security.AuthorizationPolicy
  | security.PeerAuthentication
  | security.RequestAuthentication
  | networking.ServiceEntry
  | networking.WorkloadEntry
  | networking.WorkloadGroup
  | networking.EnvoyFilter
  | networking.Sidecar
  | networking.ProxyConfig
  | VirtualService
  | DestinationRule
  | extensions.Telemetry
  | extensions.WasmPlugin
  | extensions.TrafficExtension;

export type KindName = KubernetesResource['kind'];

/** The definition of every kind that is read. */
export const kinds: readonly Kind[] = [
  core.namespace,
  core.node,
  core.service,
  core.serviceAccount,
  core.configMap,
  core.endpoints,
  pod,
  apps.deployment,
  apps.replicaSet,
  apps.statefulSet,
  apps.daemonSet,
  apps.job,
  apps.cronJob,
  endpointSlice,
  networkPolicy,
  gatewayApi.gateway,
  gatewayApi.gatewayClass,
  gatewayApi.referenceGrant,
  backendTlsPolicy,
  routes.httpRoute,
  routes.grpcRoute,
  routes.tcpRoute,
  routes.tlsRoute,
  security.authorizationPolicy,
  security.peerAuthentication,
  security.requestAuthentication,
  networking.serviceEntry,
  networking.workloadEntry,
  networking.workloadGroup,
  networking.envoyFilter,
  networking.sidecar,
  networking.proxyConfig,
  virtualService,
  destinationRule,
  extensions.telemetry,
  extensions.wasmPlugin,
  extensions.trafficExtension,
];

const byName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));

/** The definition behind an `apiVersion` and `kind`, whatever the version; absent for kinds that are only kept. */
export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  const slash = apiVersion.lastIndexOf('/');
  return byName.get(`${slash === -1 ? '' : apiVersion.slice(0, slash)}/${kind}`);
}

/** The definition of a kind by its bare name; Istio's own `Gateway` is not among them. */
export function kindNamed(kind: KindName): Kind {
  const found = kinds.find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`no definition of kind ${kind}`);
  return found;
}
