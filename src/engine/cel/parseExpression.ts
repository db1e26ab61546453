import type { Expression, Operator } from './expression.ts';
import { tokensOf, type Token } from './tokens.ts';

/** More nesting than anyone writes, and less than the call stack takes. */
const deepest = 100;
const longest = 1000;

/** Operators by how loosely they bind. */
const levels: readonly (readonly Operator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  failed: boolean;
}

/**
 * Reads an expression: literals, names, selection, indices, calls, lists and all operators; nothing where it cannot be
 * read. Map literals and macros over lists are left out. Follows the grammar of cel-spec `doc/langdef.md`.
 */
export function parseExpression(source: string): Expression | undefined {
  const tokens = tokensOf(source);
  if (tokens === undefined || tokens.length > longest) return undefined;
  const reader: Reader = { tokens, at: 0, depth: 0, failed: false };
  const expression = choice(reader);
  return reader.failed || peek(reader).kind !== 'end' ? undefined : expression;
}

const end: Token = { kind: 'end', text: '' };

function peek({ tokens, at }: Reader): Token {
  return tokens[at] ?? end;
}

function take(reader: Reader, ...symbols: readonly string[]): string | undefined {
  const { kind, text } = peek(reader);
  if (kind !== 'symbol' || !symbols.includes(text)) return undefined;
  reader.at += 1;
  return text;
}

function expect(reader: Reader, symbol: string): void {
  if (take(reader, symbol) === undefined) reader.failed = true;
}

const nothing: Expression = { kind: 'literal', value: null };

function choice(reader: Reader): Expression {
  reader.depth += 1;
  if (reader.depth > deepest) reader.failed = true;
  if (reader.failed) return nothing;
  const test = binary(reader, 0);
  const expression = take(reader, '?') === undefined ? test : branches(reader, test);
  reader.depth -= 1;
  return expression;
}

function branches(reader: Reader, test: Expression): Expression {
  const yes = choice(reader);
  expect(reader, ':');
  return { kind: 'choice', test, yes, no: choice(reader) };
}

function binary(reader: Reader, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return unary(reader);
  let left = binary(reader, level + 1);
  while (!reader.failed) {
    const operator = take(reader, ...operators) as Operator | undefined;
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: binary(reader, level + 1) };
  }
  return left;
}

function unary(reader: Reader): Expression {
  const signs: ('not' | 'minus')[] = [];
  for (let sign = take(reader, '!', '-'); sign !== undefined; sign = take(reader, '!', '-')) {
    signs.push(sign === '!' ? 'not' : 'minus');
    if (signs.length > deepest) reader.failed = true;
  }
  return signs.reduceRight<Expression>((operand, kind) => ({ kind, operand }), member(reader));
}

function member(reader: Reader): Expression {
  let target = primary(reader);
  while (!reader.failed) {
    if (take(reader, '.') !== undefined) target = selected(reader, target);
    else if (take(reader, '[') !== undefined) {
      target = { kind: 'index', target, index: choice(reader) };
      expect(reader, ']');
    } else return target;
  }
  return target;
}

function selected(reader: Reader, target: Expression): Expression {
  const field = nameIn(reader);
  if (take(reader, '(') === undefined) return { kind: 'select', target, field };
  return { kind: 'call', name: field, target, args: list(reader, ')') };
}

function nameIn(reader: Reader): string {
  const { kind, text } = peek(reader);
  if (kind !== 'name') reader.failed = true;
  reader.at += 1;
  return text;
}

function list(reader: Reader, closing: string): readonly Expression[] {
  const items: Expression[] = [];
  while (!reader.failed && take(reader, closing) === undefined) {
    if (items.length > 0) expect(reader, ',');
    items.push(choice(reader));
  }
  return items;
}

function primary(reader: Reader): Expression {
  const { kind, text } = peek(reader);
  if (take(reader, '(') !== undefined) {
    const inner = choice(reader);
    expect(reader, ')');
    return inner;
  }
  if (take(reader, '[') !== undefined) return { kind: 'list', items: list(reader, ']') };
  reader.at += 1;
  if (kind === 'string') return { kind: 'literal', value: text };
  if (kind === 'number') return { kind: 'literal', value: Number(text.replace(/u$/, '')) };
  if (kind === 'name') return named(reader, text);
  reader.failed = true;
  return nothing;
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function named(reader: Reader, name: string): Expression {
  const value = words.get(name);
  if (value !== undefined) return { kind: 'literal', value };
  if (take(reader, '(') === undefined) return { kind: 'name', name };
  const args = list(reader, ')');
  if (name !== 'has') return { kind: 'call', name, args };
  const [argument] = args;
  if (args.length !== 1 || argument?.kind !== 'select') reader.failed = true;
  return argument?.kind === 'select' ? { kind: 'has', target: argument.target, field: argument.field } : nothing;
}
