/** Reasons about what the cluster does without a mesh: applications, DNS, kube-proxy. */
export interface KubernetesReasons {
  'kubernetes/app-sends': { readonly pod: string; readonly url: string };
  'kubernetes/outside-sends': { readonly url: string };
  'kubernetes/resolved': {
    readonly name: string;
    readonly address: string;
    readonly by: 'dns-proxy' | 'cluster-dns' | 'public-dns';
  };
  'kubernetes/no-such-name': { readonly name: string };
  /** No policy that isolates the pod lets its questions out to the DNS of the cluster. */
  'kubernetes/dns-blocked': { readonly name: string; readonly pod: string; readonly policies: readonly string[] };
  'kubernetes/no-address': { readonly name: string };
  /** To itself, over loopback: no proxy sees it. */
  'kubernetes/stays-in-pod': { readonly pod: string; readonly address: string };
  /** The caller is not captured: nothing of the mesh sees the connection leave. */
  'kubernetes/leaves-plain': { readonly pod: string; readonly address: string };
  'kubernetes/half-captured': { readonly pod: string };
  'kubernetes/service-address-translated': {
    readonly service: string;
    readonly address: string;
    readonly endpoint: string;
    readonly candidates: number;
  };
  'kubernetes/terminating-endpoint': { readonly service: string };
  'kubernetes/no-ready-endpoint': { readonly service: string; readonly address: string };
  'kubernetes/no-local-endpoint': { readonly service: string; readonly node: string };
  'kubernetes/no-such-service-port': { readonly service: string; readonly port: number };
  'kubernetes/app-answers': { readonly pod: string; readonly port: number; readonly status: number };
  'kubernetes/app-echoes': { readonly pod: string; readonly port: number };
  'kubernetes/nothing-listens': { readonly pod: string; readonly port: number };
  /** Told to by `x-app-fail-status: tcp-reset`. */
  'kubernetes/app-resets': { readonly pod: string; readonly port: number };
  'kubernetes/app-no-tls': { readonly pod: string; readonly port: number };
  'kubernetes/unreachable-from-outside': { readonly address: string };
  /** What an address outside the scenario answers is not known. */
  'kubernetes/outside-scenario': { readonly address: string };
  'kubernetes/outside-endpoint-answers': { readonly address: string };
  'kubernetes/outside-endpoint-refuses': { readonly address: string };
  'kubernetes/host-port-translated': { readonly address: string; readonly pod: string; readonly endpoint: string };
  /** `ports` as the network sees it: 15008 for whatever travels in a tunnel. */
  'kubernetes/network-policy-allows': {
    readonly direction: 'ingress' | 'egress';
    readonly pod: string;
    readonly peer: string;
    readonly port: number;
    readonly policies: readonly string[];
  };
  'kubernetes/network-policy-drops': {
    readonly direction: 'ingress' | 'egress';
    readonly pod: string;
    readonly peer: string;
    readonly port: number;
    readonly policies: readonly string[];
  };
  'kubernetes/network-policy-no-match': { readonly policy: string; readonly port: number };
  'kubernetes/host-probe-exempt': { readonly node: string; readonly pod: string };
}
