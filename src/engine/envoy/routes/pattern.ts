import { regexEngine } from '../../regexEngine.ts';
import { simplePattern } from './simplePattern.ts';

export type Pattern =
  | {
      readonly kind: 'pattern';
      readonly matches: (text: string) => boolean;
      readonly replaceAll: (text: string, by: string) => string;
    }
  /** RE2 cannot compile it; in its words. */
  | { readonly kind: 'unusable'; readonly message: string };

const known = new Map<string, Pattern>();
const mostKnown = 4096;

/** A regular expression that must match a whole text, in RE2's dialect as Envoy has it. */
export function compilePattern(source: string): Pattern {
  const found = known.get(source);
  if (found !== undefined) return found;
  const made = compile(source);
  if (known.size >= mostKnown) known.clear();
  known.set(source, made);
  return made;
}

function compile(source: string): Pattern {
  const simple = simplePattern(source);
  if (simple === undefined) return compileWithEngine(source);
  const replaceAll = (text: string, by: string): string => {
    const compiled = compileWithEngine(source);
    return compiled.kind === 'pattern' ? compiled.replaceAll(text, by) : text;
  };
  return { kind: 'pattern', matches: simple, replaceAll };
}

function compileWithEngine(source: string): Pattern {
  const re2 = regexEngine();
  try {
    const compiled = re2.compile(source);
    return {
      kind: 'pattern',
      matches: (text) => compiled.matches(text),
      replaceAll: (text, by) => compiled.matcher(text).replaceAll(substitution(by)),
    };
  } catch (error) {
    return { kind: 'unusable', message: messageOf(error, source) };
  }
}

/** RE2 writes groups as `\1`, re2js as `$1`. */
function substitution(by: string): string {
  return by.replace(/[$\\](\d?)/g, (text, digit: string) =>
    text.startsWith('\\') && digit !== '' ? `$${digit}` : `\\${text}`,
  );
}

const wordings: ReadonlyMap<string, string> = new Map([
  ['missing closing )', 'missing )'],
  ['missing closing ]', 'missing ]'],
  ['missing argument to repetition operator', 'no argument for repetition operator'],
  ['invalid nested repetition operator', 'bad repetition operator'],
  ['invalid or unsupported Perl syntax', 'invalid perl operator'],
  ['invalid repeat count', 'invalid repetition size'],
]);

/** As RE2 itself words it: `missing ): /x(`. */
function messageOf(error: unknown, source: string): string {
  const text = error instanceof Error ? error.message : String(error);
  const [, kind = text, fragment = source] = /^error parsing regexp: ([^:]*): `([\s\S]*)`$/.exec(text) ?? [];
  return `${wordings.get(kind) ?? kind}: ${fragment}`;
}
