export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'symbol' | 'end';
  readonly text: string;
}

const space = /\s+|\/\/[^\n]*/y;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?u?|0x[0-9a-fA-F]+u?/y;
const name = /[A-Za-z_]\w*/y;
const text = /r?"(?:[^"\\\n]|\\.)*"|r?'(?:[^'\\\n]|\\.)*'/y;
const symbol = /\|\||&&|==|!=|<=|>=|[-+*/%<>!?:.,()[\]{}]/y;

/** Splits an expression into its words, or says nothing where it holds something that is none. */
export function tokensOf(source: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < source.length) {
    if (take(space) !== undefined) continue;
    const quoted = take(text);
    if (quoted !== undefined) {
      tokens.push({ kind: 'string', text: unquoted(quoted) });
      continue;
    }
    const word = take(number);
    if (word !== undefined) {
      tokens.push({ kind: 'number', text: word });
      continue;
    }
    const named = take(name);
    if (named !== undefined) {
      tokens.push({ kind: named === 'in' ? 'symbol' : 'name', text: named });
      continue;
    }
    const sign = take(symbol);
    if (sign === undefined) return undefined;
    tokens.push({ kind: 'symbol', text: sign });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unquoted(quoted: string): string {
  if (quoted.startsWith('r')) return quoted.slice(2, -1);
  return quoted.slice(1, -1).replace(/\\(.)/g, (_, char: string) => escapes.get(char) ?? char);
}
