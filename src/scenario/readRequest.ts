import type { Expectation, RequestToken, ScenarioRequest } from '#model/scenario.ts';
import {
  child,
  isAbsent,
  readChoice,
  readEntries,
  readList,
  readNumber,
  readPositiveInteger,
  readText,
  readWritten,
  reportMissing,
  reportType,
  reportUnknown,
  type Field,
  type FieldReader,
} from './fieldReader.ts';

const requestFields = ['name', 'from', 'to', 'method', 'headers', 'body', 'count', 'token', 'seed', 'expect'];
export const expectFields = ['verdict', 'status', 'client', 'backend', 'via', 'deniedBy', 'podSees'];

/** One entry of `spec.requests`. A request without `from` or `to` cannot be sent and is left out. */
export function readRequest(reader: FieldReader, field: Field, index: number): ScenarioRequest | undefined {
  if (typeof field.value !== 'object' || isAbsent(field) || Array.isArray(field.value)) {
    reportType(reader, field, 'map');
    return undefined;
  }
  reportUnknown(reader, field, requestFields);
  const read = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
    value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
  const request = {
    name: readWritten(reader, child(field, 'name')) ?? `request-${index + 1}`,
    from: requiredText(reader, child(field, 'from')),
    to: requiredText(reader, child(field, 'to')),
    ...read('method', readText(reader, child(field, 'method'))),
    ...read('headers', readHeaders(reader, child(field, 'headers'))),
    ...read('body', readWritten(reader, child(field, 'body'))),
    ...read('count', readPositiveInteger(reader, child(field, 'count'))),
    ...read('token', readToken(reader, child(field, 'token'))),
    ...read('seed', readNumber(reader, child(field, 'seed'))),
    ...read('expect', readExpectation(reader, child(field, 'expect'))),
  };
  const { from, to } = request;
  return from === undefined || to === undefined ? undefined : { ...request, from, to };
}

function requiredText(reader: FieldReader, field: Field): string | undefined {
  if (isAbsent(field)) reportMissing(reader, field);
  return readText(reader, field);
}

function readHeaders(reader: FieldReader, field: Field): ScenarioRequest['headers'] | undefined {
  if (isAbsent(field)) return undefined;
  const headers = new Map<string, string | readonly string[]>();
  for (const [name, entry] of readEntries(reader, field)) {
    const lines = Array.isArray(entry.value) ? readList(reader, entry) : undefined;
    const value = lines?.flatMap((line) => readWritten(reader, line) ?? []) ?? readWritten(reader, entry);
    if (value !== undefined) headers.set(name, value);
  }
  return Object.fromEntries(headers);
}

function readToken(reader: FieldReader, field: Field): RequestToken | undefined {
  if (isAbsent(field)) return undefined;
  if (typeof field.value === 'string') {
    return readChoice(reader, field, ['none', 'valid', 'bad-signature', 'expired']);
  }
  reportUnknown(reader, field, ['claims', 'signedBy']);
  const claims = readEntries(reader, child(field, 'claims')).map(([name, { value }]) => [name, value] as const);
  const signedBy = readText(reader, child(field, 'signedBy'));
  return { claims: Object.fromEntries(claims), ...(signedBy === undefined ? {} : { signedBy }) };
}

export function readExpectation(reader: FieldReader, field: Field): Expectation | undefined {
  if (isAbsent(field)) return undefined;
  if (typeof field.value !== 'object' || Array.isArray(field.value)) {
    reportType(reader, field, 'map');
    return undefined;
  }
  reportUnknown(reader, field, expectFields);
  return readExpectFields(reader, field);
}

/** The fields of an expectation, whatever else stands beside them. */
export function readExpectFields(reader: FieldReader, field: Field): Expectation {
  const verdict = readChoice(reader, child(field, 'verdict'), ['delivered', 'denied', 'failed', 'undetermined']);
  const status = readNumber(reader, child(field, 'status'));
  const client = readChoice(reader, child(field, 'client'), ['response', 'reset', 'refused', 'timeout', 'unresolved']);
  const backend = readText(reader, child(field, 'backend'));
  const via = child(field, 'via');
  const deniedBy = readText(reader, child(field, 'deniedBy'));
  const podSees = readText(reader, child(field, 'podSees'));
  return {
    ...(verdict === undefined ? {} : { verdict }),
    ...(status === undefined ? {} : { status }),
    ...(client === undefined ? {} : { client }),
    ...(backend === undefined ? {} : { backend }),
    ...(isAbsent(via) ? {} : { via: readList(reader, via).flatMap((name) => readText(reader, name) ?? []) }),
    ...(deniedBy === undefined ? {} : { deniedBy }),
    ...(podSees === undefined ? {} : { podSees }),
  };
}
