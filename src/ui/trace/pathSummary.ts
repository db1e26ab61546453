import type { ProxyRef, Trace } from '#model/trace.ts';

/** A path in one line: where it stopped, how it was carried, and what let it pass. */
export interface PathSummary {
  /** Names of applications, waypoints and gateways; node proxies go without saying. */
  readonly stops: readonly string[];
  readonly legs: number;
  readonly encrypted: number;
  /** ALLOW policies that matched. */
  readonly allowing: number;
}

export function pathSummary({ hops, five }: Trace): PathSummary {
  const stops: string[] = [];
  for (const { at } of hops) {
    const name = stopName(at);
    if (name !== undefined && stops.at(-1) !== name) stops.push(name);
  }
  const legs = hops.flatMap(({ leg }) => leg ?? []);
  const allowing = new Set(
    five.enforcers.filter(({ result }) => result === 'allow').flatMap(({ policies }) => policies),
  );
  return {
    stops,
    legs: legs.length,
    encrypted: legs.filter(({ transport }) => transport !== 'plaintext').length,
    allowing: allowing.size,
  };
}

function stopName(at: ProxyRef): string | undefined {
  switch (at.kind) {
    case 'app':
      return at.pod.name;
    case 'waypoint':
    case 'gateway':
      return at.gateway.name;
    case 'external':
      return at.name ?? at.address;
    case 'ztunnel':
    case 'sidecar':
    case 'kube-proxy':
    case 'network':
      return undefined;
  }
}
