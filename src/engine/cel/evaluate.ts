import { compilePattern } from '../envoy/routes/pattern.ts';
import type { Expression, Operator } from './expression.ts';

export type Value = string | number | boolean | null | readonly Value[] | Scope;

/** Named values. What an open one does not name may still be there in the real thing. */
export interface Scope {
  readonly values: ReadonlyMap<string, Value>;
  readonly open: boolean;
}

/** `error` is the language's own: no such key, no such overload. `unknown` is what nothing here can tell. */
export type Result = { readonly value: Value } | 'error' | 'unknown';

/**
 * What an expression comes to. Errors are absorbed by `&&` and `||` where the other side decides.
 * Mirrors cel-cpp's evaluator with its standard functions.
 */
export function evaluate(expression: Expression, scope: Scope): Result {
  switch (expression.kind) {
    case 'literal':
      return { value: expression.value };
    case 'name':
      return field(scope, expression.name);
    case 'select':
      return then(evaluate(expression.target, scope), (target) => field(target, expression.field));
    case 'has':
      return then(evaluate(expression.target, scope), (target) => present(target, expression.field));
    case 'index':
      return both(evaluate(expression.target, scope), evaluate(expression.index, scope), element);
    case 'list':
      return all(expression.items, scope);
    case 'not':
      return then(evaluate(expression.operand, scope), (value) => (typeof value === 'boolean' ? of(!value) : 'error'));
    case 'minus':
      return then(evaluate(expression.operand, scope), (value) => (typeof value === 'number' ? of(-value) : 'error'));
    case 'choice':
      return then(evaluate(expression.test, scope), (test) =>
        typeof test === 'boolean' ? evaluate(test ? expression.yes : expression.no, scope) : 'error',
      );
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, scope);
    case 'call':
      return call(expression, scope);
  }
}

function of(value: Value): Result {
  return { value };
}

function then(result: Result, next: (value: Value) => Result): Result {
  return typeof result === 'object' ? next(result.value) : result;
}

function both(left: Result, right: Result, next: (left: Value, right: Value) => Result): Result {
  return then(left, (one) => then(right, (other) => next(one, other)));
}

function all(items: readonly Expression[], scope: Scope): Result {
  const values: Value[] = [];
  for (const item of items) {
    const result = evaluate(item, scope);
    if (typeof result !== 'object') return result;
    values.push(result.value);
  }
  return of(values);
}

function isScope(value: Value): value is Scope {
  return typeof value === 'object' && value !== null && 'values' in value;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function field(target: Value, name: string): Result {
  if (!isScope(target)) return 'error';
  const value = target.values.get(name);
  return value === undefined ? (target.open ? 'unknown' : 'error') : of(value);
}

function present(target: Value, name: string): Result {
  if (!isScope(target)) return 'error';
  return target.values.has(name) ? of(true) : target.open ? 'unknown' : of(false);
}

function element(target: Value, index: Value): Result {
  if (typeof index === 'string') return field(target, index);
  if (!isList(target) || typeof index !== 'number') return 'error';
  const value = target[index];
  return value === undefined ? 'error' : of(value);
}

function binary(operator: Operator, left: Expression, right: Expression, scope: Scope): Result {
  if (operator === '&&' || operator === '||') {
    return logical(operator === '||', evaluate(left, scope), () => evaluate(right, scope));
  }
  return both(evaluate(left, scope), evaluate(right, scope), (one, other) => operate(operator, one, other));
}

function logical(decisive: boolean, left: Result, right: () => Result): Result {
  const decides = (result: Result): boolean => typeof result === 'object' && result.value === decisive;
  if (decides(left)) return left;
  const other = right();
  if (decides(other)) return other;
  const failed = [left, other].find((result) => typeof result !== 'object' || typeof result.value !== 'boolean');
  if (failed === undefined) return of(!decisive);
  return left === 'unknown' || other === 'unknown' ? 'unknown' : 'error';
}

function operate(operator: Exclude<Operator, '&&' | '||'>, left: Value, right: Value): Result {
  switch (operator) {
    case '==':
      return of(same(left, right));
    case '!=':
      return of(!same(left, right));
    case 'in':
      return within(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function same(left: Value, right: Value): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index] ?? null));
  }
  return left === right;
}

function within(item: Value, container: Value): Result {
  if (isList(container)) return of(container.some((one) => same(one, item)));
  return typeof item === 'string' ? present(container, item) : 'error';
}

function compare(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): Result {
  const numbers = typeof left === 'number' && typeof right === 'number';
  if (!numbers && !(typeof left === 'string' && typeof right === 'string')) return 'error';
  switch (operator) {
    case '<':
      return of(left < right);
    case '<=':
      return of(left <= right);
    case '>':
      return of(left > right);
    case '>=':
      return of(left >= right);
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: Value, right: Value): Result {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return of(left + right);
  if (operator === '+' && isList(left) && isList(right)) return of([...left, ...right]);
  if (typeof left !== 'number' || typeof right !== 'number') return 'error';
  const whole = Number.isInteger(left) && Number.isInteger(right);
  switch (operator) {
    case '+':
      return of(left + right);
    case '-':
      return of(left - right);
    case '*':
      return of(left * right);
    case '/':
      if (whole) return right === 0 ? 'error' : of(Math.trunc(left / right));
      return of(left / right);
    case '%':
      return whole && right !== 0 ? of(left % right) : 'error';
  }
}

const conversions: ReadonlySet<string> = new Set(['size', 'string', 'int', 'uint', 'double', 'bool']);
const textFunctions: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'matches']);

/** Every other function may well exist in the real thing. */
function call({ name, target, args }: Extract<Expression, { kind: 'call' }>, scope: Scope): Result {
  const operands = target === undefined ? args : [target, ...args];
  return then(all(operands, scope), (values) => {
    if (!isList(values)) return 'error';
    const [first = null, second = null] = values;
    if (values.length === 1 && conversions.has(name)) return convert(name, first);
    return values.length === 2 && textFunctions.has(name) ? textFunction(name, first, second) : 'unknown';
  });
}

function textFunction(name: string, text: Value, part: Value): Result {
  if (typeof text !== 'string' || typeof part !== 'string') return 'error';
  switch (name) {
    case 'startsWith':
      return of(text.startsWith(part));
    case 'endsWith':
      return of(text.endsWith(part));
    case 'contains':
      return of(text.includes(part));
    case 'matches': {
      // RE2's partial match, said as a whole one.
      const pattern = compilePattern(`(?s:.*)(?:${part})(?s:.*)`);
      return pattern.kind === 'pattern' ? of(pattern.matches(text)) : 'error';
    }
    default:
      return 'unknown';
  }
}

function convert(name: string, value: Value): Result {
  switch (name) {
    case 'size':
      if (typeof value === 'string') return of(Array.from(value).length);
      return isList(value) ? of(value.length) : isScope(value) && !value.open ? of(value.values.size) : 'error';
    case 'string':
      return typeof value === 'string' || typeof value === 'number' ? of(String(value)) : 'error';
    case 'int':
    case 'uint':
    case 'double': {
      const number = typeof value === 'string' ? Number(value.trim() === '' ? Number.NaN : value) : value;
      if (typeof number !== 'number' || Number.isNaN(number)) return 'error';
      return of(name === 'double' ? number : Math.trunc(number));
    }
    case 'bool':
      return typeof value === 'boolean' ? of(value) : 'error';
    default:
      return 'unknown';
  }
}
