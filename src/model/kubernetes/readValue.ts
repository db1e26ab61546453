import { checkList, checkMap, checkNumber, checkOneOf, checkString, checkUnique, type Channel } from './checkFacets.ts';
import { fieldName, requiredValue, unknownField, type FieldProblem } from './fieldProblem.ts';
import type { FieldPath } from './resource.ts';
import { notDecoded, notOfType } from './wrongType.ts';
import type { Fields, ListNode, MapNode, Node, NumberNode, ObjectNode, Schema } from './schema.ts';

/** More values than any object in etcd can hold; stops documents that are small as text and huge as a tree. */
export const valueLimit = 50_000;

const depthLimit = 64;

/** Keys with a meaning to JavaScript. No Kubernetes field has such a name. */
const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Where a value could not be read at all. What is above it has no type then. */
export const unreadable = Symbol('unreadable');

export interface Reading {
  readonly channel: Channel;
  /** Built-in kinds are decoded by Go, custom ones checked by OpenAPI: the words differ. */
  readonly builtIn: boolean;
  readonly problems: FieldProblem[];
  /** Where a default stands in for what was not stated. */
  readonly filledIn: FieldPath[];
  visited: number;
  /** Depth of the map key that is being read; Go leaves map keys out of the field it names. */
  mapKeyAt?: number;
}

/** Reads one value through its schema: the declared fields, with defaults, and a problem for whatever does not fit. */
export function readValue(schema: Schema, value: unknown, path: FieldPath, reading: Reading, owner = ''): unknown {
  reading.visited += 1;
  if (reading.visited > valueLimit || path.length > depthLimit) return tooLarge(path, reading);
  if (value === null && schema.nullable === true) return undefined;
  switch (schema.kind) {
    case 'string':
      if (typeof value !== 'string') return wrongType(schema, value, path, reading, owner);
      reading.problems.push(...checkString(schema, value, path, reading.channel));
      return value;
    case 'integer':
    case 'number':
      return readNumber(schema, value, path, reading, owner);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType(schema, value, path, reading, owner);
    case 'int-or-string':
    case 'quantity':
      return typeof value === 'number' || typeof value === 'string'
        ? value
        : wrongType(schema, value, path, reading, owner);
    case 'any':
      return copyJson(value, path, reading);
    case 'list':
      return readList(schema, value, path, reading, owner);
    case 'map':
      return readMap(schema, value, path, reading, owner);
    case 'object':
      return readObject(schema, value, path, reading, owner);
  }
}

function readNumber(node: NumberNode, value: unknown, path: FieldPath, reading: Reading, owner: string): unknown {
  if (typeof value !== 'number' || (node.kind === 'integer' && !Number.isInteger(value))) {
    return wrongType(node, value, path, reading, owner);
  }
  reading.problems.push(...checkNumber(node, value, path));
  return value;
}

function readList(node: ListNode, value: unknown, path: FieldPath, reading: Reading, owner: string): unknown {
  if (!Array.isArray(value)) return wrongType(node, value, path, reading, owner);
  reading.problems.push(...checkList(node, value, path));
  const items: unknown[] = [];
  let readable = true;
  for (const [at, item] of value.entries()) {
    const read = readValue(node.of, item, [...path, at], reading, owner);
    if (read === unreadable) readable = false;
    else items.push(read);
    if (reading.visited > valueLimit) return unreadable;
  }
  if (!readable) return unreadable;
  reading.problems.push(...checkUnique(node, items, path));
  return items;
}

function readMap(node: MapNode, value: unknown, path: FieldPath, reading: Reading, owner: string): unknown {
  if (!isRecord(value)) return wrongType(node, value, path, reading, owner);
  const entries = Object.create(null) as Record<string, unknown>;
  let readable = true;
  for (const [key, item] of Object.entries(value)) {
    if (isReserved(key, path, reading)) readable = false;
    // Nulls in place of values are dropped before anything is checked.
    else if (item !== null) {
      reading.mapKeyAt = path.length;
      const read = readValue(node.of, item, [...path, key], reading, owner);
      delete reading.mapKeyAt;
      if (read === unreadable) readable = false;
      else entries[key] = read;
    }
    if (reading.visited > valueLimit) return unreadable;
  }
  if (!readable) return unreadable;
  reading.problems.push(...checkMap(node, entries, path));
  return entries;
}

