/** The shapes of small scenarios that an empty canvas offers. */
export type ShapeName = 'pair' | 'waypoint' | 'ingress' | 'mixed';

const namespace = (name: string, labels = 'istio.io/dataplane-mode: ambient'): string => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}${labels === '' ? '' : `\n  labels:\n    ${labels}`}`;

const caller = (space: string, name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${space}
  labels:
    app: ${name}
spec:
  serviceAccountName: ${name}
  containers:
    - name: app
      image: example.com/${name}:1`;

const service = (labels = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: echo
  namespace: shop
spec:
  selector:
    matchLabels:
      app: echo
  template:
    metadata:
      labels:
        app: echo
    spec:
      serviceAccountName: echo
      containers:
        - name: app
          image: example.com/echo:1
          ports:
            - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: echo
  namespace: shop${labels}
spec:
  selector:
    app: echo
  ports:
    - name: http
      port: 80
      targetPort: 8080`;

const waypoint = `apiVersion: gateway.networking.k8s.io/v1
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
      protocol: HBONE`;

const ingress = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: entry
  namespace: ingress
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      allowedRoutes:
        namespaces:
          from: All
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: echo
  namespace: shop
spec:
  parentRefs:
    - name: entry
      namespace: ingress
  rules:
    - backendRefs:
        - name: echo
          port: 80`;

const shapes: Readonly<Record<ShapeName, readonly string[]>> = {
  pair: [namespace('clients'), caller('clients', 'curl'), namespace('shop'), service()],
  waypoint: [
    namespace('clients'),
    caller('clients', 'curl'),
    namespace('shop'),
    service('\n  labels:\n    istio.io/use-waypoint: waypoint'),
    waypoint,
  ],
  ingress: [namespace('ingress'), ingress, namespace('shop'), service()],
  mixed: [
    namespace('clients'),
    caller('clients', 'curl'),
    namespace('legacy', ''),
    caller('legacy', 'cron'),
    namespace('shop'),
    service(),
  ],
};

export function shapeText(name: ShapeName): string {
  return `${shapes[name].join('\n---\n')}\n`;
}
