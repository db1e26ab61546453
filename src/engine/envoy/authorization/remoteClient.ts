import type { HeaderLine } from '../../dataplane/connection.ts';
import { headerValues } from '../headerLines.ts';
import { addressBytes } from './addressRange.ts';

/**
 * The client's address where the proxy trusts `x-forwarded-for` of its peer (waypoints, sidecars): the last entry of
 * the last line, or the peer if that is no address. Mirrors Envoy `Utility::getLastAddressFromXFF`.
 */
export function remoteClient(peerIp: string | undefined, headers: readonly HeaderLine[]): string | undefined {
  return forwardedFrom(headers, 0) ?? peerIp;
}

/**
 * The client's address at a gateway, which appends its peer to `x-forwarded-for` and then looks `trustedProxies`
 * (`gatewayTopology.numTrustedProxies`) entries back. Mirrors Envoy `ConnectionManagerUtility::mutateRequestHeaders`.
 */
export function remoteClientAtGateway(peerIp: string, headers: readonly HeaderLine[], trustedProxies: number): string {
  return trustedProxies > 0 ? (forwardedFrom(headers, trustedProxies - 1) ?? peerIp) : peerIp;
}

/** The entry so many places before the last one, if that is an address. */
function forwardedFrom(headers: readonly HeaderLine[], back: number): string | undefined {
  const lines = headerValues(headers, 'x-forwarded-for');
  if (lines.length === 0) return undefined;
  const entries = lines.join(',').split(',');
  const entry = entries[entries.length - 1 - back]?.trim() ?? '';
  return addressBytes(entry) === undefined ? undefined : entry;
}
