import { labels } from '#model/kubernetes/labels.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { mtlsSetting } from './peerAuthentication.ts';

export type EndpointTransport = 'hbone' | 'istio-mtls' | 'plaintext';

/** What of a cluster decides how its endpoints are reached. */
export interface ClusterSecurity {
  readonly direction: 'inbound-vip' | 'outbound';
  /** False for a MESH_EXTERNAL entry and where mTLS is switched off for the namespace: no mTLS by itself. */
  readonly autoMtls: boolean;
  /** A MESH_EXTERNAL entry, which only a waypoint of its own reaches over HBONE. */
  readonly external?: boolean;
  /** The mode a DestinationRule states, where one does. */
  readonly tlsMode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly sni?: string;
}

/**
 * How an Envoy that chose an endpoint reaches it: HBONE where the endpoint takes it, but Istio's own mTLS to a pod
 * with a sidecar, except from a waypoint's own clusters, which never speak it.
 * Mirrors istiod `endpoint_builder.go buildEnvoyLbEndpoint` and `cluster_tls.go applyHBONETransportSocketMatches`.
 */
export function endpointTransport(
  mesh: Mesh,
  cluster: ClusterSecurity,
  endpoint: Workload,
  port: number,
): EndpointTransport {
  const legacyMtls = hasSidecarTls(endpoint);
  const tunnel = takesHbone(mesh, endpoint);
  if (cluster.direction === 'inbound-vip') return tunnel ? 'hbone' : 'plaintext';
  if (tunnel && cluster.external !== true && !(legacyMtls && !prefersHbone(mesh))) return 'hbone';
  if (cluster.tlsMode !== undefined) return cluster.tlsMode === 'ISTIO_MUTUAL' ? 'istio-mtls' : 'plaintext';
  if (!legacyMtls || !cluster.autoMtls) return 'plaintext';
  const mode = mtlsSetting(mesh, endpoint.namespace, endpoint.labels, port).mode;
  return mode === 'DISABLE' ? 'plaintext' : 'istio-mtls';
}

/** Whether the endpoint's registration says that it has a sidecar that takes Istio mTLS. */
export function hasSidecarTls(endpoint: Workload): boolean {
  return endpoint.labels[labels.tlsMode] === 'istio';
}

/** Mirrors istiod `supportTunnel`: by label, as a waypoint, or because ambient knows that address as HBONE. */
export function takesHbone(mesh: Mesh, endpoint: Workload): boolean {
  if (endpoint.labels[labels.gatewayManaged] === 'istio.io-mesh-controller') return true;
  if ((endpoint.labels[labels.tunnel] ?? '').split(',').includes('http')) return true;
  return endpoint.addresses.some((ip) => mesh.workloads.byAddress(ip)?.protocol === 'HBONE');
}

function prefersHbone(mesh: Mesh): boolean {
  return String(mesh.settings.flags['PILOT_PREFER_SENDING_HBONE']) === 'true';
}
