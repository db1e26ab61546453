/** Manifests as people write and tools print them: every style of YAML that an edit has to leave as it is. */
export const corpus: readonly (readonly [style: string, manifest: string])[] = [
  ['minimal', 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n'],
  ['no line end', 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop'],
  [
    'marker and comments',
    '---\n# Owned by the shop team.\napiVersion: v1 # core\nkind: Namespace\n\nmetadata:\n  # the name\n  name: shop # short\n  labels:\n    # mesh\n    istio.io/dataplane-mode: ambient # captured\n    team: web\n# the end\n',
  ],
  ['content beside the marker', '--- {apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n'],
  [
    'flow throughout',
    '{apiVersion: v1, kind: ServiceAccount, metadata: {name: curl, namespace: shop, labels: {a: b, c: "d"}}}\n',
  ],
  [
    'flow over several lines',
    'apiVersion: v1\nkind: Service\nmetadata: {\n  name: echo,\n  namespace: shop,\n  }\nspec: { selector: { app: echo }, ports: [ { name: http, port: 80 }, { name: grpc, port: 9000 } ] }\n',
  ],
  [
    'JSON',
    '{\n  "apiVersion": "v1",\n  "kind": "Service",\n  "metadata": {\n    "name": "echo",\n    "labels": {}\n  },\n  "spec": {\n    "ports": [\n      { "port": 80, "name": "http" }\n    ],\n    "selector": { "app": "echo" }\n  }\n}\n',
  ],
  ['JSON on one line', '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","labels":{"a":"b"}}}'],
  [
    'Windows line ends',
    'apiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n  name: shop\r\n  labels:\r\n    a: b # note\r\n    c: "d"\r\n',
  ],
  [
    'lists level with their key',
    'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: echo\nspec:\n  parentRefs:\n  - group: ""\n    kind: Service\n    name: echo\n  rules:\n  - matches:\n    - path:\n        type: PathPrefix\n        value: /v2\n    - headers:\n      - name: x-user\n        value: ana\n    backendRefs:\n    - name: echo-v1\n      port: 80\n      weight: 90\n    - name: echo-v2\n      port: 80\n      weight: 10\n',
  ],
  [
    'lists indented in their key',
    'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n    name: echo\nspec:\n    parentRefs:\n        -   group: ""\n            kind: Service\n            name: echo\n    hostnames:\n        - "a.example"\n        - b.example\n',
  ],
  [
    'quotes of both kinds',
    'apiVersion: "v1"\nkind: \'Namespace\'\nmetadata:\n  name: "shop"\n  annotations:\n    a: \'it\'\'s\'\n    b: "say \\"hi\\"\\tthere"\n    c: \'true\'\n    d: "010"\n    "quoted key": e\n    \'other key\': f\n',
  ],
  [
    'block scalars',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: scripts\ndata:\n  run.sh: |\n    #!/bin/sh\n    echo "hello: world"\n\n    exit 0\n  folded: >-\n    one\n    two\n  kept: |+\n    text\n\n  indented: |2\n      deep\n    flat\n  last: |-\n    x\n',
  ],
  [
    'plain over several lines',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: notes\n  annotations:\n    note: this goes on\n      and on\n    other: "quoted and\n      folded"\ndata:\n  a: b\n',
  ],
  [
    'empty values',
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n  annotations: {}\n  finalizers: []\nspec:\n',
  ],
  [
    'an empty value before a comment',
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: # none yet\n  annotations: ~ # nor here\n',
  ],
  [
    'numbers and booleans',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: on\n  priority: 010\n  terminationGracePeriodSeconds: 1_000\n  shareProcessNamespace: No\n  containers:\n  - name: app\n    image: web:1.0\n    resources: {limits: {cpu: 100m, memory: 1e3}}\n    ports:\n    - containerPort: 0x1F90\n    args: ["--a", \'--b\', --c, "1:30"]\n',
  ],
  [
    'nested dashes',
    'apiVersion: example.com/v1\nkind: Matrix\nmetadata:\n  name: grid\nspec:\n  rows:\n  - - 1\n    - 2\n  - - three\n    - - four\n      - five\n  -\n    - six\n  -\n  - key: value\n',
  ],
  [
    'anchors and aliases',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: echo\n  labels: &labels\n    app: echo\n    tier: web\nspec:\n  selector: *labels\n  ports:\n  - &http\n    name: http\n    port: 80\n',
  ],
  [
    'merges',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: merged\n  labels: &base\n    a: b\n  annotations:\n    <<: *base\n    c: d\n',
  ],
  ['tags', 'apiVersion: !!str v1\nkind: ConfigMap\nmetadata:\n  name: !!str 010\ndata:\n  a: !!str true\n  b: ! 5\n'],
  [
    'explicit keys',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: odd\ndata:\n  ? first\n  : one\n  ? second\n  : two\n',
  ],
  [
    'long keys with slashes and dots',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app.kubernetes.io/name: web\n    istio.io/use-waypoint: waypoint\n  annotations:\n    ambient.istio.io/redirection: enabled\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"apiVersion":"v1","kind":"Pod"}\nspec:\n  containers: [{name: app, image: "web:1"}]\n',
  ],
  [
    'Chinese and emoji',
    '# 命名空间\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  annotations:\n    说明: 商店 # 备注\n    mood: 😀 fine\n',
  ],
  [
    'colons, hashes and quotes in plain values',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: odd\ndata:\n  url: http://echo.shop:80/a#b\n  time: 10:30\n  range: a..b\n  quote: it\'s "fine"\n  glob: a*b?c\n  at: user@host\n',
  ],
  [
    'an authorization policy',
    'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: allow-get\n  namespace: shop\nspec:\n  targetRefs:\n  - {kind: Service, group: "", name: echo}\n  action: ALLOW\n  rules:\n  - from:\n    - source: {namespaces: [client-apps], notPrincipals: ["*/sa/root"]}\n    to:\n    - operation:\n        methods: ["GET", "HEAD"]\n        paths: [/api/*]\n    when:\n    - key: request.headers[x-user]\n      values: ["ana"]\n',
  ],
  [
    'a deployment',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  replicas: 2\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      serviceAccountName: web\n      containers:\n      - name: app\n        image: example.com/web:1\n        env:\n        - {name: A, value: "1"}\n        - name: B\n          value: |\n            x\n            y\n        ports:\n        - containerPort: 8080\n',
  ],
  [
    'a List',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  metadata:\n    name: a\n# between\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: b}\n',
  ],
  [
    'a status',
    "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata:\n  name: waypoint\n  generation: 1\n  creationTimestamp: '2026-01-01T00:00:00Z'\nspec:\n  gatewayClassName: istio-waypoint\n  listeners:\n  - name: mesh\n    port: 15008\n    protocol: HBONE\nstatus:\n  conditions:\n  - type: Programmed\n    status: 'True'\n    lastTransitionTime: 2026-01-01T00:00:00Z\n    message: ''\n",
  ],
  [
    'a scenario',
    "apiVersion: ambient.playground/v1alpha1\nkind: Scenario\nmetadata: { name: canary }\nspec:\n  title: { en: Canary, zh: 金丝雀 }\n  requests:\n  - name: orders\n    from: client-apps/curl # the caller\n    to: http://echo.shop/orders\n    headers: { x-user: ana, x-list: [a, b] }\n    body: '{}'\n    expect: { verdict: delivered, via: [shop/waypoint] }\n  layout: { Pod/client-apps/curl: { x: 40, y: 80 } }\n",
  ],
  ['dots at the end', 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n...\n'],
  [
    'trailing blanks',
    'apiVersion: v1   \nkind: Namespace\t\nmetadata:  \n  name: shop  # x  \n  labels:   \n    a: b   \n   \n\n',
  ],
];
