export type YamlTokenKind = 'key' | 'string' | 'number' | 'comment' | 'mark' | 'plain';

/** A stretch of one line in one colour. The texts of a line's tokens joined are the line. */
export interface YamlToken {
  readonly kind: YamlTokenKind;
  readonly text: string;
}

/** What a line inherits from those above: inside a block scalar everything deeper than `parent` is text. */
export interface YamlLineState {
  /** Indentation of the line that began the block scalar. */
  readonly blockParent: number | undefined;
}

export const firstLineState: YamlLineState = { blockParent: undefined };

const keyPattern =
  /^(\s*(?:- +)*-?\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#:'"[\]{},&*!|>%@-][^:#]*?|[\w./$-]+)(\s*:)(?=\s|$)/;
const blockPattern = /[:-]\s+(?:[&!][^\s]+\s+)*[|>][+-]?\d?[+-]?\s*(?:#.*)?$/;
const scalarPattern = /"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|(?:^|(?<=[\s,[{:]))#.*$|[^\s,[\]{}'"]+|[\s,[\]{}]+/g;

/** A line longer than this is data, not something to read. */
const longestColoured = 2000;

/**
 * Colours one line of YAML well enough to read by, not to validate: keys, quoted texts, numbers and words that YAML
 * reads as other than text, comments, and block scalars across lines. Returns the state for the line below.
 */
export function tokenizeYamlLine(
  line: string,
  state: YamlLineState,
): { readonly tokens: readonly YamlToken[]; readonly next: YamlLineState } {
  const indent = line.length - line.trimStart().length;
  if (state.blockParent !== undefined && (line.trim() === '' || indent > state.blockParent)) {
    return { tokens: line === '' ? [] : [{ kind: 'string', text: line }], next: state };
  }
  if (/^(---|\.\.\.)(\s|$)/.test(line)) return { tokens: [{ kind: 'mark', text: line }], next: firstLineState };
  if (line.length > longestColoured) return { tokens: [{ kind: 'plain', text: line }], next: firstLineState };
  const tokens: YamlToken[] = [];
  const key = keyPattern.exec(line);
  let rest = line;
  if (key !== null) {
    const [whole, lead = '', name = '', colon = ''] = key;
    if (lead !== '') tokens.push({ kind: 'plain', text: lead });
    tokens.push({ kind: 'key', text: name }, { kind: 'plain', text: colon });
    rest = line.slice(whole.length);
  }
  tokens.push(...scalarTokens(rest));
  return { tokens, next: blockPattern.test(line) ? { blockParent: indent } : firstLineState };
}

function scalarTokens(text: string): readonly YamlToken[] {
  return (text.match(scalarPattern) ?? []).map((part) => ({ kind: kindOfScalar(part), text: part }));
}

function kindOfScalar(part: string): YamlTokenKind {
  if (part.startsWith('#')) return 'comment';
  if (part.startsWith('"') || part.startsWith("'")) return 'string';
  if (/^[+-]?(\d[\d_]*\.?\d*(e[+-]?\d+)?|0x[\da-f]+)$/i.test(part)) return 'number';
  if (/^(true|false|yes|no|on|off|null|~)$/i.test(part)) return 'number';
  if (/^[&*!]/.test(part)) return 'mark';
  return 'plain';
}
