import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpus } from './edit/corpus.fixture.ts';
import { fieldAt, locate } from './locate.ts';
import { parseScenario } from './parseScenario.ts';

const stream = corpus.map(([, manifest]) => manifest.trimEnd()).join('\n---\n');
const scraps = [
  '\n',
  '---\n',
  '...\n',
  ':',
  '- ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '#',
  '|',
  '&a ',
  '*a',
  '!!x ',
  '\t',
  '  ',
  '<<: ',
  '\u0000',
  '%Y\n',
  '? ',
];

/** A hand that slips: something is cut out or put in somewhere. */
const slip = fc.record({
  at: fc.nat(stream.length),
  cut: fc.oneof(fc.constant(0), fc.nat(40)),
  insert: fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 6 })),
});

test('whatever is typed is read without a throw, and everything that is said about it has a place in it', () => {
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 6 }), (slips) => {
      let parsed = parseScenario(stream);
      for (const { at, cut, insert } of slips) {
        const text = parsed.text.slice(0, at) + insert + parsed.text.slice(at + cut);
        parsed = parseScenario(text, parsed);
        expect(parsed.manifests.map(({ full }) => text.slice(full.start, full.end)).join('')).toBe(text);
        for (const { range } of parsed.problems) {
          expect(range?.start).toBeGreaterThanOrEqual(0);
          expect(range?.end).toBeLessThanOrEqual(text.length);
          expect(range?.end).toBeGreaterThanOrEqual(range?.start ?? 0);
        }
        for (const { object } of parsed.objects) {
          const { ref } = object.read;
          if (ref !== undefined) expect(locate(parsed, { resource: ref, path: ['metadata', 'name'] })).toBeDefined();
        }
        fieldAt(parsed, at);
      }
      // Reading on from what was known gives what reading from nothing gives, but for what is kept of the past.
      const fresh = parseScenario(parsed.text);
      expect(fresh.problems).toEqual(parsed.problems);
      expect(fresh.spec).toEqual(parsed.spec);
      expect(fresh.objects.map(({ object }) => object.read)).toEqual(parsed.objects.map(({ object }) => object.read));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  );
}, 60_000);

test('any text at all', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.constantFrom(...scraps, 'a', 'kind', '1')).map((parts) => parts.join('')),
      ),
      (text) => {
        expect(parseScenario(text).text).toBe(text);
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 200) },
  );
});
