import { regexEngine } from '../regexEngine.ts';
import { none, refuse, type Findings } from './goError.ts';
import { byteLength, quoted } from './goText.ts';

/** Mirrors istiod `validateStringRegexp`. */
export function checkRegexp(pattern: string, where: string): Findings {
  if (byteLength(pattern) > 1024) {
    return refuse(`${quoted(where)}: regex is too large, max length allowed is 1024`);
  }
  const error = regexpError(pattern);
  if (error === undefined) return none;
  const hint = 'Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)';
  return refuse(`${quoted(where)}: ${error}; ${hint}`);
}

/** What Go's regexp package says of a pattern that it does not compile. */
function regexpError(pattern: string): string | undefined {
  const re2 = regexEngine();
  try {
    re2.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
