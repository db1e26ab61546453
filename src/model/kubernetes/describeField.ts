import { kindOf } from './kinds.ts';
import type { FieldPath } from './resource.ts';
import type { Fields, Json, Schema } from './schema.ts';

/** What the definition of a kind says of one field, for hints and completion in an editor. */
export interface FieldDescription {
  /** Names from the root, without list indices and map keys: `spec.rules.matches.path`. */
  readonly field: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'object' | 'int-or-string' | 'any';
  readonly required: boolean;
  readonly experimental: boolean;
  readonly words?: readonly (string | number)[];
  readonly default?: Json;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

/** The field that a path leads to; nothing where the kind is not read or has no such field. */
export function describeField(apiVersion: string, kind: string, path: FieldPath): FieldDescription | undefined {
  const found = schemaAt(apiVersion, kind, path);
  return found === undefined ? undefined : describe(found);
}

/** The fields that can be written inside the object that a path leads to. */
export function fieldsWithin(
  apiVersion: string,
  kind: string,
  path: FieldPath,
): readonly (FieldDescription & { readonly name: string })[] {
  const found = schemaAt(apiVersion, kind, path);
  if (found?.schema.kind !== 'object') return [];
  const { schema, field } = found;
  return Object.entries(schema.fields).map(([name, inner]) => ({
    name,
    ...describe({ schema: inner, field: field === '' ? name : `${field}.${name}` }),
  }));
}

interface Found {
  readonly schema: Schema;
  readonly field: string;
}

function schemaAt(apiVersion: string, kind: string, path: FieldPath): Found | undefined {
  const definition = kindOf(apiVersion, kind);
  let found: Found | undefined = definition && { schema: definition.schema, field: '' };
  for (const step of path) found = found && stepInto(found, step);
  return found;
}

function stepInto({ schema, field }: Found, step: string | number): Found | undefined {
  switch (schema.kind) {
    case 'list':
      return typeof step === 'number' ? { schema: schema.of, field } : undefined;
    case 'map':
      return typeof step === 'string' ? { schema: schema.of, field } : undefined;
    case 'object': {
      const inner = typeof step === 'string' ? fieldNamed(schema.fields, step) : undefined;
      return inner && { schema: inner, field: field === '' ? String(step) : `${field}.${step}` };
    }
    default:
      return undefined;
  }
}

function fieldNamed(fields: Fields, name: string): Schema | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function describe({ schema, field }: Found): FieldDescription {
  const words = schema.kind === 'string' || schema.kind === 'integer' ? schema.enum : undefined;
  return {
    field,
    type: schema.kind === 'quantity' ? 'int-or-string' : schema.kind,
    required: schema.presence === 'required',
    experimental: schema.experimental === true,
    ...(words === undefined ? {} : { words }),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...bounds(schema),
  };
}

function bounds(schema: Schema): Partial<Pick<FieldDescription, 'minimum' | 'maximum' | 'maxLength' | 'maxItems'>> {
  switch (schema.kind) {
    case 'integer':
    case 'number':
      return {
        ...(schema.minimum === undefined ? {} : { minimum: schema.minimum }),
        ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
      };
    case 'string':
      return schema.maxLength === undefined ? {} : { maxLength: schema.maxLength };
    case 'list':
      return schema.maxItems === undefined ? {} : { maxItems: schema.maxItems };
    default:
      return {};
  }
}
