import type {
  VirtualServiceDestination,
  VirtualServiceFault,
  VirtualServiceHttpRoute,
} from '#model/kubernetes/kinds.ts';
import { checkSubsetName } from './destinationRule.ts';
import { checkDuration } from './goDuration.ts';
import { all, each, errorsOf, none, refuse, refuseAll, refuseIf, warn, warnIf, type Findings } from './goError.ts';
import { checkRegexp } from './goRegexp.ts';
import { byteLength, quoted } from './goText.ts';
import { checkAuthorityOnce, checkHeaderOperations } from './headerOperations.ts';
import { checkPort, checkWildcardDomain } from './names.ts';
import { checkRetries } from './retries.ts';
import { checkCors } from './virtualServiceCors.ts';
import { checkHttpMatches } from './virtualServiceMatch.ts';

type Route = VirtualServiceHttpRoute;

/** Mirrors istiod `validateHTTPRoute`. */
export function checkHttpRoute(route: Route, delegate: boolean): Findings {
  const { mirrorPercentage } = route;
  const mirrorPercent = route.mirrorPercent ?? route.mirror_percent;
  return all(
    errorsOf(checkConflicts(route, delegate)),
    checkHttpMatches(route.match),
    checkHeaderOperations(route.headers),
    errorsOf(checkCors(route.corsPolicy)),
    route.fault === undefined ? none : errorsOf(checkFault(route.fault)),
    refuseIf((mirrorPercent ?? 0) > 100, `mirror_percent must have a max value of 100 (it has ${mirrorPercent ?? 0})`),
    warnIf(mirrorPercent !== undefined, 'using deprecated setting "mirrorPercent", use "mirrorPercentage" instead'),
    checkShare('mirror_percentage', mirrorPercentage?.value),
    route.mirror === undefined ? none : checkDestination(route.mirror),
    each(route.mirrors, ({ destination, percentage }) =>
      all(checkDestination(destination), checkShare('mirror percentage', percentage?.value)),
    ),
    checkRedirect(route),
    checkDirectResponse(route.directResponse),
    checkRetries(route.retries),
    checkRewrite(route.rewrite),
    checkAuthorityOnce(route.rewrite?.authority ?? '', route.headers),
    errorsOf(checkWeighted(route.route, ({ headers }) => checkHeaderOperations(headers))),
    checkDuration(route.timeout),
  );
}

function checkConflicts(route: Route, delegate: boolean): Findings {
  const { redirect, directResponse } = route;
  if (!delegate && route.delegate !== undefined) {
    return all(
      refuseIf(redirect !== undefined, `root HTTP route ${route.name ?? ''} must not specify redirect`),
      refuseIf((route.route ?? []).length > 0, `root HTTP route ${route.name ?? ''} must not specify route`),
    );
  }
  const nested = refuseIf(delegate && route.delegate !== undefined, 'delegate HTTP route cannot contain delegate');
  const answer = redirect !== undefined ? 'redirect' : directResponse !== undefined ? 'direct_response' : undefined;
  return all(
    nested,
    answer === undefined
      ? refuseIf((route.route ?? []).length === 0, 'HTTP route, redirect or direct_response is required')
      : checkAnswerAlone(route, answer),
    refuseIf(
      route.mirror !== undefined && (route.mirrors ?? []).length > 0,
      'HTTP route cannot contain both mirror and mirrors',
    ),
  );
}

function checkAnswerAlone(route: Route, answer: string): Findings {
  return all(
    refuseIf((route.route ?? []).length > 0, `HTTP route cannot contain both route and ${answer}`),
    refuseIf(route.fault !== undefined, `HTTP route cannot contain both fault and ${answer}`),
    refuseIf(route.rewrite !== undefined, `HTTP route rule cannot contain both rewrite and ${answer}`),
    refuseIf(
      answer === 'redirect' && route.directResponse !== undefined,
      'HTTP route rule cannot contain both direct_response and redirect',
    ),
  );
}

/** Go's `%f`. */
const sixDigits = (value: number) => value.toFixed(6);

function checkShare(field: string, value = 0): Findings {
  return all(
    refuseIf(value > 100, `${field} must have a max value of 100 (it has ${sixDigits(value)})`),
    refuseIf(value < 0, `${field} must have a min value of 0 (it has ${sixDigits(value)})`),
  );
}

function checkFault({ abort, delay }: VirtualServiceFault): Findings {
  return all(
    abort === undefined && delay === undefined
      ? refuseAll(['HTTP fault injection must have an abort and/or a delay'])
      : none,
    abort === undefined ? none : checkAbort(abort),
    delay === undefined ? none : checkDelay(delay),
  );
}

function checkFraction(value = 0): Findings {
  const wrong = value < 0 || value > 100 || (value > 0 && value < 0.0001);
  return refuseIf(wrong, `percentage ${value} is neither 0.0, nor in range [0.0001, 100.0]`);
}

const grpcStatuses: ReadonlySet<string> = new Set([
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS'],
  ...['PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE'],
  ...['UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'],
]);

