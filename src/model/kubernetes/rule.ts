import type { EvaluationFailure } from './fieldProblem.ts';
import type { Rule } from './schema.ts';

type Channelled = Pick<Rule, 'channel'>;

/** A condition with the refusal's exact words. */
export function rule<T>(message: Rule<T>['message'], holds: (self: T) => boolean, where: Channelled = {}): Rule<T> {
  return { message, holds, ...where };
}

/** What the API server says where a rule itself breaks on a value. */
export function evaluationError(problem: string, message: string): EvaluationFailure {
  return { evaluation: `${problem} evaluating rule: ${message}` };
}

/** At most one of several values is there, as CEL's `has` sees it. */
export function atMostOne(...values: readonly unknown[]): boolean {
  return values.filter((value) => value !== undefined).length <= 1;
}

/** Every pair of different items is told apart. */
export function distinct<T>(items: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return items.every((a, at) => items.every((b, other) => at === other || !same(a, b)));
}
