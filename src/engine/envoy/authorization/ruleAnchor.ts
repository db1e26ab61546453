import type { ConditionAnchor } from './compileRule.ts';
import type { FieldContext } from './fields.ts';
import { isPathTemplate } from './pathTemplate.ts';
import { withTrustDomainAliases } from './trustDomains.ts';

/** What the values of a field insist on, if they are all plain texts or prefixes. Speaks the language of `Asked`. */
export function anchorOfValues(
  name: string,
  values: readonly string[],
  { trustDomains }: FieldContext,
): ConditionAnchor | undefined {
  switch (name) {
    case 'principals':
      return anchor('principal', withTrustDomainAliases(values, trustDomains), (value) => value);
    case 'paths':
      return values.some(isPathTemplate) ? undefined : anchor('path', values, (value) => value);
    case 'hosts':
      return anchor('host', values, (value) => value.toLowerCase());
    default:
      return undefined;
  }
}

function anchor(
  dimension: ConditionAnchor['dimension'],
  values: readonly string[],
  written: (value: string) => string,
): ConditionAnchor | undefined {
  if (values.some((value) => value.startsWith('*'))) return undefined;
  const isPrefix = (value: string): boolean => value.endsWith('*');
  return {
    dimension,
    exact: values.filter((value) => !isPrefix(value)).map(written),
    prefixes: values.filter(isPrefix).map((value) => written(value.slice(0, -1))),
  };
}
