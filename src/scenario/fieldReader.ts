import type { ScenarioType } from '#model/diagnostics/document.ts';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { nodeAt, rangeAt } from './yaml/nodeAt.ts';
import { problem, type PlacedDiagnostic } from './yaml/problem.ts';
import type { MapNode } from './yaml/sourceTree.ts';

/** Reads the fields of our own document one by one. What does not fit is reported with its place, and left out. */
export interface FieldReader {
  readonly root: MapNode;
  readonly problems: PlacedDiagnostic[];
}

/** A value with its path, so that a complaint knows where it belongs. */
export interface Field {
  readonly path: FieldPath;
  readonly value: Json | undefined;
}

type JsonMap = Readonly<Record<string, Json>>;

/** Null and absent are the same: the field was not filled in. */
export function isAbsent({ value }: Field): boolean {
  return value === undefined || value === null;
}

export function child(field: Field, key: string): Field {
  const { value } = field;
  const inner = isJsonMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return { path: [...field.path, key], value: inner };
}

export function readText(reader: FieldReader, field: Field): string | undefined {
  if (isAbsent(field)) return undefined;
  if (typeof field.value === 'string') return field.value;
  reportType(reader, field, 'string');
  return undefined;
}

/** The text as it is written, so that `x-flag: on` sends `on`. */
export function readWritten(reader: FieldReader, field: Field): string | undefined {
  if (isAbsent(field) || typeof field.value === 'string') return readText(reader, field);
  const { node } = nodeAt(reader.root, field.path);
  if (node.kind === 'scalar') return node.text;
  reportType(reader, field, 'string');
  return undefined;
}

export function readNumber(reader: FieldReader, field: Field): number | undefined {
  if (isAbsent(field)) return undefined;
  if (typeof field.value === 'number') return field.value;
  reportType(reader, field, 'number');
  return undefined;
}

export function readPositiveInteger(reader: FieldReader, field: Field): number | undefined {
  if (isAbsent(field)) return undefined;
  const { value } = field;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  reportType(reader, field, 'positive-integer');
  return undefined;
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** A moment, in whole seconds since 1970. */
export function readTime(reader: FieldReader, field: Field): number | undefined {
  const text = readWritten(reader, field);
  if (text === undefined) return undefined;
  const moment = rfc3339.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  if (!Number.isNaN(moment)) return Math.floor(moment / 1000);
  reportType(reader, field, 'time');
  return undefined;
}

export function readChoice<const C extends string>(
  reader: FieldReader,
  field: Field,
  allowed: readonly C[],
): C | undefined {
  const text = readText(reader, field);
  if (text === undefined) return undefined;
  const found = allowed.find((choice) => choice === text);
  if (found === undefined) {
    const params = { field: nameOf(field), found: text, allowed };
    reader.problems.push(problem('document/scenario-choice', params, rangeAt(reader.root, field.path)));
  }
  return found;
}

export function readList(reader: FieldReader, field: Field): readonly Field[] {
  if (isAbsent(field)) return [];
  if (!Array.isArray(field.value)) {
    reportType(reader, field, 'list');
    return [];
  }
  return (field.value as readonly Json[]).map((value, index) => ({ path: [...field.path, index], value }));
}

/** The entries of a mapping, each with its name. */
export function readEntries(reader: FieldReader, field: Field): readonly (readonly [string, Field])[] {
  if (isAbsent(field)) return [];
  if (!isJsonMap(field.value)) {
    reportType(reader, field, 'map');
    return [];
  }
  return Object.keys(field.value).map((key) => [key, child(field, key)] as const);
}

export function reportUnknown(reader: FieldReader, field: Field, known: readonly string[]): void {
  if (!isJsonMap(field.value)) return;
  for (const key of Object.keys(field.value)) {
    if (known.includes(key)) continue;
    const unknown = child(field, key);
    const { entry } = nodeAt(reader.root, unknown.path);
    const range = entry?.key ?? rangeAt(reader.root, unknown.path);
    reader.problems.push(problem('document/scenario-unknown-field', { field: nameOf(unknown) }, range, 'warning'));
  }
}

export function reportMissing(reader: FieldReader, field: Field): void {
  const range = rangeAt(reader.root, field.path);
  reader.problems.push(problem('document/scenario-missing', { field: nameOf(field) }, range));
}

export function reportType(reader: FieldReader, field: Field, expected: ScenarioType): void {
  const { value } = field;
  const found = Array.isArray(value) ? 'list' : isJsonMap(value) ? 'map' : JSON.stringify(value);
  const params = { field: nameOf(field), expected, found };
  reader.problems.push(problem('document/scenario-type', params, rangeAt(reader.root, field.path)));
}

function nameOf({ path }: Field): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
}

function isJsonMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
