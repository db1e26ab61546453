type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'anything' }
  | { readonly kind: 'segment' };

const special = /[\\.+*?()|[\]{}^$]/;
const repetition = /[*+?{]/;

/**
 * A matcher for expressions of plain characters, `.*` and `[^/]+` alone: most that people and istiod write. They need
 * no engine. Undefined for any other.
 */
export function simplePattern(source: string): ((text: string) => boolean) | undefined {
  const tokens = tokensOf(source);
  // Each of these may try every place of the text; the engine does not.
  const open = tokens?.filter(({ kind }) => kind !== 'text').length ?? 0;
  return tokens === undefined || open > 3 ? undefined : (text) => matchFrom(tokens, 0, text, 0);
}

function tokensOf(source: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length; ) {
    const [token, length] = tokenAt(source, at);
    if (token === undefined || repetition.test(source.charAt(at + length))) return undefined;
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(source: string, at: number): readonly [Token | undefined, number] {
  if (source.startsWith('.*', at)) return [{ kind: 'anything' }, 2];
  if (source.startsWith('[^/]+', at)) return [{ kind: 'segment' }, 5];
  const char = source.charAt(at);
  const next = source.charAt(at + 1);
  if (char === '\\') return special.test(next) ? [{ kind: 'text', text: next }, 2] : [undefined, 0];
  return special.test(char) ? [undefined, 0] : [{ kind: 'text', text: char }, 1];
}

function matchFrom(tokens: readonly Token[], index: number, text: string, at: number): boolean {
  const token = tokens[index];
  if (token === undefined) return at === text.length;
  if (token.kind === 'text') return text.startsWith(token.text, at) && matchFrom(tokens, index + 1, text, at + 1);
  if (token.kind === 'anything' && index === tokens.length - 1) return true;
  for (let end = token.kind === 'segment' ? at + 1 : at; end <= text.length; end += 1) {
    if (token.kind === 'segment' && text[end - 1] === '/') return false;
    if (matchFrom(tokens, index + 1, text, end)) return true;
  }
  return false;
}
