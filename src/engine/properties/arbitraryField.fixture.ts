import * as fc from 'fast-check';
import type { Kind } from '#model/kubernetes/kind.ts';
import type { Schema } from '#model/kubernetes/schema.ts';

// Objects of every kind, by their own definitions, with values that fit nearly always and mean nothing mostly.

/** Words that mean something somewhere. */
const words = fc.constantFrom(
  ...[
    'a',
    'n0',
    'n1',
    's0',
    's1',
    'wp0',
    'ap0',
    'missing',
    '',
    '*',
    '*.a',
    'a*',
    '/',
    '/a',
    '10.1.0.1',
    '10.96.0.1',
    '::1',
  ],
  ...['10.0.0.0/8', '999.1.1.1', '[', '(a+)+$', 's0.n0.svc.cluster.local', 'x-a', '1', '-1', '80', '1s', '__proto__'],
  ...['Service', 'Gateway', 'Pod', 'gateway.networking.k8s.io', 'HTTP', 'HBONE', 'istio-waypoint', 'istio', 'true'],
);

const nonsense = fc.oneof(fc.jsonValue({ maxDepth: 2 }), words, fc.constantFrom<unknown>(-1, 1e9, 0.5, null, [], {}));

/** An object of a kind in one of the namespaces; now and then with an unlawful field. */
export function arbitraryObject(kind: Kind): fc.Arbitrary<unknown> {
  const apiVersion = kind.group === '' ? kind.versions[0] : `${kind.group}/${kind.versions[0] ?? ''}`;
  const body = valueOf({ ...kind.schema, fields: kind.fields }, 0);
  const metadata = fc.record({
    name: words.map((word) => (word === '' ? 'x' : word)),
    namespace: fc.constantFrom('n0', 'n1'),
    labels: fc.constantFrom({}, { app: 'a' }, { 'istio.io/use-waypoint': 'wp0' }),
  });
  return fc.tuple(metadata, body).map(([meta, fields]) => ({
    apiVersion,
    kind: kind.kind,
    metadata: meta,
    ...(typeof fields === 'object' ? fields : {}),
  }));
}

function valueOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: fitting(schema, depth) }, { weight: 1, arbitrary: nonsense });
}

function fitting(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  switch (schema.kind) {
    case 'string':
      return schema.enum === undefined ? words : fc.constantFrom(...schema.enum);
    case 'integer':
    case 'number':
      return fc.constantFrom(0, 1, 80, 100, 8080, 15008, 503, -1);
    case 'boolean':
      return fc.boolean();
    case 'int-or-string':
    case 'quantity':
      return fc.constantFrom<unknown>(80, 'http', '100m');
    case 'any':
      return nonsense;
    case 'list':
      return fc.array(valueOf(schema.of, depth + 1), { maxLength: depth > 6 ? 0 : 2 });
    case 'map':
      return fc.dictionary(words, valueOf(schema.of, depth + 1), { maxKeys: depth > 6 ? 0 : 2 });
    case 'object': {
      const fields = Object.entries(schema.fields).map(([name, field]) => {
        const wanted = field.presence === 'required' || depth === 0 || name === 'spec';
        const value = depth > 8 ? fc.constant(undefined) : valueOf(field, depth + 1);
        return [name, wanted ? value : fc.option(value, { nil: undefined, freq: 1 })] as const;
      });
      return fc.record(Object.fromEntries(fields));
    }
  }
}

/** The same value with something else in one place, or as it was. */
export function arbitraryField(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  const spoilt = fc
    .tuple(fc.nat(Math.max(0, places.length - 1)), nonsense)
    .map(([at, instead]) => replaced(value, places[at] ?? [], instead));
  return fc.oneof({ weight: 2, arbitrary: fc.constant<unknown>(value) }, { weight: 1, arbitrary: spoilt });
}

type Place = readonly string[];

function placesOf(value: unknown, path: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

function replaced(value: unknown, [step, ...rest]: Place, instead: unknown): unknown {
  if (step === undefined) return instead;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (String(at) === step ? replaced(item, rest, instead) : item));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: replaced(fields[step], rest, instead) };
}
