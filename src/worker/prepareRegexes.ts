import { loadRegexEngine } from '#engine/regexEngine.ts';

/** Every field that holds a regular expression is called so, or typed so. */
const mentionsRegex = /regex|RegularExpression|\.matches\(/i;

/** Fetches the engine of regular expressions for a text that needs it; most do not. */
export async function prepareRegexes(text: string): Promise<void> {
  if (mentionsRegex.test(text)) await loadRegexEngine();
}
