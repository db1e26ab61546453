import type { FieldTexts } from '#ui/i18n/fieldTexts.ts';

const attachment = {
  'spec.selector':
    'The pods it applies to, by label. ztunnel or a sidecar enforces it. Without it: the whole namespace.',
  'spec.targetRefs':
    'The Service, ServiceEntry, Gateway or GatewayClass it applies to. A waypoint or gateway enforces it.',
};

export const istioFields: FieldTexts = {
  AuthorizationPolicy: {
    ...attachment,
    'spec.action':
      'CUSTOM is asked first, then DENY, then ALLOW. Once there is any ALLOW policy, what none of them allows is refused.',
    'spec.rules': 'A request fits if it fits any rule. An ALLOW policy without rules allows nothing.',
    'spec.rules.from': 'Who is calling. Any of these sources.',
    'spec.rules.from.source.principals':
      'Identities proven by mTLS, as trust-domain/ns/NAMESPACE/sa/ACCOUNT. Behind a waypoint the pod sees the waypoint.',
    'spec.rules.from.source.namespaces': 'Namespaces of proven identities. Plaintext callers have none.',
    'spec.rules.from.source.serviceAccounts': 'NAMESPACE/ACCOUNT, or ACCOUNT in the namespace of the policy.',
    'spec.rules.from.source.ipBlocks': 'Addresses of the direct peer, which behind a waypoint is the waypoint.',
    'spec.rules.from.source.remoteIpBlocks': 'Addresses of the original caller, as forwarded headers tell. HTTP only.',
    'spec.rules.from.source.requestPrincipals': 'ISSUER/SUBJECT of a checked token. HTTP only.',
    'spec.rules.to': 'What is called. Any of these operations.',
    'spec.rules.to.operation.ports': 'Ports of the destination pod, as numbers.',
    'spec.rules.to.operation.methods':
      'HTTP methods. ztunnel cannot see them: an ALLOW rule with them allows nothing there.',
    'spec.rules.to.operation.paths':
      'HTTP paths, with a star at one end, or templates such as /a/{*}. Not seen by ztunnel.',
    'spec.rules.to.operation.hosts': 'Host headers. Not seen by ztunnel.',
    'spec.rules.when': 'All of these conditions must hold as well.',
    'spec.rules.when.key': 'Such as request.headers[x], source.ip, destination.port or request.auth.claims[group].',
    'spec.provider': 'The external authorizer to ask. Only with CUSTOM.',
  },
  PeerAuthentication: {
    'spec.selector': 'The pods it applies to. Without it: the namespace, or the mesh if in the root namespace.',
    'spec.mtls.mode':
      'STRICT refuses plaintext. PERMISSIVE takes both. In ambient mode DISABLE is the same as PERMISSIVE.',
    'spec.portLevelMtls': 'Another mode for single ports of the pod. Needs a selector.',
  },
  RequestAuthentication: {
    ...attachment,
    'spec.jwtRules':
      'How tokens are checked. A request without a token passes; an AuthorizationPolicy has to ask for one.',
    'spec.jwtRules.issuer': 'The iss claim that this rule is for.',
    'spec.jwtRules.audiences': 'One of these must be among the aud claim.',
    'spec.jwtRules.jwks': 'The keys themselves, as a JSON Web Key Set.',
    'spec.jwtRules.jwksUri': 'Where istiod fetches the keys.',
    'spec.jwtRules.fromHeaders': 'Headers in which a token may be. Authorization with Bearer, if nothing is said.',
    'spec.jwtRules.forwardOriginalToken': 'Whether the backend still sees the token.',
    'spec.jwtRules.outputClaimToHeaders': 'Claims that the backend gets as headers.',
  },
  ServiceEntry: {
    'spec.hosts': 'Names under which callers know it.',
    'spec.addresses': 'Addresses callers may use. Without any, istiod allots one.',
    'spec.resolution': 'How an endpoint is found: STATIC as listed, DNS by name, NONE as the caller dialled.',
    'spec.location': 'MESH_INTERNAL for workloads that take part in the mesh.',
    'spec.endpoints': 'Where it really is. With DNS and without endpoints, the host itself is looked up.',
    'spec.workloadSelector': 'Pods and WorkloadEntries that are its endpoints, by label.',
    'spec.exportTo': 'Which namespaces may see it: . its own, * all.',
    'spec.ports.targetPort': 'The port at the endpoint, if it is another.',
  },
  WorkloadEntry: {
    'spec.address': 'The address of a machine outside Kubernetes.',
    'spec.serviceAccount': 'The identity it proves.',
    'spec.network': 'The network it is in, if not the cluster’s.',
    'spec.locality': 'Region/zone/subzone, for choosing near endpoints.',
  },
  VirtualService: {
    'spec.hosts': 'Names of the requests it is for.',
    'spec.gateways': 'Gateways it applies at. mesh, if nothing is said.',
    'spec.http': 'Rules for HTTP, tried in their order.',
    'spec.http.route': 'Where requests go, in proportion to the weights.',
    'spec.http.route.destination.subset': 'A group of endpoints that a DestinationRule names.',
    'spec.http.retries.attempts': 'How many tries come after the first. 0 switches retries off.',
    'spec.http.fault': 'Delays or aborts some requests on purpose.',
  },
  DestinationRule: {
    'spec.host': 'The service that the settings are for.',
    'spec.subsets': 'Named groups of endpoints, by label.',
    'spec.trafficPolicy.loadBalancer': 'How an endpoint is chosen.',
    'spec.trafficPolicy.tls.mode': 'What the client speaks: ISTIO_MUTUAL is the mesh’s own mTLS.',
    'spec.trafficPolicy.outlierDetection': 'When endpoints that fail are left out for a while.',
  },
  Telemetry: {
    ...attachment,
    'spec.accessLogging': 'Which requests are logged, and by whom.',
    'spec.accessLogging.filter.expression': 'A CEL expression: only requests for which it is true.',
    'spec.metrics.overrides': 'Metrics and tags to switch off or change.',
    'spec.tracing.randomSamplingPercentage': 'The share of requests that are traced.',
  },
  WasmPlugin: {
    ...attachment,
    'spec.url': 'The module: an OCI image, a file or a URL.',
    'spec.phase': 'Before which of Istio’s own filters it runs.',
    'spec.priority': 'Within a phase, the highest runs first.',
  },
};
