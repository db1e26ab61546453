/** `[]` stands for an item of a list. */
export type CaretPath = readonly string[];

/** What is being typed at the caret, and where in its document. */
export interface YamlCaret {
  /** Of the mapping or list that is typed into; in a value, with its key. */
  readonly path: CaretPath;
  readonly position: 'key' | 'value';
  /** What stands before the caret of the word that is being typed. */
  readonly typed: string;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

interface Line {
  /** Columns of the dashes that begin list items. */
  readonly dashes: readonly number[];
  /** Column of what follows the dashes. */
  readonly column: number;
  readonly key: string | undefined;
  readonly rest: string;
}

const keyPattern = /^("[^"]*"|'[^']*'|[^\s#:'"[\]{},]+)\s*:(?:\s+|$)/;

/**
 * Finds out by indentation alone where a caret stands, so that it works in text that does not parse, which is what text
 * is while it is typed.
 */
export function yamlCaret(lines: readonly string[], line: number, column: number): YamlCaret {
  const before = lineOf((lines[line] ?? '').slice(0, column));
  const { first, last } = documentOf(lines, line);
  const path = before.key === undefined ? [] : [before.key];
  let need = climb(path, before);
  for (let above = line - 1; above >= first && !(need.column === 0 && !need.list); above -= 1) {
    const text = lines[above] ?? '';
    if (/^\s*(#|$)/.test(text)) continue;
    const parsed = lineOf(text);
    const lastDash = parsed.dashes.at(-1);
    if (isParent(parsed, need)) {
      path.unshift(parsed.key ?? '');
      need = climb(path, parsed);
    } else if (!need.list && lastDash !== undefined && lastDash < need.column && parsed.column === need.column) {
      need = climb(path, parsed);
    }
  }
  const document = lines.slice(first, last);
  return {
    path,
    position: before.key === undefined ? 'key' : 'value',
    typed: before.key === undefined ? before.rest : (/[^\s[,"']*$/.exec(before.rest)?.[0] ?? ''),
    apiVersion: rootValue(document, /^apiVersion:\s*['"]?([^\s'"#]+)/),
    kind: rootValue(document, /^kind:\s*['"]?([^\s'"#]+)/),
  };
}

interface Need {
  readonly column: number;
  /** Whether the key of a list is looked for, which may stand as far in as its dashes. */
  readonly list: boolean;
}

/** Adds the list items that begin on a line, and says which parent is looked for next. */
function climb(path: string[], { dashes, column }: Line): Need {
  path.unshift(...dashes.map(() => '[]'));
  const [outermost] = dashes;
  return outermost === undefined ? { column, list: false } : { column: outermost, list: true };
}

function isParent({ key, column, dashes }: Line, need: Need): boolean {
  if (key === undefined) return false;
  return need.list ? column <= need.column && !dashes.includes(need.column) : column < need.column;
}

function lineOf(text: string): Line {
  const dashes: number[] = [];
  let column = text.length - text.trimStart().length;
  while (/^-(\s|$)/.test(text.slice(column))) {
    dashes.push(column);
    const rest = text.slice(column + 1);
    column += 1 + rest.length - rest.trimStart().length;
  }
  const content = text.slice(column);
  const found = keyPattern.exec(content);
  if (found === null) return { dashes, column, key: undefined, rest: content };
  return { dashes, column, key: (found[1] ?? '').replace(/^["']|["']$/g, ''), rest: content.slice(found[0].length) };
}

function documentOf(lines: readonly string[], line: number): { readonly first: number; readonly last: number } {
  let first = line;
  while (first > 0 && !isDivider(lines[first - 1])) first -= 1;
  let last = line + 1;
  while (last < lines.length && !isDivider(lines[last])) last += 1;
  return { first, last };
}

function isDivider(line: string | undefined): boolean {
  return /^---(\s|$)/.test(line ?? '');
}

function rootValue(document: readonly string[], pattern: RegExp): string | undefined {
  for (const line of document) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
