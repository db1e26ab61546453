import type { EvaluationFailure, FieldProblem } from './fieldProblem.ts';
import type { FieldPath } from './resource.ts';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

declare const carried: unique symbol;

interface Carries<T> {
  readonly [carried]?: T;
}

/** A condition on a value that its structure cannot say, with the refusal's exact words. */
export interface Rule<T = never> {
  readonly message: string | ((self: T) => string | EvaluationFailure);
  readonly holds: (self: T) => boolean;
  /** The one channel of the Gateway API that has this rule. */
  readonly channel?: 'standard' | 'experimental';
}

/** Whether a field is always there once a manifest is read. Absent means it may be missing. */
export type Presence = 'required' | 'defaulted';

interface Facets {
  readonly presence?: Presence;
  readonly default?: Json;
  readonly nullable?: true;
  /** Only in the experimental channel of the Gateway API. */
  readonly experimental?: true;
  readonly rules?: readonly Rule[];
}

export interface StringNode extends Facets {
  readonly kind: 'string';
  readonly enum?: readonly string[];
  /** Words of `enum` that only the experimental channel knows. */
  readonly experimentalEnum?: readonly string[];
  readonly pattern?: RegExp;
  /** The pattern as error messages quote it, where ours says the same in a way that is matched in linear time. */
  readonly patternText?: string;
  /** A pattern that only the experimental channel has. */
  readonly experimentalPattern?: RegExp;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: 'date-time' | 'byte';
}

export interface NumberNode extends Facets {
  readonly kind: 'integer' | 'number';
  readonly enum?: readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: 'int32' | 'int64' | 'double';
}

export interface PlainNode extends Facets {
  readonly kind: 'boolean' | 'int-or-string' | 'quantity' | 'any';
}

export interface ListNode extends Facets {
  readonly kind: 'list';
  readonly of: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Keys that tell items apart, or `set` where the items themselves must differ. */
  readonly unique?: readonly string[] | 'set';
}

export interface MapNode extends Facets {
  readonly kind: 'map';
  readonly of: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

export interface ObjectNode extends Facets {
  readonly kind: 'object';
  readonly fields: Fields;
  /** Fields that are not named here are passed over without a word. */
  readonly open?: true;
  /** What the structure demands beyond its fields, with the refusals it leads to. */
  readonly structure?: (self: object, path: FieldPath) => readonly FieldProblem[];
  /** The Go type that the API server decodes a built-in object into. */
  readonly goType?: string;
  /** Groups of fields of which at most one may be set. */
  readonly oneOf?: readonly OneOf[];
}

/** protobuf `oneof` as the CRDs state it. */
export interface OneOf {
  readonly fields: readonly string[];
}

export type Node = StringNode | NumberNode | PlainNode | ListNode | MapNode | ObjectNode;

/** The shape of a field as data, which also carries the TypeScript type of what is read through it. */
export type Schema<T = unknown> = Node & Carries<T>;

export interface Fields {
  readonly [name: string]: Schema;
}

/** The TypeScript type of a value that was read through a schema. */
export type TypeOf<S> = S extends Carries<infer T> ? T : never;

type Present<F> = {
  [K in keyof F]: F[K] extends { readonly presence: Presence } ? K : never;
}[keyof F];

type Flat<T> = { readonly [K in keyof T]: T[K] };

export type ObjectOf<F> = Flat<
  { readonly [K in Present<F>]: TypeOf<F[K]> } & { readonly [K in Exclude<keyof F, Present<F>>]?: TypeOf<F[K]> }
>;

type Options<N, T> = Omit<N, 'kind' | 'of' | 'fields' | 'presence' | 'default' | 'rules' | 'enum'> & {
  readonly rules?: readonly Rule<T>[];
};

function node<T>(value: object): Schema<T> {
  return value as Schema<T>;
}

export function string(options: Options<StringNode, string> = {}): Schema<string> {
  return node({ kind: 'string', ...options });
}

/** One of a closed list of words. */
export function choice<const E extends string>(words: readonly E[], options: Options<StringNode, E> = {}): Schema<E> {
  return node({ kind: 'string', enum: words, ...options });
}

export function integer(
  options: Options<NumberNode, number> & { readonly enum?: readonly number[] } = {},
): Schema<number> {
  return node({ kind: 'integer', ...options });
}

export function number(options: Options<NumberNode, number> = {}): Schema<number> {
  return node({ kind: 'number', ...options });
}

export function boolean(): Schema<boolean> {
  return node({ kind: 'boolean' });
}

export function intOrString(): Schema<number | string> {
  return node({ kind: 'int-or-string' });
}

/** A Kubernetes quantity, such as `500m`. */
export function quantity(): Schema<number | string> {
  return node({ kind: 'quantity' });
}

/** Whatever is written there is kept. */
export function any(): Schema {
  return node({ kind: 'any' });
}

export function list<S extends Schema>(
  of: S,
  options: Options<ListNode, readonly TypeOf<S>[]> = {},
): Schema<readonly TypeOf<S>[]> {
  return node({ kind: 'list', of, ...options });
}

/** Keys chosen by the user. Read values have no prototype. */
export function map<S extends Schema>(
  of: S,
  options: Options<MapNode, Readonly<Record<string, TypeOf<S>>>> = {},
): Schema<Readonly<Record<string, TypeOf<S>>>> {
  return node({ kind: 'map', of, ...options });
}

export function object<F extends Fields>(
  fields: F,
  options: Options<ObjectNode, ObjectOf<F>> = {},
): Schema<ObjectOf<F>> & { readonly kind: 'object'; readonly fields: F } {
  return node({ kind: 'object', fields, ...options }) as Schema<ObjectOf<F>> & {
    readonly kind: 'object';
    readonly fields: F;
  };
}

export function required<S extends Schema>(schema: S): S & { readonly presence: 'required' } {
  return { ...schema, presence: 'required' };
}

/** A field that the API server fills in where it is left out. */
export function withDefault<S extends Schema>(schema: S, value: Json): S & { readonly presence: 'defaulted' } {
  return { ...schema, presence: 'defaulted' as const, default: value } as S & { readonly presence: 'defaulted' };
}

export function experimental<S extends Schema>(schema: S): S {
  return { ...schema, experimental: true };
}

export function nullable<S extends Schema>(schema: S): S {
  return { ...schema, nullable: true };
}
