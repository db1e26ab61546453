import type { PeerAuthentication } from '#model/kubernetes/kinds.ts';
import { all, each, refuseIf, type Findings } from './goError.ts';
import { checkSelector } from './policyAttachment.ts';

/** Mirrors istiod `ValidatePeerAuthentication`. */
export function checkPeerAuthentication({ spec }: PeerAuthentication): Findings {
  const ports = Object.keys(spec.portLevelMtls ?? {});
  const selectsNothing = Object.keys(spec.selector?.matchLabels ?? {}).length === 0;
  return all(
    refuseIf(selectsNothing && ports.length > 0, 'mesh/namespace peer authentication cannot have port level mTLS'),
    refuseIf(
      spec.portLevelMtls !== undefined && ports.length === 0,
      'port level mTLS, if defined, must have at least one element',
    ),
    each(ports, (port) => refuseIf(Number(port) < 1 || Number(port) > 65535, 'port must be in range 1..65535')),
    checkSelector(spec.selector),
  );
}
