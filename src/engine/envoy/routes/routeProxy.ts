import type { Mesh, MeshService } from '../../mesh/mesh.ts';

/** The proxy that routes are translated for. */
export interface RouteProxy {
  readonly mesh: Mesh;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `mesh`, or the key of a Gateway's listener. */
  readonly gateway: string;
  /** Port the routes are for. */
  readonly port: number;
  readonly isTls: boolean;
  /** Waypoints drop what asks for labels of the client. */
  readonly waypoint: boolean;
}

/** The service a host name means to this proxy. */
export function serviceNamed({ mesh, namespace }: RouteProxy, host: string): MeshService | undefined {
  return mesh.services.byHostname(host, namespace);
}
