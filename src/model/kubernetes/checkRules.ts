import type { Channel } from './checkFacets.ts';
import { ruleBroken, type FieldProblem } from './fieldProblem.ts';
import type { FieldPath } from './resource.ts';
import type { Rule, Schema } from './schema.ts';

/**
 * The conditions between fields that a kind's definition states, outermost first. Mirrors the API server's CEL pass,
 * which only sees objects whose structure is sound.
 */
export function checkRules(schema: Schema, value: unknown, path: FieldPath, channel: Channel): FieldProblem[] {
  const own = (schema.rules ?? [])
    .filter((rule) => rule.channel === undefined || rule.channel === channel)
    .flatMap((rule) => broken(rule as Rule<unknown>, value, path));
  return [...own, ...inner(schema, value, path, channel)];
}

function broken(rule: Rule<unknown>, value: unknown, path: FieldPath): FieldProblem[] {
  if (rule.holds(value)) return [];
  return [ruleBroken(path, typeof rule.message === 'string' ? rule.message : rule.message(value))];
}

function inner(schema: Schema, value: unknown, path: FieldPath, channel: Channel): FieldProblem[] {
  switch (schema.kind) {
    case 'list':
      return (value as readonly unknown[]).flatMap((item, at) => checkRules(schema.of, item, [...path, at], channel));
    case 'map':
      return Object.entries(value as object).flatMap(([key, item]) =>
        checkRules(schema.of, item, [...path, key], channel),
      );
    case 'object':
      return Object.entries(schema.fields).flatMap(([name, field]) =>
        Object.hasOwn(value as object, name)
          ? checkRules(field, (value as Readonly<Record<string, unknown>>)[name], [...path, name], channel)
          : [],
      );
    default:
      return [];
  }
}
