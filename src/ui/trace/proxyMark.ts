import type { ProxyRef } from '#model/trace.ts';

export type ProxyTone = 'ztunnel' | 'waypoint' | 'gateway' | 'sidecar' | 'app' | 'kube' | 'external';

/** The letter and colour that stand for a kind of proxy wherever it appears. */
export interface ProxyMark {
  readonly letter: string;
  readonly tone: ProxyTone;
}

const marks: Readonly<Record<ProxyRef['kind'], ProxyMark>> = {
  app: { letter: 'A', tone: 'app' },
  ztunnel: { letter: 'Z', tone: 'ztunnel' },
  waypoint: { letter: 'W', tone: 'waypoint' },
  gateway: { letter: 'G', tone: 'gateway' },
  sidecar: { letter: 'S', tone: 'sidecar' },
  'kube-proxy': { letter: 'K', tone: 'kube' },
  network: { letter: 'N', tone: 'kube' },
  external: { letter: 'E', tone: 'external' },
};

export function proxyMark(at: ProxyRef): ProxyMark {
  return marks[at.kind];
}