function checkAbort(abort: NonNullable<VirtualServiceFault['abort']>): Findings {
  const { grpcStatus, http2Error, httpStatus } = abort;
  const share = checkFraction(abort.percentage?.value);
  if (grpcStatus !== undefined) {
    const message = `gRPC status ${quoted(grpcStatus)} is not supported. See https://github.com/grpc/grpc/blob/master/doc/statuscodes.md for a list of supported codes, for example 'NOT_FOUND'`;
    return all(share, refuseIf(!grpcStatuses.has(grpcStatus), message));
  }
  if (http2Error !== undefined) return all(share, refuse('HTTP/2 abort fault injection not supported yet'));
  if (httpStatus !== undefined) return all(share, checkStatus(httpStatus));
  return all(share, warn('abort configured, but error type not set'));
}

function checkStatus(status: number): Findings {
  return refuseIf(status < 200 || status > 600, `HTTP status ${status} is not in range 200-599`);
}

function checkDelay(delay: NonNullable<VirtualServiceFault['delay']>): Findings {
  return all(
    checkFraction(delay.percentage?.value),
    checkDuration(delay.fixedDelay),
    checkDuration(delay.exponentialDelay),
    delay.exponentialDelay === undefined ? none : refuseAll(['exponentialDelay not supported yet']),
  );
}

/** Mirrors istiod `validateDestination`. */
export function checkDestination({ host, subset = '', port }: VirtualServiceDestination): Findings {
  return errorsOf(
    all(
      host === '*' ? refuse(`invalid destination host ${host}`) : checkWildcardDomain(host),
      subset === '' ? none : checkSubsetName(subset),
      port === undefined ? none : checkPort(port.number ?? 0),
    ),
  );
}

interface Weighted {
  readonly destination: VirtualServiceDestination;
  readonly weight?: number;
}

/** Destinations that share the traffic. Mirrors istiod `validateRouteDestinations`. */
export function checkWeighted<T extends Weighted>(
  destinations: readonly T[] | undefined,
  also: (destination: T) => Findings = () => none,
): Findings {
  const weights = (destinations ?? []).map(({ weight = 0 }) => weight);
  return all(
    each(destinations, (each) =>
      all(
        also(each),
        checkDestination(each.destination),
        refuseIf((each.weight ?? 0) < 0, `weight ${each.weight ?? 0} < 0`),
      ),
    ),
    refuseIf(
      weights.length > 1 && weights.reduce((sum, weight) => sum + weight, 0) === 0,
      'total destination weight = 0',
    ),
  );
}

/** Mirrors istiod `validateHTTPRedirect`: the first thing wrong speaks. */
function checkRedirect({ redirect, match }: Route): Findings {
  if (redirect === undefined) return none;
  const { uri = '', prefixRewrite = '', authority = '', scheme = '', redirectCode = 0, port = 0 } = redirect;
  if (uri !== '' && prefixRewrite !== '') return refuse('redirect may only specify one of uri or prefix_rewrite');
  const notPrefix = (match ?? []).some((each) => each.uri !== undefined && each.uri.prefix === undefined);
  if (prefixRewrite !== '' && notPrefix) {
    return refuse('redirect prefix_rewrite requires all URI matches to use prefix match type');
  }
  const noPort = redirect.port === undefined && redirect.derivePort === undefined;
  if ([uri, prefixRewrite, authority, scheme].every((field) => field === '') && noPort) {
    return refuse('redirect must specify URI, authority, scheme, or port');
  }
  if (redirectCode !== 0 && (redirectCode < 300 || redirectCode > 399)) {
    return refuse(`${redirectCode} is not a valid redirect code, must be 3xx`);
  }
  if (!['', 'http', 'https'].includes(scheme)) return refuse('invalid redirect scheme, must be "http" or "https"');
  return port > 0 ? checkPort(port) : none;
}

const kilobyte = 1024;

function checkDirectResponse(response: Route['directResponse']): Findings {
  if (response === undefined) return none;
  const { string = '', bytes = '' } = response.body ?? {};
  const size = Math.max(byteLength(string), (bytes.replace(/=+$/, '').length * 3) / 4);
  return all(
    size > kilobyte * kilobyte
      ? refuse('large direct_responses may impact control plane performance, must be less than 1MB')
      : warnIf(size > 100 * kilobyte, 'large direct_responses may impact control plane performance'),
    checkStatus(response.status),
  );
}

function checkRewrite(rewrite: Route['rewrite']): Findings {
  if (rewrite === undefined) return none;
  const { uri = '', authority = '', uriRegexRewrite } = rewrite;
  if (uri !== '' && uriRegexRewrite !== undefined) {
    return refuse('rewrite may only contain one of URI or UriRegexRewrite');
  }
  if (uriRegexRewrite === undefined) {
    return refuseIf(
      uri === '' && authority === '',
      'rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or UriRegexRewrite may be specified',
    );
  }
  const { match = '', rewrite: by = '' } = uriRegexRewrite;
  const found =
    match === '' || by === ''
      ? refuse('UriRegexRewrite requires both Rewrite and Match fields to be specified')
      : checkRegexp(match, 'HTTPRewrite.UriRegexRewrite.Match');
  return typeof found.error === 'string' ? refuse(`UriRegexRewrite has errors\n${found.error}`) : none;
}
