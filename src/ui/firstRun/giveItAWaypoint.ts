const selector = `  selector:
    matchLabels:
      app: orders
`;
const targetRefs = `  targetRefs:
    - kind: Service
      group: ''
      name: orders
`;
const ambientLabel = `    istio.io/dataplane-mode: ambient
`;
const waypointLabel = `    istio.io/use-waypoint: waypoint
`;
const servedWithout = `        verdict: delivered
        status: 200
        backend: shop/orders
        via: []
        podSees: cluster.local/ns/shop/sa/intern
`;
const refused = `        verdict: denied
        status: 403
        deniedBy: shop/no-delete
`;
const waypoint = `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: shop
  labels:
    istio.io/waypoint-for: service
spec:
  gatewayClassName: istio-waypoint
  listeners:
    - name: mesh
      port: 15008
      protocol: HBONE
`;

/** The lines of the change that are worth reading. */
export const waypointDiff = {
  removed: 'selector: { matchLabels: { app: orders } }',
  added: ['targetRefs: [{ kind: Service, name: orders }]', 'istio.io/use-waypoint: waypoint'],
} as const;

/**
 * The first run's scenario with a guard that can read HTTP: a waypoint, used by the namespace, and the policy attached
 * to the Service instead of the pod. Nothing when the text is no longer the one of the first run.
 */
export function giveItAWaypoint(text: string): string | undefined {
  if (!text.includes(selector) || !text.includes(ambientLabel)) return undefined;
  const changed = text
    .replace(selector, targetRefs)
    .replace(ambientLabel, ambientLabel + waypointLabel)
    .replace(servedWithout, refused)
    .replace('via: []', 'via: [shop/waypoint]');
  const scenario = changed.indexOf('---\napiVersion: ambient.playground/');
  return scenario < 0 ? changed + waypoint : changed.slice(0, scenario) + waypoint + changed.slice(scenario);
}
