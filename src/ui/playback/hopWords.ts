import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Hop, Trace } from '#model/trace.ts';
import type { ShellTexts } from '#ui/i18n/en/shell.ts';

type Texts = ShellTexts['player'];

export type HopTone = 'app' | 'hbone' | 'l7' | 'mtls' | 'plain' | 'outside' | 'deny';

/** Who takes a turn, in two words. */
export function hopName({ at }: Hop, texts: Texts): string {
  switch (at.kind) {
    case 'app':
      return at.pod.name;
    case 'ztunnel':
      return texts.ztunnel(at.node);
    case 'kube-proxy':
      return texts.kubeProxy(at.node);
    case 'network':
      return texts.networkOf(at.pod.name);
    case 'waypoint':
    case 'gateway':
      return at.gateway.name;
    case 'sidecar':
      return texts.sidecar(at.pod.name);
    case 'external':
      return at.name ?? at.address;
  }
}

/** What it does, in a few words. The trace panel has the sentences. */
export function hopSummary(trace: Trace, index: number, texts: Texts): string {
  const hop = trace.hops[index];
  if (hop === undefined) return '';
  if (hop.outcome === 'refused') return texts.refuses;
  if (hop.outcome === 'failed') return texts.fails;
  const next = trace.hops.slice(index + 1).find(({ at }) => at.kind !== hop.at.kind || hop.leg !== undefined);
  switch (hop.phase) {
    case 'app':
      return index === 0 ? texts.appOpens : answerWords(trace, texts);
    case 'outbound':
      if (next?.at.kind === 'waypoint') return texts.toWaypoint;
      return podOf(next) === undefined ? texts.outbound : texts.toPod(podOf(next)?.name ?? '');
    case 'kube-proxy':
      return texts.kubeProxyDoes;
    case 'network':
      return texts.networkDoes;
    case 'waypoint':
      return podOf(next) === undefined ? texts.waypoint : texts.waypointTo(podOf(next)?.name ?? '');
    case 'gateway':
      return texts.gateway;
    case 'sidecar-outbound':
      return texts.sidecarOut;
    case 'sidecar-inbound':
      return texts.sidecarIn;
    case 'inbound':
      return texts.inbound;
    case 'inbound-passthrough':
      return texts.passthrough;
    case 'external':
      return texts.external;
  }
}

function podOf(hop: Hop | undefined): ResourceRef | undefined {
  return hop !== undefined && 'pod' in hop.at && hop.at.kind !== 'waypoint' ? hop.at.pod : undefined;
}

function answerWords({ verdict }: Trace, texts: Texts): string {
  return verdict.status === null ? texts.appReceives : texts.appAnswers(statusWords(verdict.status));
}

const phrases: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [201, 'Created'],
  [204, 'No Content'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
]);

function statusWords(status: number): string {
  return [String(status), phrases.get(status)].filter(Boolean).join(' ');
}

/** The colour of a hop, by what takes the turn. */
export function hopTone({ at, outcome, phase }: Hop): HopTone {
  if (outcome === 'refused' || outcome === 'failed') return 'deny';
  switch (at.kind) {
    case 'app':
      return 'app';
    case 'ztunnel':
      return phase === 'inbound-passthrough' ? 'plain' : 'hbone';
    case 'waypoint':
      return 'l7';
    case 'gateway':
    case 'sidecar':
      return 'mtls';
    case 'kube-proxy':
    case 'network':
      return 'plain';
    case 'external':
      return 'outside';
  }
}
