import { expect, test } from 'vitest';
import { child } from '../fieldReader.ts';
import { readTexts } from './lessonReader.ts';
import { openTeachingFile } from './teachingFile.ts';

test.each([
  ['a fold between characters', '连接\n    放行', '连接放行'],
  ['a fold after punctuation', '连接放行。\n    这里没有策略', '连接放行。这里没有策略'],
  ['a fold before code stays a space', '守卫是\n    ztunnel', '守卫是 ztunnel'],
])('%s', (_, written, read) => {
  const { reader, root } = openTeachingFile(`text:\n  en: x\n  zh: >-\n    ${written}\n`);
  expect(readTexts(reader, child(root, 'text')).zh).toBe(read);
});
