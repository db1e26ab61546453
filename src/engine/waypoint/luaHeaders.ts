import type { HttpRequest } from '../dataplane/connection.ts';
import { withAddedHeader, withHeader, withoutHeader } from '../envoy/headerLines.ts';

/** One statement of a script that edits request headers. */
export type HeaderEdit =
  | { readonly kind: 'add' | 'replace'; readonly name: string; readonly value: string }
  | { readonly kind: 'remove'; readonly name: string };

const header = /^function\s+envoy_on_request\s*\(\s*([A-Za-z_]\w*)\s*\)/;

/**
 * Reads a Lua script that does nothing but add, replace and remove request headers by literal names and values.
 * Undefined for any other script: its effect is not known.
 */
export function readLua(script: string): readonly HeaderEdit[] | undefined {
  const text = script.replace(/--[^\n]*/g, '').trim();
  const handle = header.exec(text);
  if (handle === null || !text.endsWith('end')) return undefined;
  const body = text.slice(handle[0].length, -'end'.length);
  const edits: HeaderEdit[] = [];
  for (const statement of body.split(/[;\n]/)) {
    if (statement.trim() === '') continue;
    const edit = readStatement(statement.trim(), handle[1] ?? '');
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

const call =
  /^(\w+):headers\(\):(add|replace|remove)\(\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:,\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*)?\)$/;

function readStatement(statement: string, handle: string): HeaderEdit | undefined {
  const match = call.exec(statement);
  if (match?.[1] !== handle) return undefined;
  const [, , kind, double, single, doubleValue, singleValue] = match;
  const name = double ?? single ?? '';
  const value = doubleValue ?? singleValue;
  if (kind === 'remove') return value === undefined ? { kind, name } : undefined;
  if (value === undefined || (kind !== 'add' && kind !== 'replace')) return undefined;
  return { kind, name, value };
}

export function runLua(edits: readonly HeaderEdit[], request: HttpRequest): HttpRequest {
  let { headers } = request;
  for (const edit of edits) {
    if (edit.kind === 'remove') headers = withoutHeader(headers, edit.name);
    else if (edit.kind === 'add') headers = withAddedHeader(headers, edit.name, edit.value);
    else headers = withHeader(headers, edit.name, edit.value);
  }
  return edits.length === 0 ? request : { ...request, headers };
}
