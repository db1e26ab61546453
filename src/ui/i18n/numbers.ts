/** Numbers, plurals and lists as one language writes them. */
export interface Numbers {
  number(value: number): string;
  /** A share between 0 and 1. */
  percent(share: number): string;
  /** `3 policies`: the number with the right form of the noun. */
  count(value: number, one: string, other: string): string;
  list(words: readonly string[]): string;
}

/** Builds the formats of a language once; `Intl` objects are expensive to make. */
export function numbersOf(languageTag: string): Numbers {
  const plain = new Intl.NumberFormat(languageTag);
  const share = new Intl.NumberFormat(languageTag, { style: 'percent', maximumFractionDigits: 0 });
  const plural = new Intl.PluralRules(languageTag);
  const conjunction = new Intl.ListFormat(languageTag, { type: 'conjunction' });
  return {
    number: (value) => plain.format(value),
    percent: (value) => share.format(value),
    count: (value, one, other) => `${plain.format(value)} ${plural.select(value) === 'one' ? one : other}`,
    list: (words) => conjunction.format(words),
  };
}
