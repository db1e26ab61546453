import type { RE2JS } from 're2js';

let loaded: typeof RE2JS | undefined;

/**
 * Fetches re2js, the dialect that Envoy and the API server use. It is a third of the engine's size and few scenarios
 * have a regular expression, so whoever compiles one sees to it that this has happened.
 */
export async function loadRegexEngine(): Promise<void> {
  if (loaded === undefined) ({ RE2JS: loaded } = await import('re2js'));
}

/** Never before `loadRegexEngine`: an answer without the library would be a guess. */
export function regexEngine(): typeof RE2JS {
  if (loaded === undefined) throw new Error('a regular expression is needed before its engine is loaded');
  return loaded;
}
