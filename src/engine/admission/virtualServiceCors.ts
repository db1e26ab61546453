import type { StringMatch, VirtualServiceHttpRoute } from '#model/kubernetes/kinds.ts';
import { checkDuration } from './goDuration.ts';
import { all, each, none, refuse, refuseAll, refuseIf, type Findings } from './goError.ts';
import { parseGoDuration, quoted } from './goText.ts';
import { checkHeaderToken, checkRegexMatch } from './virtualServiceMatch.ts';

const methods: ReadonlySet<string> = new Set('GET HEAD POST PUT PATCH DELETE CONNECT OPTIONS TRACE *'.split(' '));

/** Mirrors istiod `validateCORSPolicy`. */
export function checkCors(policy: VirtualServiceHttpRoute['corsPolicy']): Findings {
  if (policy === undefined) return none;
  return all(
    each(policy.allowOrigins, checkOrigin),
    each(policy.allowMethods, (method) =>
      refuseIf(!methods.has(method), `${quoted(method)} is not a supported HTTP method`),
    ),
    each(policy.allowHeaders, checkHeaderName),
    each(policy.exposeHeaders, checkHeaderName),
    checkDuration(policy.maxAge),
    (parseGoDuration(policy.maxAge ?? '0') ?? 0) % 1000 === 0
      ? none
      : refuseAll(['max_age duration is accurate only to seconds precision']),
  );
}

function checkOrigin(origin: StringMatch): Findings {
  const match = origin.exact ?? origin.prefix ?? origin.regex ?? '';
  return match === ''
    ? refuse(`'${match}' is not a valid match type for CORS allow origins`)
    : checkRegexMatch(origin, 'corsPolicy.allowOrigins');
}

function checkHeaderName(name: string): Findings {
  if (name === '') return refuse('header name cannot be empty');
  return name === '*' ? none : checkHeaderToken(name);
}
