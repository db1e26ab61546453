import type { Channel } from './checkFacets.ts';
import { evaluationFailed, ruleBroken, type FieldProblem } from './fieldProblem.ts';
import type { FieldPath } from './resource.ts';
import type { Rule, Schema } from './schema.ts';

/** A place in the object. CEL writes map keys in brackets, so its name is kept beside the path. */
interface Place {
  readonly path: FieldPath;
  readonly name: string;
}

/**
 * The conditions between fields that a kind's definition states, outermost first. Mirrors the API server's CEL pass,
 * which only sees objects whose structure is sound.
 */
export function checkRules(schema: Schema, value: unknown, channel: Channel): readonly FieldProblem[] {
  return check(schema, value, { path: [], name: '' }, channel);
}

function check(schema: Schema, value: unknown, place: Place, channel: Channel): readonly FieldProblem[] {
  const own = (schema.rules ?? [])
    .filter((rule) => rule.channel === undefined || rule.channel === channel)
    .flatMap((rule) => broken(rule as Rule<unknown>, value, place));
  return [...own, ...inner(schema, value, place, channel)];
}

function broken(rule: Rule<unknown>, value: unknown, { path, name }: Place): readonly FieldProblem[] {
  if (rule.holds(value)) return [];
  const message = typeof rule.message === 'string' ? rule.message : rule.message(value);
  return [
    typeof message === 'string' ? ruleBroken(path, name, value, message) : evaluationFailed(path, name, value, message),
  ];
}

function inner(schema: Schema, value: unknown, { path, name }: Place, channel: Channel): readonly FieldProblem[] {
  switch (schema.kind) {
    case 'list':
      return (value as readonly unknown[]).flatMap((item, at) =>
        check(schema.of, item, { path: [...path, at], name: `${name}[${at}]` }, channel),
      );
    case 'map':
      return Object.entries(value as object).flatMap(([key, item]) =>
        check(schema.of, item, { path: [...path, key], name: `${name}[${key}]` }, channel),
      );
    case 'object':
      return Object.entries(schema.fields).flatMap(([field, of]) => {
        const item = (value as Readonly<Record<string, unknown>>)[field];
        const place = { path: [...path, field], name: name === '' ? field : `${name}.${field}` };
        return item === undefined ? [] : check(of, item, place, channel);
      });
    default:
      return [];
  }
}
