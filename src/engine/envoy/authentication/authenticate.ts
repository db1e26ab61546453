import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Considered, Decision } from '#model/trace.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import type { Random } from '../../random.ts';
import type { FilterAnswer } from '../answer.ts';
import { headerValue } from '../headerLines.ts';
import type { AuthenticationRule, AuthenticationRules } from './authenticationRules.ts';
import type { Attempt } from './tryRule.ts';
import { tryRule } from './tryRule.ts';
import type { VerifiedTokens } from './verifyTokens.ts';

export type { AuthenticationRules } from './authenticationRules.ts';

export type Authentication =
  /** `request` has its token removed and claim headers set; claims only where a token was accepted. */
  | {
      readonly result: 'passed';
      readonly request: HttpRequest;
      readonly claims?: Readonly<Record<string, unknown>>;
      /** A verified token clears the route cache: the route is looked up again with the new headers. */
      readonly routeCacheCleared: boolean;
      readonly decisions: readonly Decision[];
    }
  | {
      readonly result: 'rejected';
      readonly answer: FilterAnswer;
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
      readonly considered: readonly Considered[];
      readonly decisions: readonly Decision[];
    }
  | {
      readonly result: 'undetermined';
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
      readonly decisions: readonly Decision[];
    };

const source = 'envoy source/extensions/filters/http/jwt_authn/filter.cc decodeHeaders';

/** Checks the tokens of a request. `now` is in seconds. Mirrors istiod `authn/policy_applier` and Envoy jwt_authn. */
export function authenticate(
  rules: AuthenticationRules,
  request: HttpRequest,
  verified: VerifiedTokens,
  now: number,
  random?: Random,
): Authentication {
  if (rules.empty) return { result: 'passed', request, routeCacheCleared: false, decisions: [] };
  if (isPreflight(request)) {
    const decision = {
      reason: reason('envoy/jwt-preflight', { origin: headerValue(request.headers, 'origin') ?? '' }),
      because: [],
      source,
    };
    return { result: 'passed', request, routeCacheCleared: false, decisions: [decision] };
  }
  const tried: Tried[] = [];
  let current = request;
  // Any rule that accepts a token will do, and the rules after it are not asked.
  for (const each of rules.rules) {
    const attempt = tryRule(each, current, verified, now, random);
    tried.push({ rule: each, attempt });
    if (attempt.kind === 'accepted') return acceptedBy(each, attempt, tried);
    if (attempt.kind === 'unknown') return unknownKeys(each);
    current = attempt.request;
  }
  return worst(tried, request) ?? withoutToken(rules, current);
}

interface Tried {
  readonly rule: AuthenticationRule;
  readonly attempt: Attempt;
}

function isPreflight({ method, headers }: HttpRequest): boolean {
  const isSet = (name: string): boolean => (headerValue(headers, name) ?? '') !== '';
  return method === 'OPTIONS' && isSet('origin') && isSet('access-control-request-method');
}

function fieldOf({ policy, path }: AuthenticationRule): FieldRef {
  return { resource: policy, path };
}

function nameOf({ policy }: AuthenticationRule): string {
  return `${policy.namespace ?? ''}/${policy.name}`;
}

function acceptedBy(
  rule: AuthenticationRule,
  { request, claims }: Extract<Attempt, { kind: 'accepted' }>,
  tried: readonly Tried[],
): Authentication {
  const facts = { issuer: textOf(claims['iss']), subject: textOf(claims['sub']), policy: nameOf(rule) };
  const considered = tried.filter((each) => each.rule !== rule).map(consideredOf);
  const decision = { reason: reason('envoy/jwt-accepted', facts), because: [fieldOf(rule)], considered, source };
  return { result: 'passed', request, claims, routeCacheCleared: true, decisions: [decision] };
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}

function unknownKeys(rule: AuthenticationRule): Authentication {
  const why = reason('engine/unsupported', {
    rule: 'keys-over-network',
    subject: rule.rule.issuer ?? '',
  });
  const because = [fieldOf(rule)];
  return { result: 'undetermined', reason: why, because, decisions: [{ reason: why, because, source }] };
}

function withoutToken({ policies, rules }: AuthenticationRules, request: HttpRequest): Authentication {
  const names = policies.map(({ namespace, name }) => `${namespace ?? ''}/${name}`);
  const because = rules.map(fieldOf);
  const decision = { reason: reason('envoy/jwt-no-token', { policies: names }), because, source };
  return { result: 'passed', request, routeCacheCleared: false, decisions: [decision] };
}

/** A concrete complaint beats an unknown issuer; undefined where no rule found a token. The realm is the URL as it came. */
function worst(tried: readonly Tried[], received: HttpRequest): Authentication | undefined {
  const failed = tried.filter(({ attempt }) => attempt.kind === 'failed');
  const concrete = failed.find(
    ({ attempt }) => attempt.kind === 'failed' && attempt.message !== 'Jwt issuer is not configured',
  );
  const decisive = concrete ?? failed[0];
  if (decisive?.attempt.kind !== 'failed') return undefined;
  const { message } = decisive.attempt;
  const status = message === 'Audiences in Jwt are not allowed' ? 403 : 401;
  const why = reason('envoy/jwt-rejected', { message, status });
  const because = [fieldOf(decisive.rule)];
  const considered = tried.map(consideredOf);
  return {
    result: 'rejected',
    answer: {
      status,
      body: message,
      headers: [
        ['content-type', 'text/plain'],
        ['www-authenticate', `Bearer realm="${realmOf(received)}", error="invalid_token"`],
      ],
      flags: '-',
      details: `jwt_authn_access_denied{${message.replaceAll(' ', '_')}}`,
    },
    reason: why,
    because,
    considered,
    decisions: [{ reason: why, because, considered, source }],
  };
}

const longestPath = 256;

function realmOf({ scheme, authority, path, headers }: HttpRequest): string {
  return `${headerValue(headers, 'x-forwarded-proto') ?? scheme}://${authority}${path.slice(0, longestPath)}`;
}

function consideredOf({ rule, attempt }: Tried): Considered {
  const facts = { policy: nameOf(rule), issuer: rule.rule.issuer ?? '' };
  const why =
    attempt.kind === 'failed'
      ? reason('envoy/jwt-rule-failed', { ...facts, message: attempt.message })
      : reason('envoy/jwt-rule-no-token', facts);
  return { resource: rule.policy, outcome: 'no-match', reason: why, because: [fieldOf(rule)] };
}
