/** Reasons about what the cluster does without a mesh: applications, DNS, kube-proxy. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface KubernetesReasons {}
