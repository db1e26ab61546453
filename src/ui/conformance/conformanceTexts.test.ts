import { expect, test } from 'vitest';
import results from '#content/conformance/results.json';
import { conformance as en } from '#ui/i18n/en/conformance.ts';
import { conformance as zh } from '#ui/i18n/zh/conformance.ts';

test.each([
  ['en', en],
  ['zh', zh],
])('every folder and every reason of the kept run has its text in %s', (_language, texts) => {
  const folders = results.folders.map(({ folder }) => folder);
  expect(folders.filter((folder) => !Object.hasOwn(texts.folders, folder))).toEqual([]);
  const codes = results.excluded.map(({ code }) => code);
  expect(codes.filter((code) => !Object.hasOwn(texts.reasons, code))).toEqual([]);
});
