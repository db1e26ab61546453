/** Reasons about ztunnel's outbound, inbound and RBAC decisions. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ZtunnelReasons {}
