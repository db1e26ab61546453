/** Numbers, plurals and lists as one language writes them. */
export interface Numbers {
  number(value: number): string;
  /** A share between 0 and 1. */
  percent(share: number): string;
  /** `3 policies`: the number with the right form of the noun. */
  count(value: number, one: string, other: string): string;
  list(words: readonly string[]): string;
}

/** The formats of a language. `Intl` objects are expensive to make: each is made when it is first wanted. */
export function numbersOf(languageTag: string): Numbers {
  const plain = once(() => new Intl.NumberFormat(languageTag));
  const share = once(() => new Intl.NumberFormat(languageTag, { style: 'percent', maximumFractionDigits: 0 }));
  const plural = once(() => new Intl.PluralRules(languageTag));
  const conjunction = once(() => new Intl.ListFormat(languageTag, { type: 'conjunction' }));
  return {
    number: (value) => plain().format(value),
    percent: (value) => share().format(value),
    count: (value, one, other) => `${plain().format(value)} ${plural().select(value) === 'one' ? one : other}`,
    list: (words) => conjunction().format(words),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
