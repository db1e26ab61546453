import type { EnvoyReasons } from '#model/reasons/envoy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const list = (names: readonly string[]): string => names.join(', ');

const dropped = {
  'unknown-key': 'a condition has a key that Istio does not know',
  'http-only': 'they ask for HTTP fields, and this port is TCP',
  unreadable: 'a value cannot be read',
} as const;

const invalid = {
  'not-found': 'does not exist',
  'invalid-kind': 'is of a kind that a route cannot send to',
  'not-permitted': 'is in another namespace, and no ReferenceGrant there permits it',
  'unknown-port': 'has no such port',
  'unknown-subset': 'has no such subset in its DestinationRule',
  'no-weight': 'has no weight, like every other backend of the rule',
} as const;

const conditions = {
  path: 'path',
  method: 'method',
  header: 'header',
  query: 'query parameter',
  authority: 'Host',
  scheme: 'scheme',
} as const;

/** `0: paths` as people count rules. */
const fromOne = (failed: string): string => failed.replace(/^\d+/, (index) => `rule ${String(Number(index) + 1)}`);

export const envoyReasons: Sentences<EnvoyReasons> = {
  'envoy/no-policies': (p) =>
    `No AuthorizationPolicy is attached here, so the ${p.chain === 'http' ? 'request' : 'connection'} passes.`,
  'envoy/nothing-denies': (p) =>
    `No DENY policy matches (${list(p.policies)}) and there is no ALLOW policy, so the request passes.`,
  'envoy/allowed-by-policy': (p) =>
    `Rule ${p.rule + 1} of ${p.policy} matches and allows the request.${p.others.length > 0 ? ` ${p.others.length === 1 ? 'So does' : 'So do'} ${list(p.others)}.` : ''}`,
  'envoy/denied-by-policy': (p) =>
    `${list(p.policies)} ${p.policies.length === 1 ? 'denies' : 'deny'} the request. DENY is decided before ALLOW.`,
  'envoy/no-allow-matched': (p) =>
    `ALLOW policies are attached (${list(p.policies)}) and none of them matches, so the request is refused.`,
  'envoy/policy-no-match': (p) => `${p.policy} does not match. What fails: ${p.failed.map(fromOne).join('; ')}.`,
  'envoy/policy-without-rules': (p) => `${p.policy} has no rules, so it matches nothing.`,
  'envoy/policy-rules-dropped': (p) => `No rule of ${p.policy} is left here: ${dropped[p.why]}.`,
  'envoy/custom-provider-missing': (p) =>
    `${p.policy} matches and names the provider ${p.provider}, which the mesh settings do not define properly. Every matching request is refused.`,
  'envoy/custom-several-providers': (p) =>
    `CUSTOM policies name several providers here (${list(p.providers)}). Istio takes only one, so ${p.policy} refuses what it matches.`,
  'envoy/custom-error': (p) =>
    `${p.policy} matches, but its provider ${p.provider} cannot be asked. The answer is ${p.status}.`,
  'envoy/custom-denied': (p) =>
    `${p.policy} matches; its provider ${p.provider} was asked and refuses the request with ${p.status}.`,
  'envoy/custom-fail-open': (p) =>
    `${p.policy} matches and its provider ${p.provider} cannot be asked. It fails open, so the request goes on.`,
  'envoy/custom-allowed': (p) => `${p.policy} matches; its provider ${p.provider} was asked and allows the request.`,
  'envoy/audited': (p) =>
    `${list(p.policies)} ${p.policies.length === 1 ? 'matches' : 'match'}. AUDIT only records; the verdict stays.`,
  'envoy/dry-run-denies': (p) => `${list(p.policies)} would deny this request. It is a dry run, so it does not.`,
  'envoy/dry-run-allows': (p) => `${list(p.policies)} would allow this request. It is a dry run, so it has no say.`,
  'envoy/dry-run-no-allow': (p) =>
    `${list(p.policies)} would not allow this request. It is a dry run, so nothing is refused because of it.`,
  'envoy/config-rejected': (p) =>
    `Envoy rejects its whole configuration: ${p.message}. This proxy serves nothing until the object is repaired.`,
  'envoy/path-rejected': (p) => `The path ${p.path} cannot be normalised. The answer is 400, before any policy.`,
  'envoy/path-normalized': (p) =>
    `The path ${p.from} is normalised to ${p.to} (${p.mode}). Policies, routes and the backend see only that.`,

  'envoy/jwt-accepted': (p) => `The token of ${p.issuer} for ${p.subject} is valid, says ${p.policy}.`,
  'envoy/jwt-rejected': (p) => `The token is not accepted: ${p.message}. The answer is ${p.status}.`,
  'envoy/jwt-no-token': (p) =>
    `The request carries no token that ${list(p.policies)} would look at, so it goes on without an identity of its own.`,
  'envoy/jwt-preflight': (p) => `This is a CORS preflight from ${p.origin}: it is never asked for a token.`,
  'envoy/jwt-rule-failed': (p) => `The rule of ${p.policy} for ${p.issuer} refuses the token: ${p.message}.`,
  'envoy/jwt-rule-no-token': (p) => `The rule of ${p.policy} for ${p.issuer} finds no token.`,

  'envoy/route-matched': (p) =>
    `Rule ${p.rule + 1} of ${p.route} matches${p.match === '' ? '. It takes every request' : `: ${p.match}`}.`,
  'envoy/default-route': (p) => `No route is attached, so the request goes to ${p.host} itself.`,
  'envoy/no-route-matched': (p) => `Routes are attached to ${p.host} and none matches ${p.path}. The answer is 404.`,
  'envoy/no-virtual-host': (p) => `No route is for the host ${p.authority}. The answer is 404.`,
  'envoy/route-no-match': (p) => `Rule ${p.rule + 1} of ${p.route} asks for ${conditions[p.condition]} ${p.wanted}.`,
  'envoy/route-later': (p) =>
    `Rule ${p.rule + 1} of ${p.route} matches as well${p.match === '' ? '' : ` (${p.match})`}, but comes later in the order.`,
  'envoy/route-other-namespace': (p) =>
    `${p.route} has no effect here: this proxy only takes routes from ${list(p.namespaces)}.`,
  'envoy/route-other-port': (p) => `${p.route} is only for port ${p.port}.`,
  'envoy/route-discarded': (p) => `All rules of ${p.route} are discarded: ${p.problem}`,
  'envoy/route-after-catch-all': (p) => `${p.route} comes after a route that takes everything.`,
  'envoy/tcp-route': (p) => `${p.route} decides where the connection goes.`,
  'envoy/tcp-default-route': (p) => `No TCP route is attached, so the connection goes to ${p.host} itself.`,

  'envoy/backend-chosen': (p) => `${p.backend} is drawn; its share is ${p.weight} of ${p.total}.`,
  'envoy/backend-only': (p) => `${p.backend} is the only backend.`,
  'envoy/backend-not-chosen': (p) => `${p.backend} was not drawn; its share is ${p.weight} of ${p.total}.`,
  'envoy/backend-invalid': (p) =>
    `The backend ${p.backend} ${invalid[p.why]}. Its share of the requests gets ${p.status}.`,
  'envoy/no-backends': (p) => `The rule of ${p.route} has no backend with a weight. The answer is 500.`,
  'envoy/redirected': (p) => `The route answers with a redirect: ${p.status} to ${p.location}.`,
  'envoy/direct-response': (p) => `The route answers itself with ${p.status}.`,
  'envoy/cors-preflight': (p) =>
    p.allowed
      ? `This is a CORS preflight and ${p.origin} is allowed. The proxy answers 200 itself.`
      : `This is a CORS preflight and ${p.origin} is not allowed. The proxy still answers 200, without access-control-allow-origin.`,
  'envoy/cors-origin': (p) =>
    p.allowed
      ? `The origin ${p.origin} is allowed; the answer will say so.`
      : `The origin ${p.origin} is not allowed; the answer will carry no CORS headers.`,
  'envoy/fault-abort': (p) => `An injected fault ends the request with ${p.status}.`,
  'envoy/fault-delay': (p) => `An injected fault delays the request by ${p.ms} ms.`,
  'envoy/request-changed': (p) =>
    `The route changes request headers: ${[
      ...(p.set.length > 0 ? [`sets ${list(p.set)}`] : []),
      ...(p.added.length > 0 ? [`adds ${list(p.added)}`] : []),
      ...(p.removed.length > 0 ? [`removes ${list(p.removed)}`] : []),
    ].join(', ')}.`,
  'envoy/host-rewritten': (p) => `The host is rewritten from ${p.from} to ${p.to}.`,
  'envoy/path-rewritten': (p) => `The path is rewritten from ${p.from} to ${p.to}.`,
  'envoy/mirrored': (p) => `A copy goes to ${p.backend}; its answer is ignored.`,
};
