import { expect, test } from 'vitest';
import { kinds } from '#model/kubernetes/kinds.ts';
import type { Schema } from '#model/kubernetes/schema.ts';
import { fields as english } from './en/fields.ts';
import type { FieldTexts } from './fieldTexts.ts';
import { fields as chinese } from './zh/fields.ts';

function fieldsOf(schema: Schema, at: string): readonly string[] {
  if (schema.kind === 'list' || schema.kind === 'map') return fieldsOf(schema.of, at);
  if (schema.kind !== 'object') return [];
  return Object.entries(schema.fields).flatMap(([name, field]) => {
    const full = at === '' ? name : `${at}.${name}`;
    return [full, ...fieldsOf(field, full)];
  });
}

test.each(Object.entries(english))('%s: every text is about a field that exists', (kind, texts) => {
  const definition = kinds.find((each) => each.kind === kind);
  const known = definition === undefined ? [] : fieldsOf(definition.schema, '');
  expect(Object.keys(texts).filter((field) => !known.includes(field))).toEqual([]);
});

test('both languages explain the same fields', () => {
  const names = (texts: FieldTexts) =>
    Object.entries(texts).flatMap(([kind, of]) => Object.keys(of).map((field) => `${kind} ${field}`));
  expect(names(chinese)).toEqual(names(english));
});
