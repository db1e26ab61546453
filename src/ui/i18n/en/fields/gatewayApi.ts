import type { FieldTexts } from '#ui/i18n/fieldTexts.ts';

const route = {
  'spec.parentRefs': 'What the route is attached to: a Service in a mesh, a Gateway at the edge.',
  'spec.parentRefs.kind': 'Gateway unless said otherwise. For a Service, write group: "" as well.',
  'spec.parentRefs.group': 'The API group of the parent. A Service is in the group "".',
  'spec.parentRefs.sectionName': 'One listener of the Gateway, or one port of the Service by name.',
  'spec.parentRefs.port': 'Only traffic to this port of the parent.',
  'spec.rules': 'Tried by how specific their matches are, not by their order.',
  'spec.rules.backendRefs': 'Where requests go, in proportion to the weights. Without any, requests get an error.',
  'spec.rules.backendRefs.weight': 'The share of requests, against the sum of all weights. 0 gets none.',
  'spec.rules.backendRefs.port': 'The port of the Service, not of the pod.',
};

const filters = {
  'spec.rules.filters': 'What happens to a request on its way: headers, rewrites, redirects, copies.',
  'spec.rules.filters.type': 'Says which one of the other fields is filled in.',
  'spec.rules.filters.requestHeaderModifier': 'Sets, adds or removes headers before the backend sees them.',
  'spec.rules.filters.responseHeaderModifier': 'Sets, adds or removes headers before the caller sees them.',
  'spec.rules.filters.requestMirror': 'A copy of each request goes here; its answer is thrown away.',
};

export const gatewayApiFields: FieldTexts = {
  HTTPRoute: {
    ...route,
    ...filters,
    'spec.hostnames': 'Host names of requests. Istio ignores them where the parent is a Service.',
    'spec.rules.matches': 'A request fits if it fits any of these. Without any, every request fits.',
    'spec.rules.matches.path': 'PathPrefix works on whole path segments: /a fits /a and /a/b, not /ab.',
    'spec.rules.matches.path.type': 'Exact wins over PathPrefix, a longer prefix over a shorter one.',
    'spec.rules.matches.headers': 'All of these headers must fit.',
    'spec.rules.matches.queryParams': 'All of these query parameters must fit.',
    'spec.rules.matches.method': 'The HTTP method, in capitals.',
    'spec.rules.filters.requestRedirect': 'The proxy answers with a redirect; no backend is asked.',
    'spec.rules.filters.urlRewrite': 'The backend sees another host or path than the caller asked for.',
    'spec.rules.filters.cors': 'Which other web origins may read the answer in a browser.',
    'spec.rules.timeouts.request': 'From the request to the whole answer, all tries included. 0s means no limit.',
    'spec.rules.timeouts.backendRequest': 'For one try. It cannot be longer than the limit for the request.',
    'spec.rules.retry': 'Which failures are tried again, and how often.',
    'spec.rules.retry.attempts': 'How many tries come after the first.',
    'spec.rules.retry.codes': 'Status codes that are tried again.',
  },
  GRPCRoute: {
    ...route,
    ...filters,
    'spec.rules.matches.method': 'The gRPC service and method. Leaving one out fits any.',
    'spec.rules.matches.headers': 'All of these metadata entries must fit.',
  },
  TCPRoute: {
    'spec.parentRefs': route['spec.parentRefs'],
    'spec.rules.backendRefs': 'Where connections go, in proportion to the weights.',
  },
  TLSRoute: {
    'spec.parentRefs': route['spec.parentRefs'],
    'spec.hostnames': 'The server names that clients ask for when TLS begins.',
    'spec.rules.backendRefs': 'Where connections go, in proportion to the weights. TLS is not opened.',
  },
  Gateway: {
    'spec.gatewayClassName': 'istio-waypoint makes a waypoint, istio an ingress gateway.',
    'spec.listeners': 'Ports on which the proxy accepts traffic. A waypoint has one, HBONE on 15008.',
    'spec.listeners.protocol': 'HTTP, HTTPS, TLS, TCP, or HBONE for a waypoint.',
    'spec.listeners.hostname': 'Only routes and requests for this host name.',
    'spec.listeners.allowedRoutes.namespaces.from':
      'Which namespaces may attach. At a waypoint: whose Services and pods may use it.',
    'spec.infrastructure.labels': 'Labels for the Deployment, Service and pods that are made for this Gateway.',
    'spec.addresses': 'Addresses to ask for. Without any, the cluster chooses.',
  },
  ReferenceGrant: {
    'spec.from': 'Who, in another namespace, may point at objects of this one.',
    'spec.to': 'What they may point at here.',
  },
  BackendTLSPolicy: {
    'spec.targetRefs': 'Services or ServiceEntries that proxies speak TLS to.',
    'spec.targetRefs.sectionName': 'The name of the one port that is meant.',
    'spec.validation.hostname': 'The server name that is asked for, and that the certificate has to carry.',
    'spec.validation.caCertificateRefs': 'ConfigMaps with the CA in `ca.crt`. Istio reads the first one.',
    'spec.validation.wellKnownCACertificates': 'System: the CAs that the proxy image knows.',
    'spec.validation.subjectAltNames': 'Names of which the certificate has to carry one, instead of the host name.',
  },
};
