import type { Hop, Trace } from '../trace.ts';

/** Whether the proxy at a hop parses HTTP: a ztunnel never does, an Envoy where its listener says so. */
export function readsHttp(trace: Trace, step: number): boolean {
  const hop = trace.hops[step];
  return hop !== undefined && !trace.request.to.startsWith('tcp:') && parsesHttp(hop);
}

/** Whether an https request is still sealed by the caller's own TLS after a hop: until a gateway has taken it off. */
export function sealsItself(trace: Trace, step: number): boolean {
  if (!trace.request.to.startsWith('https:')) return false;
  return !trace.hops.slice(0, step + 1).some((hop) => hop.at.kind === 'gateway' && parsesHttp(hop));
}

function parsesHttp({ at, decisions }: Hop): boolean {
  if (at.kind !== 'waypoint' && at.kind !== 'gateway' && at.kind !== 'sidecar') return false;
  return decisions.some(({ reason }) => {
    switch (reason.code) {
      case 'waypoint/http-chain':
      case 'waypoint/http-chain-sniffed':
      case 'sidecar/http-listener':
      case 'sidecar/http-listener-sniffed':
      case 'sidecar/inbound-http':
      case 'proxy/not-http':
      case 'proxy/no-route':
      case 'gateway/no-virtual-host':
      case 'sidecar/no-virtual-host':
      case 'envoy/route-matched':
      case 'envoy/default-route':
      case 'envoy/no-route-matched':
      case 'envoy/no-virtual-host':
      case 'envoy/jwt-rejected':
        return true;
      case 'waypoint/pod-chain':
      case 'sidecar/inbound-catch-all':
        return !reason.params.protocol.toUpperCase().startsWith('TCP');
      case 'envoy/no-policies':
        return reason.params.chain === 'http';
      default:
        return false;
    }
  });
}
