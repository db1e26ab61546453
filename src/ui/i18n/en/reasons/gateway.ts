import type { GatewayReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const gatewayReasons: Sentences<GatewayReasons> = {
  'gateway/listener': (p) => `Listener ${p.listener} of Gateway ${p.gateway} takes connections on port ${p.port}.`,
  'gateway/no-listener': (p) => `Gateway ${p.gateway} has no listener on port ${p.port}, so the connection is refused.`,
  'gateway/no-virtual-host': (p) => `No route of Gateway ${p.gateway} serves host ${p.host}.`,
  'gateway/skips-waypoint': (p) =>
    `${p.service} uses waypoint ${p.waypoint}, but ingress traffic goes around it unless istio.io/ingress-use-waypoint is true.`,
};
