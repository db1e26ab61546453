import type { Claim, ResourceClaim, ShareClaim, TraceClaim } from '#model/claim.ts';
import {
  child,
  isAbsent,
  readChoice,
  readList,
  readNumber,
  readPositiveInteger,
  readText,
  reportType,
  reportUnknown,
  type Field,
  type FieldReader,
} from '../fieldReader.ts';
import { expectFields, readExpectFields } from '../readRequest.ts';
import { needText, proxies, readDiagnosticCode, readReasonCode, readRef } from './lessonReader.ts';

const traceFields = [
  'request',
  ...expectFields,
  'sourceCaptured',
  'destinationCaptured',
  'dialled',
  'legs',
  'decidedAt',
  'reason',
  'withoutReason',
];
const shareFields = ['request', 'count', 'backend', 'atLeast', 'atMost'];
const resourceFields = [
  'resource',
  'exists',
  'enforcedBy',
  'participation',
  'waypoint',
  'diagnostic',
  'withoutDiagnostic',
];

/** A statement about a request (`request:`), about the shares of many sendings (`count:`) or about an object (`resource:`). */
export function readClaim(reader: FieldReader, field: Field): Claim {
  if (!isAbsent(child(field, 'resource'))) return readResourceClaim(reader, field);
  return isAbsent(child(field, 'count')) ? readTraceClaim(reader, field) : readShareClaim(reader, field);
}

export function readClaims(reader: FieldReader, field: Field): readonly Claim[] {
  return readList(reader, field).map((claim) => readClaim(reader, claim));
}

function readTraceClaim(reader: FieldReader, field: Field): TraceClaim {
  reportUnknown(reader, field, traceFields);
  const legs = child(field, 'legs');
  const transports = ['plaintext', 'hbone', 'double-hbone', 'istio-mtls'] as const;
  return withoutAbsent({
    kind: 'trace',
    request: needText(reader, child(field, 'request')),
    expect: readExpectFields(reader, field),
    sourceCaptured: readFlag(reader, child(field, 'sourceCaptured')),
    destinationCaptured: readFlag(reader, child(field, 'destinationCaptured')),
    dialled: readChoice(reader, child(field, 'dialled'), ['service', 'pod', 'unknown']),
    legs: isAbsent(legs)
      ? undefined
      : readList(reader, legs).flatMap((leg) => readChoice(reader, leg, transports) ?? []),
    decidedAt: readChoice(reader, child(field, 'decidedAt'), proxies),
    reason: readReasonCode(reader, child(field, 'reason')),
    withoutReason: readReasonCode(reader, child(field, 'withoutReason')),
  });
}

function readShareClaim(reader: FieldReader, field: Field): ShareClaim {
  reportUnknown(reader, field, shareFields);
  const count = readPositiveInteger(reader, child(field, 'count')) ?? 1;
  return {
    kind: 'share',
    request: needText(reader, child(field, 'request')),
    count,
    backend: needText(reader, child(field, 'backend')),
    atLeast: readNumber(reader, child(field, 'atLeast')) ?? 0,
    atMost: readNumber(reader, child(field, 'atMost')) ?? count,
  };
}

function readResourceClaim(reader: FieldReader, field: Field): ResourceClaim {
  reportUnknown(reader, field, resourceFields);
  return withoutAbsent({
    kind: 'resource',
    resource: readRef(reader, child(field, 'resource')),
    exists: readFlag(reader, child(field, 'exists')),
    enforcedBy: readChoice(reader, child(field, 'enforcedBy'), ['ztunnel', 'waypoint', 'gateway', 'sidecar', 'nobody']),
    participation: readChoice(reader, child(field, 'participation'), [
      'captured',
      'pending',
      'sidecar',
      'waypoint',
      'gateway',
      'outside',
    ]),
    waypoint: readText(reader, child(field, 'waypoint')),
    diagnostic: readDiagnosticCode(reader, child(field, 'diagnostic')),
    withoutDiagnostic: readDiagnosticCode(reader, child(field, 'withoutDiagnostic')),
  });
}

function readFlag(reader: FieldReader, field: Field): boolean | undefined {
  if (isAbsent(field)) return undefined;
  if (typeof field.value === 'boolean') return field.value;
  reportType(reader, field, 'string');
  return undefined;
}

type WithoutAbsent<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutAbsent<const T extends object>(fields: T): WithoutAbsent<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as WithoutAbsent<T>;
}
