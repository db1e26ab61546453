import type { ResourceRef } from './kubernetes/resource.ts';
import type { Expectation } from './scenario.ts';
import type { Trace } from './trace.ts';

/** A field of an expectation that a trace does not meet. */
export interface ExpectationGap {
  readonly field: keyof Expectation;
  readonly found: string | number | readonly string[] | null;
  readonly expected: string | number | readonly string[];
}

/** Compares a trace with what its request expects, field by field; empty where all that is stated holds. */
export function expectationGaps({ verdict, five }: Trace, expect: Expectation): readonly ExpectationGap[] {
  const backend = nameOf(verdict.backend);
  const deniers = five.enforcers.filter(({ result }) => result === 'deny').flatMap(({ policies }) => policies);
  const gaps: ExpectationGap[] = [];
  const check = <F extends keyof Expectation>(
    field: F,
    found: ExpectationGap['found'],
    holds: (expected: NonNullable<Expectation[F]>) => boolean,
  ): void => {
    const expected = expect[field];
    if (expected !== undefined && !holds(expected)) gaps.push({ field, found, expected });
  };
  check('verdict', verdict.kind, (expected) => expected === verdict.kind);
  check('status', verdict.status, (expected) => expected === verdict.status);
  check('client', verdict.client, (expected) => expected === verdict.client);
  check('backend', backend, (expected) => backend !== null && isPrefix(backend, expected));
  check('via', five.waypoints, (expected) => five.waypoints.join(' ') === expected.join(' '));
  // Where several policies refuse, any of them may be named.
  check(
    'deniedBy',
    verdict.deniedBy,
    (expected) =>
      expected === verdict.deniedBy ||
      (verdict.deniedBy !== null && [verdict.deniedBy, expected].every((name) => deniers.includes(name))),
  );
  check('podSees', five.podSees?.identity ?? null, (expected) => expected === five.podSees?.identity);
  return gaps;
}

/** A pod's name or a prefix of it, with or without its namespace. */
function isPrefix(backend: string, expected: string): boolean {
  const own = expected.includes('/') ? backend : backend.slice(backend.indexOf('/') + 1);
  return own.startsWith(expected);
}

function nameOf(ref: ResourceRef | null): string | null {
  if (ref === null) return null;
  return ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
}
