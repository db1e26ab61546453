import type { AuthorizationPolicy, PeerAuthentication } from '#model/kubernetes/kinds.ts';
import { convertAuthorizationPolicy } from '#engine/controlplane/authorization.ts';
import { convertPeerAuthentication } from '#engine/controlplane/convertedPeerAuthentication.ts';
import { resolveSettings } from '#engine/controlplane/settings.ts';
import { ztunnelPolicyMessage } from '#engine/controlplane/status/ztunnelPolicyStatus.ts';
import type { Authorization } from '#engine/mesh/mesh.ts';
import { failed, passed, type ConformanceRow } from './row.ts';
import { authorizationOf, comparablePolicy, type PolicyVector } from './ztunnelPolicy.ts';

type Policy = AuthorizationPolicy | PeerAuthentication;

const settings = resolveSettings({});

interface ConversionFile {
  readonly cases: readonly {
    readonly name: string;
    readonly input: readonly Policy[];
    readonly expect: PolicyVector | null;
  }[];
}

/** Policies of Istio → what ztunnel gets, against istiod's golden files. */
export function runPolicyConversion(_file: string, content: unknown): readonly ConformanceRow[] {
  return (content as ConversionFile).cases.map(({ name, input, expect }) => {
    const ours = textOf(converted(input));
    const golden = textOf(expect === null ? undefined : inNamespace(authorizationOf(expect), input));
    return ours === golden ? passed(name) : failed(name, `${ours}, golden ${golden}`);
  });
}

/** Where the golden policy has no namespace, neither has its source, and the engine puts it into `default`. */
function inNamespace(authorization: Authorization, input: readonly Policy[]): Authorization {
  const stated = input.some(({ metadata }) => metadata.namespace !== undefined);
  return stated ? authorization : { ...authorization, namespace: 'default' };
}

function textOf(authorization: Authorization | undefined): string {
  return authorization === undefined ? 'nothing' : comparablePolicy(authorization);
}

/** Of several PeerAuthentications, the workload's within the namespace's and the mesh's. */
function converted(input: readonly Policy[]): Authorization | undefined {
  const [first] = input;
  if (first?.kind === 'AuthorizationPolicy') {
    const conversion = convertAuthorizationPolicy({ ...first, spec: { ...first.spec } }, settings);
    return conversion.kind === 'sent' ? conversion.authorization : undefined;
  }
  const peers = input.filter((policy) => policy.kind === 'PeerAuthentication');
  const root = peers.find(({ metadata }) => metadata.namespace === settings.rootNamespace);
  const others = peers.filter((policy) => policy !== root);
  const workload = peers.length === 1 ? peers[0] : others.find(({ spec }) => spec.selector !== undefined);
  if (workload === undefined) return undefined;
  const namespace = others.find(({ spec }) => spec.selector === undefined && peers.length > 1);
  return convertPeerAuthentication(
    workload,
    { ...(namespace === undefined ? {} : { namespace }), ...(root === undefined ? {} : { root }) },
    settings,
  );
}

interface StatusFile {
  readonly cases: readonly {
    readonly name: string;
    readonly object: AuthorizationPolicy;
    readonly expect: { readonly statusMessage: { readonly reason: string; readonly message: string } | null };
  }[];
}

/** What istiod objects to in a policy for ztunnel, in its words. */
export function runPolicyStatus(_file: string, content: unknown): readonly ConformanceRow[] {
  return (content as StatusFile).cases.map(({ name, object, expect }) => {
    const ours = ztunnelPolicyMessage(object, settings)?.message ?? null;
    const measured = expect.statusMessage?.message ?? null;
    return ours === measured ? passed(name) : failed(name, `${ours ?? 'nothing'}, upstream ${measured ?? 'nothing'}`);
  });
}
