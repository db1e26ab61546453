import type { Proxy } from '../forward/proxy.ts';
import { countStream } from './countStream.ts';
import { logStream } from './logStream.ts';
import type { Listener, Stream } from './stream.ts';

/** What an Envoy leaves behind of a request or connection: lines in its access log, and counts. */
export function reportStream(proxy: Proxy, listener: Listener, stream: Stream): void {
  logStream(proxy, listener, stream);
  countStream(proxy, listener, stream);
}
