import { expect, test } from 'vitest';
import { kinds } from '#model/kubernetes/kinds.ts';
import type { Schema } from '#model/kubernetes/schema.ts';
import { gatewayApiFields as gatewayApiEn } from './en/fields/gatewayApi.ts';
import { istioFields as istioEn } from './en/fields/istio.ts';
import { gatewayApiFields as gatewayApiZh } from './zh/fields/gatewayApi.ts';
import { istioFields as istioZh } from './zh/fields/istio.ts';

function fieldsOf(schema: Schema, at: string): readonly string[] {
  if (schema.kind === 'list' || schema.kind === 'map') return fieldsOf(schema.of, at);
  if (schema.kind !== 'object') return [];
  return Object.entries(schema.fields).flatMap(([name, field]) => {
    const full = at === '' ? name : `${at}.${name}`;
    return [full, ...fieldsOf(field, full)];
  });
}

const english = { ...gatewayApiEn, ...istioEn };
const chinese = { ...gatewayApiZh, ...istioZh };

test.each(Object.entries(english))('%s: every text is about a field that exists', (kind, texts) => {
  const definition = kinds.find((each) => each.kind === kind);
  const known = definition === undefined ? [] : fieldsOf(definition.schema, '');
  expect(Object.keys(texts).filter((field) => !known.includes(field))).toEqual([]);
});

test('both languages explain the same fields', () => {
  const names = (texts: typeof english) =>
    Object.entries(texts).flatMap(([kind, of]) => Object.keys(of).map((field) => `${kind} ${field}`));
  expect(names(chinese)).toEqual(names(english));
});
