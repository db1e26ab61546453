import type { NetworkPolicy, Pod } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { Considered, ProxyRef } from '#model/trace.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { selectorMatches } from '../controlplane/labelSelector.ts';
import type { Connection, Outcome } from '../dataplane/connection.ts';
import { nameOf } from '../dataplane/podRef.ts';
import type { Walk } from '../dataplane/walk.ts';
import { parseIp, parseRange, rangeContains } from '../mesh/ipRange.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';

/** What Kubernetes promises of a NetworkPolicy; each network plugin keeps it in its own way. */
const source = 'kubernetes staging/src/k8s.io/api/networking/v1/types.go NetworkPolicySpec';

export type Direction = 'ingress' | 'egress';
type Spec = NetworkPolicy['spec'];
export type Rule = NonNullable<Spec['ingress']>[number] | NonNullable<Spec['egress']>[number];
export type Peer = NonNullable<NonNullable<Spec['ingress']>[number]['from']>[number];
type Port = NonNullable<Rule['ports']>[number];

/** The far end of a connection: an address, and the pod behind it where there is one. */
interface FarEnd {
  readonly ip: string;
  readonly workload: Workload | undefined;
}

/**
 * The networks of both nodes look at a connection between two pods: first the caller's for egress, then the
 * destination's for ingress. They see addresses and ports alone: whatever ztunnel carries in a tunnel goes to port
 * 15008. Returns how it ended where a network drops it, without a word to anybody.
 */
export function passNetwork(walk: Walk, connection: Connection, target: Workload | undefined): Outcome | undefined {
  const { mesh } = walk;
  if (mesh.resources.all('NetworkPolicy').length === 0) return undefined;
  const sender = connection.sourceUid === undefined ? undefined : mesh.workloads.byUid(connection.sourceUid);
  if (sender !== undefined && sender.uid === target?.uid) return undefined;
  if (sender !== undefined) {
    const far = { ip: connection.to.ip, workload: target };
    const dropped = check(walk, connection, sender, far, 'egress');
    if (dropped !== undefined) return dropped;
  }
  // What runs on the pod's own node may always reach it: the kubelet has to.
  const isOnNode = sender?.hostNetwork === true && sender.node !== '' && sender.node === target?.node;
  if (target === undefined || isOnNode) return undefined;
  return check(walk, connection, target, { ip: connection.source.ip, workload: sender }, 'ingress');
}

function check(
  walk: Walk,
  { to: { port } }: Connection,
  workload: Workload,
  far: FarEnd,
  direction: Direction,
): Outcome | undefined {
  const { mesh } = walk;
  const policies = mesh.resources.all('NetworkPolicy').filter((policy) => isolates(policy, workload, direction));
  if (policies.length === 0) return undefined;
  const portOwner = direction === 'ingress' ? workload : far.workload;
  const matched = policies.flatMap((policy) => {
    const at = rulesOf(policy, direction).findIndex((rule) => allows(mesh, policy, rule, far, port, portOwner));
    return at === -1 ? [] : [{ policy, because: { resource: refOf(policy), path: ['spec', direction, at] } }];
  });
  const at: ProxyRef = { kind: 'network', node: workload.node, pod: workload.source };
  const turn = walk.turn(at, 'network');
  const peer = far.workload === undefined ? far.ip : nameOf(far.workload);
  const params = { direction, pod: nameOf(workload), peer, port };
  if (matched.length > 0) {
    const names = matched.map(({ policy }) => named(policy));
    const because = matched.map((match) => match.because);
    turn.decide({
      reason: reason('kubernetes/network-policy-allows', { ...params, policies: names }),
      because,
      source,
    });
    return undefined;
  }
  const because: readonly FieldRef[] = policies.map((policy) => ({
    resource: refOf(policy),
    path: ['spec', direction],
  }));
  const considered = policies.map(
    (policy): Considered => ({
      resource: refOf(policy),
      outcome: 'no-match',
      reason: reason('kubernetes/network-policy-no-match', { policy: named(policy), port }),
    }),
  );
  const why = reason('kubernetes/network-policy-drops', { ...params, policies: policies.map(named) });
  turn.decide({ reason: why, because, considered, source });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because });
  return { kind: 'timeout' };
}

