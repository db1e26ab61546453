import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLesson } from '#cli/lessons/checkLesson.ts';
import { checkSymptom } from '#cli/lessons/checkSymptom.ts';
import { readLesson } from '#scenario/lesson/readLesson.ts';
import { readSymptom } from '#scenario/lesson/readSymptom.ts';
import { gallery, lessons } from './lessons.ts';

const filesIn = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => [file, readFileSync(join(import.meta.dirname, folder, file), 'utf8')]);

describe('lessons', () => {
  test.each(filesIn('lessons'))('%s fits its schema, and the engine says what it says', async (file, source) => {
    const { lesson, problems } = readLesson(source);
    expect(problems).toEqual([]);
    expect(await checkLesson(lesson)).toEqual([]);
    expect(file.slice(3)).toBe(`${lesson.slug}.yaml`);
    expect(Number(file.slice(0, 2))).toBe(lesson.number);
  });

  test('the course lists every file, in order of number', () => {
    expect(lessons.map(({ slug }) => slug)).toEqual(filesIn('lessons').map(([file]) => file.slice(3, -5)));
    expect(new Set(lessons.map(({ number }) => number)).size).toBe(lessons.length);
  });
});

describe('gallery', () => {
  test.each(filesIn('gallery'))('%s shows its symptom, and its fix mends it', async (file, source) => {
    const { symptom, problems } = readSymptom(source);
    expect(problems).toEqual([]);
    expect(await checkSymptom(symptom)).toEqual([]);
    expect(file.slice(3)).toBe(`${symptom.slug}.yaml`);
    expect(Number(file.slice(0, 2))).toBe(symptom.number);
    expect(lessons.map(({ slug }) => slug)).toContain(symptom.lesson);
  });

  test('its entries are ordered and all there', () => {
    expect(gallery.map(({ slug }) => slug)).toEqual(filesIn('gallery').map(([file]) => file.slice(3, -5)));
  });
});
