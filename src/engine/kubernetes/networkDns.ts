import type { NetworkPolicy } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { selectorMatches } from '../controlplane/labelSelector.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { isolates, namespaceLabels, opensPort, peersOf, rulesOf, type Peer, type Rule } from './networkPolicy.ts';

/** What the network does to a pod's questions to the DNS of the cluster. */
export interface DnsPassage {
  /** Policies that isolate the pod and let no question out; absent where one may pass. */
  readonly blockedBy?: { readonly policies: readonly string[]; readonly because: readonly FieldRef[] };
  /** A rule names peers, and where the DNS servers are is taken for granted. */
  readonly supposed: boolean;
}

const dnsPort = 53;
/** Where clusters usually keep their DNS servers, and by which label. */
const dnsNamespace = 'kube-system';
const dnsLabels = { 'k8s-app': 'kube-dns' };

/**
 * Whether questions of a pod to the cluster's DNS get out. ztunnel's DNS proxy asks from the pod's own network, so they
 * are the pod's for any policy. Mirrors ztunnel `proxyfactory.rs new_proxies_from_factory`, which gives the forwarder
 * the pod's sockets.
 */
export function dnsPassage(mesh: Mesh, workload: Workload): DnsPassage {
  const policies = mesh.resources.all('NetworkPolicy').filter((policy) => isolates(policy, workload, 'egress'));
  if (policies.length === 0) return { supposed: false };
  const open = policies.flatMap((policy) =>
    rulesOf(policy, 'egress')
      .filter((rule) => opensPort(rule, dnsPort, undefined, 'UDP') || opensPort(rule, dnsPort, undefined, 'TCP'))
      .map((rule) => ({ policy, rule })),
  );
  if (open.some(({ rule }) => peersOf(rule).length === 0)) return { supposed: false };
  const supposed = open.length > 0;
  if (open.some(({ policy, rule }) => reachesDns(mesh, policy, rule))) return { supposed };
  return {
    supposed,
    blockedBy: {
      policies: policies.map((policy) => `${namespaceOf(policy)}/${policy.metadata.name}`),
      because: policies.map((policy) => ({ resource: refOf(policy), path: ['spec', 'egress'] })),
    },
  };
}

function reachesDns(mesh: Mesh, policy: NetworkPolicy, rule: Rule): boolean {
  return peersOf(rule).some((peer) => mayBeDns(mesh, policy, peer));
}

/** A block of addresses may always hold the servers. */
function mayBeDns(mesh: Mesh, policy: NetworkPolicy, { ipBlock, namespaceSelector, podSelector }: Peer): boolean {
  if (ipBlock !== undefined) return true;
  if (podSelector !== undefined && !selectorMatches(podSelector, dnsLabels)) return false;
  if (namespaceSelector === undefined) return namespaceOf(policy) === dnsNamespace;
  return selectorMatches(namespaceSelector, namespaceLabels(mesh, dnsNamespace));
}