function named(policy: NetworkPolicy): string {
  return `${namespaceOf(policy)}/${policy.metadata.name}`;
}

/** Whether a policy isolates a pod in one direction: from then on only what some such policy allows passes. */
export function isolates(policy: NetworkPolicy, workload: Workload, direction: Direction): boolean {
  return (
    namespaceOf(policy) === workload.namespace &&
    // Pods in the network of their node are not isolated, as most plugins have it.
    !workload.hostNetwork &&
    workload.source.kind === 'Pod' &&
    typesOf(policy).includes(direction === 'ingress' ? 'Ingress' : 'Egress') &&
    selectorMatches(policy.spec.podSelector, podLabels(workload))
  );
}

/** Ingress always, unless types are stated; Egress where there are egress rules. */
function typesOf({ spec }: NetworkPolicy): readonly string[] {
  const types = spec.policyTypes ?? [];
  // The API server fills an empty list in as well.
  const stated = types.length > 0 ? types : ['Ingress', ...((spec.egress ?? []).length === 0 ? [] : ['Egress'])];
  return stated;
}

export function rulesOf({ spec }: NetworkPolicy, direction: Direction): readonly Rule[] {
  return spec[direction] ?? [];
}

/** Those at the far end that a rule is about; none means everybody. */
export function peersOf(rule: Rule): readonly Peer[] {
  return ('from' in rule ? rule.from : 'to' in rule ? rule.to : undefined) ?? [];
}

function allows(
  mesh: Mesh,
  policy: NetworkPolicy,
  rule: Rule,
  far: FarEnd,
  port: number,
  portOwner: Workload | undefined,
): boolean {
  const peers = peersOf(rule);
  return (
    (peers.length === 0 || peers.some((peer) => isPeer(mesh, policy, peer, far))) &&
    opensPort(rule, port, portOwner?.pod)
  );
}

/** Whether a rule opens a port for those it names. A rule without ports opens all. */
export function opensPort(rule: Rule, port: number, pod: Pod | undefined, protocol: 'TCP' | 'UDP' = 'TCP'): boolean {
  const ports = (rule.ports ?? []).filter((each) => each.protocol === protocol);
  return (rule.ports ?? []).length === 0 || ports.some((each) => isPort(each, port, pod));
}

function isPort({ port, endPort }: Port, wanted: number, pod: Pod | undefined): boolean {
  if (port === undefined) return true;
  if (typeof port === 'number') return endPort === undefined ? port === wanted : port <= wanted && wanted <= endPort;
  const containers = pod?.spec.containers ?? [];
  return containers.some(({ ports = [] }) =>
    ports.some(({ name, containerPort }) => name === port && containerPort === wanted),
  );
}

function isPeer(mesh: Mesh, policy: NetworkPolicy, peer: Peer, { ip, workload }: FarEnd): boolean {
  if (peer.ipBlock !== undefined) return inBlock(peer.ipBlock, ip);
  // Selectors speak of pods: an address that belongs to none fits none of them.
  if (workload?.source.kind !== 'Pod' || workload.hostNetwork) return false;
  if (peer.podSelector !== undefined && !selectorMatches(peer.podSelector, podLabels(workload))) return false;
  if (peer.namespaceSelector === undefined) return workload.namespace === namespaceOf(policy);
  return selectorMatches(peer.namespaceSelector, namespaceLabels(mesh, workload.namespace));
}

function inBlock({ cidr, except = [] }: NonNullable<Peer['ipBlock']>, address: string): boolean {
  const ip = parseIp(address);
  const within = (text: string): boolean => {
    const range = parseRange(text);
    return ip !== undefined && range !== undefined && rangeContains(range, ip);
  };
  return within(cidr) && !except.some(within);
}

function podLabels({ pod, labels }: Workload): Readonly<Record<string, string>> {
  return pod?.metadata.labels ?? labels;
}

/** With the label that the API server gives to every namespace. */
export function namespaceLabels({ resources }: Mesh, name: string): Readonly<Record<string, string>> {
  return {
    ...resources.get('Namespace', undefined, name)?.metadata.labels,
    'kubernetes.io/metadata.name': name,
  };
}
