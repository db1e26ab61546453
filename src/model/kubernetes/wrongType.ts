import { multipleOneOf } from './checkFacets.ts';
import {
  cannotUnmarshal,
  fieldName,
  quoted,
  typeInvalid,
  unsupportedValue,
  type FieldProblem,
} from './fieldProblem.ts';
import type { FieldPath } from './resource.ts';
import type { Node } from './schema.ts';

/** How Go's decoder turns down a value of another type than a built-in kind has. */
export function notDecoded(
  node: Node,
  value: unknown,
  path: FieldPath,
  owner: string,
  mapKeyAt: number | undefined,
): FieldProblem {
  const found = jsonType(value);
  const names: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'number' };
  return cannotUnmarshal(path, mapKeyAt, owner, goType(node), names[found] ?? found);
}

/** How OpenAPI validation turns it down. Checks that do not ask for the type speak as well. */
export function notOfType(node: Node, value: unknown, path: FieldPath): readonly FieldProblem[] {
  const found = jsonType(value);
  const format = node.kind === 'integer' || node.kind === 'number' ? node.format : undefined;
  const problems = [
    format !== undefined && (found === 'object' || found === 'boolean')
      ? notOfFormat(path, format, found)
      : typeInvalid(path, openApiType(node), found),
  ];
  const words = node.kind === 'string' || node.kind === 'integer' ? node.enum : undefined;
  if (words !== undefined) problems.push(unsupportedValue(path, value, words.map(String)));
  // Whatever has no fields at all lacks none, so every alternative fits.
  for (const { fields } of node.kind === 'object' ? (node.oneOf ?? []) : []) {
    problems.push(multipleOneOf(path, fields.length));
  }
  return problems;
}

function notOfFormat(path: FieldPath, format: string, found: string): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/wrong-type',
    params: { field, expected: format, found },
    severity: 'error',
    path,
    message: `${field}: Invalid value: "": ${field} in body must be of type ${format}: ${quoted('')}`,
  };
}

function jsonType(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function openApiType(node: Node): string {
  switch (node.kind) {
    case 'list':
      return 'array';
    case 'map':
      return 'object';
    case 'int-or-string':
    case 'quantity':
      return 'integer,string';
    default:
      return node.kind;
  }
}

function goType(node: Node): string {
  switch (node.kind) {
    case 'boolean':
      return 'bool';
    case 'integer':
      return node.format ?? 'int';
    case 'list':
      return `[]${goType(node.of)}`;
    case 'map':
      return `map[string]${goType(node.of)}`;
    case 'object':
      return node.goType === undefined ? 'object' : `v1.${node.goType}`;
    case 'int-or-string':
      return 'intstr.IntOrString';
    default:
      return node.kind;
  }
}
