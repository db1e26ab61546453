import type { TrafficPolicy as Stated } from '#model/kubernetes/kinds.ts';

/** What holds for connections to one port, of one subset where one is named. */
export interface TrafficPolicy extends Pick<Stated, 'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'> {
  readonly tlsMode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly sni?: string;
}

type Settings = Pick<Stated, 'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'>;

const fields = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

/**
 * The policy of a port: settings of the port replace those of the host altogether, and a subset's replace both field by
 * field, or altogether where it has settings for the port. Mirrors istiod `MergeSubsetTrafficPolicy`.
 */
export function trafficPolicyOf(base: Stated | undefined, subset: Stated | undefined, port: number): TrafficPolicy {
  const own = settingsOf(base, port);
  const narrower = settingsOf(subset, port);
  const settings = narrower.ofPort ? narrower.settings : { ...own.settings, ...narrower.settings };
  const { mode, sni } = settings.tls ?? {};
  return { ...settings, ...(mode === undefined ? {} : { tlsMode: mode }), ...(sni === undefined ? {} : { sni }) };
}

function settingsOf(
  policy: Stated | undefined,
  port: number,
): { readonly settings: Settings; readonly ofPort: boolean } {
  const ofPort = policy?.portLevelSettings?.find((each) => each.port?.number === port);
  const source: Settings = ofPort ?? policy ?? {};
  const stated = fields.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]] as const]));
  return { settings: Object.fromEntries(stated), ofPort: ofPort !== undefined };
}
