import type { KubernetesReasons } from '#model/reasons/kubernetes.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const resolver: Readonly<Record<KubernetesReasons['kubernetes/resolved']['by'], string>> = {
  'dns-proxy': 'The DNS proxy of its ztunnel',
  'cluster-dns': 'The DNS of the cluster',
  'public-dns': 'The public DNS',
};

export const kubernetesReasons: Sentences<KubernetesReasons> = {
  'kubernetes/app-sends': (p) => `The application in ${p.pod} sends a request to ${p.url}.`,
  'kubernetes/outside-sends': (p) => `Somebody beyond the cluster sends a request to ${p.url}.`,
  'kubernetes/resolved': (p) => `${resolver[p.by]} answers that ${p.name} is ${p.address}.`,
  'kubernetes/no-such-name': (p) => `No resolver the caller asks knows the name ${p.name}.`,
  'kubernetes/dns-blocked': (p) =>
    `Nobody answers ${p.pod} who ${p.name} is: NetworkPolicy ${p.policies.join(', ')} isolates the pod, and nothing lets it out to port 53 of the cluster's DNS. ztunnel asks from the same network.`,
  'kubernetes/no-address': (p) => `The name ${p.name} exists, but there is no address behind it at the moment.`,
  'kubernetes/stays-in-pod': (p) =>
    `${p.address} is ${p.pod} itself. The connection stays on its loopback, where no proxy sees it.`,
  'kubernetes/leaves-plain': (p) =>
    `${p.pod} is not captured. Its connection leaves for ${p.address} as it is, in plaintext.`,
  'kubernetes/half-captured': (p) =>
    `The traffic of ${p.pod} is redirected, but no ztunnel listens in it yet (redirection: pending). The connection is refused.`,
  'kubernetes/service-address-translated': (p) =>
    `${p.address} belongs to Service ${p.service}. kube-proxy sends the connection to ${p.endpoint}, ${p.candidates === 1 ? 'its only endpoint' : `one of ${p.candidates} endpoints`}.`,
  'kubernetes/terminating-endpoint': (p) =>
    `Service ${p.service} has no ready endpoint left, so kube-proxy falls back to one that still serves while it ends.`,
  'kubernetes/no-ready-endpoint': (p) =>
    `Service ${p.service} has no ready endpoint for ${p.address}. kube-proxy refuses the connection.`,
  'kubernetes/no-local-endpoint': (p) =>
    `Service ${p.service} only takes traffic to endpoints of the same node, and ${p.node} has none. The connection is refused.`,
  'kubernetes/no-such-service-port': (p) =>
    `Service ${p.service} declares no port ${p.port}. kube-proxy has no rule for it, and nobody owns the address.`,
  'kubernetes/app-answers': (p) => `The application in ${p.pod} answers on port ${p.port} with status ${p.status}.`,
  'kubernetes/app-echoes': (p) => `The application in ${p.pod} sends back the bytes it got on port ${p.port}.`,
  'kubernetes/nothing-listens': (p) => `Nothing listens on port ${p.port} of ${p.pod}.`,
  'kubernetes/app-resets': (p) =>
    `The application in ${p.pod} resets the connection on port ${p.port}, as the request told it to.`,
  'kubernetes/app-no-tls': (p) =>
    `The application in ${p.pod} does not speak TLS on port ${p.port}. The handshake fails.`,
  'kubernetes/unreachable-from-outside': (p) =>
    `${p.address} is an address inside the cluster. From outside there is no way to it.`,
  'kubernetes/outside-scenario': (p) => `${p.address} is outside the scenario. What it answers is not known.`,
  'kubernetes/outside-endpoint-answers': (p) =>
    `${p.address} is stated as an endpoint and lies outside the cluster. It is taken to answer, and sees no identity.`,
  'kubernetes/outside-endpoint-refuses': (p) =>
    `${p.address} is an endpoint outside the mesh. Nobody there takes a connection of this kind.`,
  'kubernetes/host-port-translated': (p) =>
    `${p.address} is a host port of ${p.pod}. The node sends the connection to ${p.endpoint}.`,
  'kubernetes/host-probe-exempt': (p) =>
    `The caller runs in the network of node ${p.node}, where ${p.pod} runs too. Like the probes of the kubelet it reaches the pod around ztunnel.`,
  'kubernetes/network-policy-allows': (p) =>
    p.direction === 'ingress'
      ? `The network in front of ${p.pod} sees a connection from ${p.peer} to port ${p.port}. ${p.policies.join(', ')} lets it in.`
      : `The network of ${p.pod} sees a connection to port ${p.port} of ${p.peer}. ${p.policies.join(', ')} lets it out.`,
  'kubernetes/network-policy-drops': (p) =>
    p.direction === 'ingress'
      ? `The network in front of ${p.pod} sees a connection from ${p.peer} to port ${p.port}. No NetworkPolicy that isolates the pod allows it (${p.policies.join(', ')}), so its packets are dropped.`
      : `The network of ${p.pod} sees a connection to port ${p.port} of ${p.peer}. No NetworkPolicy that isolates the pod allows it (${p.policies.join(', ')}), so its packets are dropped.`,
  'kubernetes/network-policy-no-match': (p) => `No rule of ${p.policy} allows this peer on port ${p.port}.`,
};