function readObject(node: ObjectNode, value: unknown, path: FieldPath, reading: Reading, owner: string): unknown {
  if (!isRecord(value)) return wrongType(node, value, path, reading, owner);
  const read = readFields(node.fields, value, path, reading, node.goType ?? owner);
  reading.problems.push(...checkOneOf(node, value, path));
  for (const key of Object.keys(value)) {
    if (isReserved(key, path, reading)) return unreadable;
    if (node.open !== true && !isKnown(node.fields, key, reading)) reading.problems.push(unknownField([...path, key]));
  }
  if (read !== unreadable) {
    reading.problems.push(...(node.structure?.(read as object, path) ?? []));
  }
  return read;
}

function readFields(
  fields: Fields,
  value: Readonly<Record<string, unknown>>,
  path: FieldPath,
  reading: Reading,
  owner: string,
): unknown {
  const read: Record<string, unknown> = {};
  let readable = true;
  for (const [name, field] of Object.entries(fields)) {
    if (!isKnown(fields, name, reading)) continue;
    const given = Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
    const present = given === undefined ? field.default : given;
    if (present === undefined) {
      if (field.presence !== 'required') continue;
      reading.problems.push(requiredValue([...path, name]));
      readable = false;
      continue;
    }
    const at = [...path, name];
    if (given === undefined) reading.filledIn.push(at);
    const result = readValue(field, present, at, reading, owner);
    if (result === unreadable) readable = false;
    else if (result !== undefined) read[name] = result;
    if (reading.visited > valueLimit) return unreadable;
  }
  return readable ? read : unreadable;
}

function isKnown(fields: Fields, name: string, reading: Reading): boolean {
  if (!Object.hasOwn(fields, name)) return false;
  return reading.channel === 'experimental' || fields[name]?.experimental !== true;
}

function isReserved(key: string, path: FieldPath, reading: Reading): boolean {
  if (!reservedKeys.has(key)) return false;
  const at = [...path, key];
  const field = fieldName(at);
  const message = `${field}: Forbidden: the key ${JSON.stringify(key)} is not accepted`;
  reading.problems.push({ code: 'admission/reserved-key', params: { field }, severity: 'error', path: at, message });
  return true;
}

function wrongType(node: Node, value: unknown, path: FieldPath, reading: Reading, owner: string): typeof unreadable {
  const decoded = reading.builtIn || path[0] === 'metadata';
  reading.problems.push(
    ...(decoded ? [notDecoded(node, value, path, owner, reading.mapKeyAt)] : notOfType(node, value, path)),
  );
  return unreadable;
}

function tooLarge(path: FieldPath, reading: Reading): typeof unreadable {
  if (!reading.problems.some((problem) => problem.code === 'admission/too-large')) {
    const message = `the object holds more than ${valueLimit} values or is nested deeper than ${depthLimit} levels`;
    reading.problems.push({
      code: 'admission/too-large',
      params: { limit: valueLimit },
      severity: 'error',
      path,
      message,
    });
  }
  reading.visited = valueLimit + 1;
  return unreadable;
}

/** A copy of a value without a schema, with keys that JavaScript would misunderstand refused. */
function copyJson(value: unknown, path: FieldPath, reading: Reading): unknown {
  reading.visited += 1;
  if (reading.visited > valueLimit || path.length > depthLimit) return tooLarge(path, reading);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, at) => copyJson(item, [...path, at], reading));
    return items.includes(unreadable) ? unreadable : items;
  }
  if (!isRecord(value)) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) {
    if (isReserved(key, path, reading)) return unreadable;
    const read = copyJson(item, [...path, key], reading);
    if (read === unreadable) return unreadable;
    copy[key] = read;
  }
  return copy;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
