import type { Json } from '#model/kubernetes/schema.ts';
import { resolvePlain } from '../yaml/resolvePlain.ts';

/** How a value is written: in lines, or inline within brackets. */
export type PrintContext = 'block' | 'flow';
export type QuoteStyle = 'plain' | 'single' | 'double';

type JsonMap = Readonly<Record<string, Json>>;

const wordsOfOtherParsers =
  /^(?:[-+]?0o[0-7_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)$/;
const plainStart = /^[A-Za-z0-9_./$(^\\+;~<]/;
const plainBody = /^[\w\p{L}\p{N}./@+=~%^$()\\;!?*&'"|<>:# -]*$/u;

/** A scalar in the style asked for, or quoted where it would otherwise mean something else to some parser. */
export function printScalar(value: Json, style: QuoteStyle = 'plain', context: PrintContext = 'block'): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (style === 'double' || /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uD800-\uDFFF]/.test(value))
    return inDoubleQuotes(value);
  if (style === 'plain' && isPlain(value, context)) return value;
  return style === 'single' ? `'${value.replaceAll("'", "''")}'` : inDoubleQuotes(value);
}

/** JSON's escapes are YAML's; only line separators need one more. */
function inDoubleQuotes(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isPlain(value: string, context: PrintContext): boolean {
  if (!plainStart.test(value) || !plainBody.test(value) || value.endsWith(' ')) return false;
  if (/:(?: |$)| #/.test(value) || (context === 'flow' && value.includes(':'))) return false;
  // `=` and sexagesimals are quoted for the sake of parsers that read YAML 1.1 to the letter.
  return typeof resolvePlain(value) === 'string' && !wordsOfOtherParsers.test(value);
}

export function isCollection(value: Json): value is readonly Json[] | JsonMap {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Inline: `{ x: 40, y: 80 }`, as flow style is written by hand. With `json`, keys and texts are quoted. */
export function printFlow(value: Json, json = false): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((entry) => printFlow(entry, json)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return printScalar(value, json ? 'double' : 'plain', 'flow');
  if (!json && isPosition(value)) return printPosition(value as { readonly x: Json; readonly y: Json });
  const entries = Object.entries(value as JsonMap).map(
    ([key, entry]) => `${printKey(key, json ? 'double' : 'plain', 'flow')}: ${printFlow(entry, json)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

export function printKey(key: string, style: QuoteStyle = 'plain', context: PrintContext = 'block'): string {
  return printScalar(key, style, context);
}

/** The lines of a value, without a first indent and without a last line end. Lists are not indented in their key. */
export function printBlock(value: Json, indent: number): string {
  const pad = ' '.repeat(indent);
  if (!isCollection(value)) return printLeaf(value, indent);
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((entry) => `- ${printNested(entry, indent + 2)}`).join(`\n${pad}`);
  }
  return Object.entries(value as JsonMap)
    .map(([key, entry]) => printEntry(key, entry, indent))
    .join(`\n${pad}`);
}

/** `key: value` with whatever lines the value needs, the first without indent. */
export function printEntry(key: string, value: Json, indent: number): string {
  return `${printKey(key)}:${printAfterColon(value, indent)}`;
}

/** What follows a colon: a space and a leaf, or a line end and lines. `indent` is that of the key. */
export function printAfterColon(value: Json, indent: number): string {
  if (!isCollection(value) || isPosition(value)) return ` ${printNested(value, indent + 2)}`;
  const inner = Array.isArray(value) ? indent : indent + 2;
  return `\n${' '.repeat(inner)}${printBlock(value, inner)}`;
}

function printNested(value: Json, indent: number): string {
  return isPosition(value) ? printFlow(value) : printBlock(value, indent);
}

function printLeaf(value: Json, indent: number): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  if (typeof value === 'string' && isTextBlock(value)) return printTextBlock(value, indent);
  return printScalar(value);
}

/** Several lines that a literal block keeps as they are. */
function isTextBlock(value: string): boolean {
  return (
    /^[^\s][^\n]*\n/.test(value) &&
    !/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF]/.test(value) &&
    !/\n\n$/.test(value)
  );
}

function printTextBlock(value: string, indent: number): string {
  const pad = ' '.repeat(Math.max(indent, 2));
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const lines = body.split('\n').map((line) => (line === '' ? '' : pad + line));
  return `|${value.endsWith('\n') ? '' : '-'}\n${lines.join('\n')}`;
}

/** Only our own document has places, and there `y` needs no quotes. */
function printPosition({ x, y }: { readonly x: Json; readonly y: Json }): string {
  return `{ x: ${printScalar(x)}, y: ${printScalar(y)} }`;
}

/** Places of the canvas go on one line each. */
function isPosition(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value as JsonMap);
  return (
    entries.length === 2 && entries.every(([key, entry]) => (key === 'x' || key === 'y') && typeof entry === 'number')
  );
}
