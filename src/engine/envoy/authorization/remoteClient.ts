import type { HeaderLine } from '../../dataplane/connection.ts';

/**
 * The client's address where the proxy trusts `x-forwarded-for` of its peer (waypoints, sidecars): the last entry of
 * the last line, or the peer if that is no address. Mirrors Envoy `Utility::getLastAddressFromXFF`.
 */
export function remoteClient(_peerIp: string | undefined, _headers: readonly HeaderLine[]): string | undefined {
  throw new Error('not yet');
}

/**
 * The client's address at a gateway, which appends its peer to `x-forwarded-for` and then looks `trustedProxies`
 * (`gatewayTopology.numTrustedProxies`) entries back. Mirrors Envoy `ConnectionManagerUtility::mutateRequestHeaders`.
 */
export function remoteClientAtGateway(
  _peerIp: string,
  _headers: readonly HeaderLine[],
  _trustedProxies: number,
): string {
  throw new Error('not yet');
}
