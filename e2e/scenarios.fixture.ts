/** Two ambient namespaces, a service of two versions, a waypoint, a route and a policy: what people paste. */
export const shop = `apiVersion: v1
kind: Namespace
metadata:
  name: clients
  labels:
    istio.io/dataplane-mode: ambient
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio.io/dataplane-mode: ambient # captured
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: curl
  namespace: clients
spec:
  selector: { matchLabels: { app: curl } }
  template:
    metadata: { labels: { app: curl } }
    spec:
      serviceAccountName: curl
      containers: [{ name: curl, image: curl }]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: pay
  namespace: shop
spec:
  selector: { matchLabels: { app: pay } }
  template:
    metadata: { labels: { app: pay } }
    spec:
      serviceAccountName: pay
      containers: [{ name: pay, image: echo, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata:
  name: pay
  namespace: shop
spec:
  selector: { app: pay }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: shop
spec:
  gatewayClassName: istio-waypoint
  listeners: [{ name: mesh, port: 15008, protocol: HBONE }]
`;

/** A document that does not parse between two that do. */
export const brokenBetween = `apiVersion: v1
kind: Namespace
metadata:
  name: before
---
apiVersion: v1
kind: Service
metadata: [
---
apiVersion: v1
kind: Namespace
metadata:
  name: after
`;
