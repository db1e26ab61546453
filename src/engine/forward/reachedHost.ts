import { socket, type Dial } from './dial.ts';
import type { EndpointTransport } from './endpointTransport.ts';

/** What Envoy calls a host, in its log and its hash tables; a tunnel starts at an internal listener. */
export function reachedHost({ transport, target }: Dial): {
  readonly transport: EndpointTransport;
  readonly upstreamHost: string;
} {
  const address = socket(target);
  return { transport, upstreamHost: transport === 'hbone' ? `envoy://connect_originate/${address}` : address };
}
