import type { GatewaySummary, ServiceSummary, WorkloadSummary } from '#model/meshSummary.ts';
import type { ShellTexts } from '#ui/i18n/en/shell.ts';
import type { GatewayData, PolicyMark } from './canvasNode.ts';

type Texts = ShellTexts['canvas'];

/** The second line of a pod: how it takes part, and as whom. */
export function workloadWords(workload: WorkloadSummary, isServer: boolean, texts: Texts): string {
  const { participation, serviceAccount, ready, hostNetwork } = workload;
  if (!ready) return texts.podNotReady(serviceAccount);
  if (hostNetwork) return `${texts.podOutside} · ${texts.hostNetwork}`;
  switch (participation) {
    case 'outside':
      return texts.podOutside;
    case 'pending':
      return texts.podPending(serviceAccount);
    case 'sidecar':
      return texts.podSidecar(serviceAccount);
    case 'captured':
    case 'waypoint':
    case 'gateway':
      return isServer ? texts.podReady(serviceAccount) : texts.pod(serviceAccount);
  }
}

/** The letter on the border of a pod that somebody takes the traffic of. */
export function proxyMarkOf({ participation }: WorkloadSummary): 'ztunnel' | 'sidecar' | 'pending' | undefined {
  switch (participation) {
    case 'captured':
      return 'ztunnel';
    case 'pending':
    case 'sidecar':
      return participation;
    case 'waypoint':
    case 'gateway':
    case 'outside':
      return undefined;
  }
}

export function addressOf(service: ServiceSummary, headless: string, none: string): string {
  const [port, ...others] = service.ports;
  const address = service.headless ? headless : (service.addresses[0] ?? none);
  if (port === undefined) return address;
  const more = others.length === 0 ? '' : ` +${String(others.length)}`;
  return `${address}:${String(port.port)} ${port.name ?? port.protocol.toLowerCase()}${more}`;
}

/** What a gateway is for. */
export function gatewayWords(gateway: GatewaySummary, texts: Texts): string {
  if (!gateway.programmed) return texts.notProgrammed;
  switch (gateway.role) {
    case 'waypoint':
      return gateway.waypointFor === 'none' ? texts.waypointForNothing : texts.waypointFor(gateway.waypointFor);
    case 'ingress':
      return [texts.ingress, ...gateway.addresses.slice(0, 1)].join(' · ');
    case 'other':
      return texts.gateway;
  }
}

/** How much is attached to a gateway; nothing where nothing is. */
export function attachedWords({ policyCount, routeCount }: GatewayData, texts: Texts): string | undefined {
  const words = [
    ...(policyCount === 0 ? [] : [texts.policies(policyCount)]),
    ...(routeCount === 0 ? [] : [texts.routes(routeCount)]),
  ];
  return words.length === 0 ? undefined : words.join(' · ');
}

/** The chip for the policies of a node: one by its name, several by their number. */
export function policyWords(
  policies: readonly PolicyMark[],
  texts: Texts,
): { readonly words: string; readonly tone: 'idle' | 'deny' | 'neutral' } | undefined {
  const [first] = policies;
  if (first === undefined) return undefined;
  const denies = policies.some(({ action }) => action === 'DENY');
  const idle = policies.every(({ enforcedBy }) => enforcedBy === 'nobody');
  return {
    words: policies.length === 1 ? `${actionWords(first)} ${first.ref.name}` : texts.policies(policies.length),
    tone: idle ? 'idle' : denies ? 'deny' : 'neutral',
  };
}

/** What kind of rule it is: the action of an authorization policy, else what it is about. */
function actionWords({ ref, action }: PolicyMark): string {
  switch (ref.kind) {
    case 'PeerAuthentication':
      return action === ref.kind ? 'mTLS' : action;
    case 'RequestAuthentication':
      return 'JWT';
    case 'NetworkPolicy':
      return 'L3/L4';
    default:
      return action;
  }
}

/** A waypoint of the same namespace goes by its name alone. */
export function shortName(requested: string, namespace: string): string {
  return requested.startsWith(`${namespace}/`) ? requested.slice(namespace.length + 1) : requested;
}
