import type { JwtRule, RequestAuthentication } from '#model/kubernetes/kinds.ts';
import { all, each, listed, none, refuseAll, warn, type Findings } from './goError.ts';
import { checkDuration } from './goDuration.ts';
import { quoted } from './goText.ts';
import { parseKeySet } from './keySet.ts';
import { checkAttachment } from './policyAttachment.ts';

/** Mirrors istiod `ValidateRequestAuthentication`. */
export function checkRequestAuthentication({ spec }: RequestAuthentication): Findings {
  return all(
    checkAttachment(spec),
    each(spec.jwtRules, (rule) => all(refuseAll(jwtRuleProblems(rule)), warnPrivateKeys(rule))),
  );
}

function jwtRuleProblems(rule: JwtRule): readonly string[] {
  const keySetUri = rule.jwksUri ?? rule.jwks_uri ?? '';
  return [
    ...(rule.audiences ?? []).filter((audience) => audience === '').map(() => 'audience must be non-empty string'),
    ...((rule.issuer ?? '') === '' && keySetUri === '' ? ['issuer or jwksUri must be non-empty string'] : []),
    ...(keySetUri === '' ? [] : uriProblems(keySetUri)),
    ...keySetProblems(rule.jwks ?? ''),
    ...locationProblems(rule),
    ...(rule.outputClaimToHeaders ?? []).flatMap(({ claim, header }) => claimHeaderProblems(claim, header)),
    ...listed(checkDuration(rule.timeout).error),
  ];
}

/** Mirrors istio `security.ParseJwksURI`, as far as its errors go. */
function uriProblems(uri: string): readonly string[] {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(uri)?.[1]?.toLowerCase() ?? '';
  if (uri.startsWith(':')) return [`parse ${quoted(uri)}: missing protocol scheme`];
  if (scheme !== 'http' && scheme !== 'https') return [`URI scheme ${quoted(scheme)} is not supported`];
  const port = /^[^:]+:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*)(:[^/?#]*)?/.exec(uri)?.[1] ?? '';
  return /^(:\d*)?$/.test(port) ? [] : [`parse ${quoted(uri)}: invalid port ${quoted(port)} after host`];
}

function keySetProblems(jwks: string): readonly string[] {
  if (jwks === '') return [];
  const parsed = parseKeySet(jwks);
  return 'error' in parsed ? [`jwks parse error: ${parsed.error}`] : [];
}

function locationProblems(rule: JwtRule): readonly string[] {
  return [
    ...(rule.fromHeaders ?? [])
      .filter(({ name }) => name === '')
      .map(() => 'location header name must be non-empty string'),
    ...(rule.fromParams ?? []).filter((name) => name === '').map(() => 'location query must be non-empty string'),
    ...(rule.fromCookies ?? []).filter((name) => name === '').map(() => 'cookie name must be non-empty string'),
  ];
}

function claimHeaderProblems(claim: string, header: string): readonly string[] {
  if (claim === '' || header === '') {
    return ['outputClaimToHeaders header and claim value must be non-empty string'];
  }
  return /^[-_A-Za-z0-9]+$/.test(header) ? [] : [`header name ${header} is not a valid header name`];
}

function warnPrivateKeys({ jwks = '' }: JwtRule): Findings {
  if (jwks === '') return none;
  const parsed = parseKeySet(jwks);
  if ('error' in parsed) return none;
  return all(
    ...parsed.keys.map((key, at) =>
      key.private
        ? warn(`jwks key at index ${at} contains private key material; only public keys are used for verification`)
        : none,
    ),
  );
}
