/**
 * A mesh of `pods` pods as manifests: ten pods to a service, ten services to a namespace, every namespace ambient with a
 * waypoint of its own, an HTTPRoute with ten rules and an AuthorizationPolicy for every tenth service. Deterministic.
 */
export function meshOfPods(pods: number): string {
  const services = Math.ceil(pods / 10);
  const namespaces = Math.ceil(services / 10);
  const documents: string[] = [];
  for (let ns = 0; ns < namespaces; ns += 1) documents.push(namespace(ns), waypoint(ns));
  for (let service = 0; service < services; service += 1) {
    const ns = `ns-${String(Math.floor(service / 10))}`;
    documents.push(serviceOf(ns, service));
    for (let pod = 0; pod < 10 && service * 10 + pod < pods; pod += 1) documents.push(podOf(ns, service, pod));
    if (service % 10 === 0) documents.push(routeOf(ns, service), policyOf(ns, service));
  }
  return documents.join('---\n');
}

function namespace(index: number): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ns-${String(index)}
  labels:
    istio.io/dataplane-mode: ambient
    istio.io/use-waypoint: waypoint
`;
}

function waypoint(index: number): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: ns-${String(index)}
spec:
  gatewayClassName: istio-waypoint
  listeners:
  - name: mesh
    port: 15008
    protocol: HBONE
`;
}

function serviceOf(ns: string, index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: svc-${String(index)}
  namespace: ${ns}
spec:
  selector:
    app: svc-${String(index)}
  ports:
  - name: http
    port: 80
    targetPort: 8080
`;
}

function podOf(ns: string, service: number, index: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: svc-${String(service)}-${String(index)}
  namespace: ${ns}
  labels:
    app: svc-${String(service)}
spec:
  serviceAccountName: sa-${String(service)}
  containers:
  - name: app
    image: echo
    ports:
    - containerPort: 8080
`;
}

function routeOf(ns: string, service: number): string {
  const rule = (index: number): string => `  - matches:
    - path:
        type: PathPrefix
        value: /r${String(index)}
    backendRefs:
    - name: svc-${String(service)}
      port: 80
`;
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: svc-${String(service)}
  namespace: ${ns}
spec:
  parentRefs:
  - group: ""
    kind: Service
    name: svc-${String(service)}
    port: 80
  rules:
${Array.from({ length: 10 }, (_, index) => rule(index)).join('')}`;
}

function policyOf(ns: string, service: number): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: allow-${String(service)}
  namespace: ${ns}
spec:
  targetRefs:
  - group: ""
    kind: Service
    name: svc-${String(service)}
  action: ALLOW
  rules:
  - from:
    - source:
        namespaces: [${ns}]
    to:
    - operation:
        methods: [GET]
`;
}
