import type { StringMatch, VirtualServiceHttpMatch, VirtualServiceHttpRoute } from '#model/kubernetes/kinds.ts';
import { all, each, eachEntry, errorsOf, none, refuse, refuseIf, warn, type Findings } from './goError.ts';
import { checkRegexp } from './goRegexp.ts';
import { quoted } from './goText.ts';
import { checkFqdn, checkLabelsOf, checkPort, isDnsLabel } from './names.ts';

/** Mirrors istiod `validateHTTPRouteMatchRequest`: what is matched in all entries first, then where. */
export function checkHttpMatches(matches: VirtualServiceHttpRoute['match']): Findings {
  return errorsOf(all(each(matches, checkMatched), each(matches, checkMatchScope)));
}

function checkMatched(match: VirtualServiceHttpMatch): Findings {
  return all(
    eachEntry(match.headers, (name, value) => all(checkMatchedHeader(name), checkStringMatch(value, 'headers'))),
    eachEntry(match.withoutHeaders, (name, value) =>
      all(
        checkMatchedHeader(name),
        // A lone star is no expression here: it asks whether the header is there.
        value.regex === '*' ? none : checkStringMatch(value, 'withoutHeaders'),
      ),
    ),
    checkRegexMatch(match.uri, 'uri'),
    checkStringMatch(match.scheme, 'scheme'),
    checkStringMatch(match.method, 'method'),
    checkStringMatch(match.authority, 'authority'),
    eachEntry(match.queryParams, (_name, value) => checkStringMatch(value, 'queryParams')),
  );
}

function checkMatchScope({
  port = 0,
  sourceLabels,
  gateways,
  sourceNamespace = '',
}: VirtualServiceHttpMatch): Findings {
  return all(
    port === 0 ? none : checkPort(port),
    checkLabelsOf(sourceLabels),
    checkGatewayNames(gateways),
    refuseIf(
      sourceNamespace !== '' && !isDnsLabel(sourceNamespace),
      `sourceNamespace match ${sourceNamespace} is invalid`,
    ),
  );
}

const pseudoHeaders: ReadonlySet<string> = new Set([':method', ':scheme', ':authority', ':path', ':status']);

/** A header by which a gateway routes on a token's claim. Mirrors istio `jwt.ToRoutingClaim`. */
export function isClaimHeader(name: string): boolean {
  const claim = '@request.auth.claims';
  if (!name.toLowerCase().startsWith(claim)) return false;
  return /^(\..+|\[.+\])$/s.test(name.slice(claim.length));
}

function checkMatchedHeader(name: string): Findings {
  if (name === '') return refuse('header name cannot be empty');
  if (isClaimHeader(name) || pseudoHeaders.has(name)) return none;
  return checkHeaderToken(name);
}

export function checkHeaderToken(name: string): Findings {
  return refuseIf(!/^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/.test(name), `header name ${name} is not a valid header name`);
}

function checkStringMatch(match: StringMatch | undefined, where: string): Findings {
  if (match?.prefix === '') return refuse(`${quoted(where)}: prefix string match should not be empty`);
  return checkRegexMatch(match, where);
}

/** Mirrors istiod `validateStringMatchRegexp`. */
export function checkRegexMatch(match: StringMatch | undefined, where: string): Findings {
  const regex = match?.regex;
  if (regex === undefined) return none;
  return regex === '' ? refuse(`${quoted(where)}: regex string match should not be empty`) : checkRegexp(regex, where);
}

/** Mirrors istiod `validateGatewayNames`: the first name without a namespace ends the check. */
export function checkGatewayNames(names: readonly string[] | undefined): Findings {
  const found: Findings[] = [];
  for (const name of names ?? []) {
    const slash = name.indexOf('/');
    if (slash === -1) return all(...found, legacyGatewayName(name), checkFqdn(name));
    const [namespace, gateway] = [name.slice(0, slash), name.slice(slash + 1)];
    found.push(
      refuseIf(namespace === '' || gateway === '', 'config namespace and gateway name cannot be empty'),
      refuseIf(!isDnsLabel(namespace), `invalid value for namespace: ${quoted(namespace)}`),
      refuseIf(!isDnsLabel(gateway), `invalid value for gateway name: ${quoted(gateway)}`),
    );
  }
  return all(...found);
}

function legacyGatewayName(name: string): Findings {
  const [gateway = '', namespace] = name.split('.');
  if (namespace === undefined) return none;
  return warn(
    `using legacy gatewayName format ${quoted(name)}; prefer the <namespace>/<name> format: ${quoted(`${namespace}/${gateway}`)}`,
  );
}
