import { authenticate } from '#engine/envoy/authentication/authenticate.ts';
import { compileAuthentication } from '#engine/envoy/authentication/authenticationRules.ts';
import type { VerifiedTokens } from '#engine/envoy/authentication/verifyTokens.ts';
import type { HttpAttributes, TcpAttributes } from '#engine/envoy/authorization/attributes.ts';
import { authorizeHttp, authorizeTcp } from '#engine/envoy/authorization/authorize.ts';
import { compileHttpPolicies, compileTcpPolicies } from '#engine/envoy/authorization/compilePolicies.ts';
import { remoteClientAtGateway } from '#engine/envoy/authorization/remoteClient.ts';
import { normalizePath } from '#engine/envoy/normalizePath.ts';
import type { PolicyProxy } from '#engine/envoy/policyAttachment.ts';
import { isAttached } from '#engine/envoy/policyAttachment.ts';
import type { HttpRequest } from '#engine/dataplane/connection.ts';
import type { SecurityCase, SecurityTest, TokenClaims, VectorObject } from './istioPolicies.ts';
import {
  authorizationPolicies,
  base64Url,
  requestAuthentications,
  vectorSettings,
  withTokens,
} from './istioPolicies.ts';
import { rowOf } from './row.ts';
import type { ConformanceRow, ConformanceRunner } from './row.ts';

/** Istio's own security suites at sidecars and the ingress gateway: policies and tokens → allowed or not. */
export const runSecuritySuite: ConformanceRunner = (_file, content) => {
  const { tests, tokens } = content as { readonly tests: readonly SecurityTest[]; readonly tokens: TokenClaims };
  return tests.flatMap(({ test, policySets, cases }) =>
    cases.map((each, index) =>
      runCase(`${test} ${index} ${each.name}`, each, policySets[each.policySet] ?? [], tokens),
    ),
  );
};

const keys: VerifiedTokens = { signature: (_token, jwks) => (jwks === 'known' ? 'valid' : 'no-key') };
const now = 1_788_220_800;

interface Outcome {
  readonly status: number;
  readonly request?: HttpRequest;
}

function runCase(
  name: string,
  each: SecurityCase,
  objects: readonly VectorObject[],
  tokens: TokenClaims,
): ConformanceRow {
  const outcome = outcomeOf(
    each,
    JSON.parse(withAddresses(JSON.stringify(objects))) as readonly VectorObject[],
    tokens,
  );
  const expected = each.status ?? (each.allow ? 200 : 403);
  const differences = outcome.status === expected ? [] : [`status ${outcome.status} instead of ${expected}`];
  for (const [header, value] of Object.entries(each.requestHeadersAtBackend ?? {})) {
    const wanted = withPayloads(withTokens(value, tokens), tokens);
    const got = outcome.request?.headers.find(([own]) => own === header.toLowerCase())?.[1] ?? '';
    if (got !== wanted) differences.push(`${header}: ${got} instead of ${wanted}`);
  }
  return rowOf(name, differences);
}

function withPayloads(text: string, tokens: TokenClaims): string {
  return text.replace(/\{payload of (Token\w+)\}/g, (_whole, name: string) => base64Url(JSON.stringify(tokens[name])));
}

/** Every pod has a stable address of its own. */
function withAddresses(text: string): string {
  return text.replace(/\{podIP:([\w-]+)\/([\w-]+)\}/g, (_whole, namespace: string, service: string) =>
    addressOf(namespace, service),
  );
}

function addressOf(namespace: string, service: string): string {
  return `10.1.${namespace.charCodeAt(namespace.length - 1)}.${service.charCodeAt(0)}`;
}

function outcomeOf(each: SecurityCase, objects: readonly VectorObject[], tokens: TokenClaims): Outcome {
  const { from = {}, to = target } = each;
  const request = requestOf(each, tokens);
  if (from.ingressGateway === true) {
    const gateway = proxyOf('istio-system', 'istio-ingressgateway');
    const client = remoteClientAtGateway('10.1.0.1', request.headers, 1);
    const first = admitted(each, request, objects, gateway, { ...connectionOf(each, '10.1.0.1'), remoteIp: client });
    if (first.status !== 200) return first;
  }
  const principal = from.ingressGateway === true ? 'cluster.local/ns/istio-system/sa/ingress' : from.principal;
  const source = addressOf(from.namespace ?? 'ns1', from.service ?? 'a');
  const connection = connectionOf(each, source);
  const known = principal === undefined || principal === null ? connection : { ...connection, principal };
  return admitted(each, request, objects, proxyOf(to.namespace, to.service, to.extraPodLabels), known);
}

function proxyOf(namespace: string, app: string, extra: Readonly<Record<string, string>> = {}): PolicyProxy {
  return { namespace, labels: { app, ...extra }, rootNamespace: 'istio-system', waypoint: false };
}

/** Where a case names no destination. */
const target: NonNullable<SecurityCase['to']> = { namespace: 'ns1', service: 'b' };

/** Istio mTLS names the port and service in its SNI; plain text has none. */
function sniOf({ request, from, to = target }: SecurityCase): string {
  const isPlain = from?.principal === undefined || from.principal === null;
  return isPlain ? '' : `outbound_.${request.port.servicePort}_._.${to.service}.${to.namespace}.svc.cluster.local`;
}

function connectionOf(each: SecurityCase, ip: string): TcpAttributes {
  const { request, to = target } = each;
  const destinationIp = addressOf(to.namespace, to.service);
  return { directIp: ip, remoteIp: ip, destinationIp, destinationPort: request.port.workloadPort, sni: sniOf(each) };
}

function requestOf({ request, to }: SecurityCase, tokens: TokenClaims): HttpRequest {
  const normalized = normalizePath(withTokens(request.path ?? '/', tokens), 'BASE');
  return {
    method: request.method ?? 'GET',
    scheme: 'http',
    authority: request.host ?? `${to?.service ?? 'b'}.${to?.namespace ?? 'ns1'}`,
    path: normalized.kind === 'path' ? normalized.path : '/',
    headers: Object.entries(request.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      withTokens(value, tokens),
    ]),
    body: '',
    protocol: 'HTTP/1.1',
    grpc: request.port.protocol === 'GRPC',
  };
}

function admitted(
  { request: { port } }: SecurityCase,
  request: HttpRequest,
  objects: readonly VectorObject[],
  proxy: PolicyProxy,
  connection: TcpAttributes,
): Outcome {
  const policies = authorizationPolicies(objects).filter((policy) => isAttached(policy, proxy));
  if (port.protocol === 'TCP' || port.protocol === 'HTTPS') {
    const verdict = authorizeTcp(compileTcpPolicies(policies, vectorSettings), connection);
    return { status: verdict.result === 'allowed' ? 200 : 403 };
  }
  const rules = compileAuthentication(requestAuthentications(objects).filter((policy) => isAttached(policy, proxy)));
  const authenticated = authenticate(rules, request, keys, now);
  if (authenticated.result !== 'passed') {
    return { status: authenticated.result === 'rejected' ? authenticated.answer.status : 0 };
  }
  const { method, authority, path, headers } = authenticated.request;
  const { claims } = authenticated;
  const base: HttpAttributes = { ...connection, method, authority, path, headers };
  const attributes = claims === undefined ? base : { ...base, claims };
  const verdict = authorizeHttp(compileHttpPolicies(policies, vectorSettings), attributes);
  return { status: verdict.result === 'allowed' ? 200 : 403, request: authenticated.request };
}
