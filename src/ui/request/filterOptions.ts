import type { RequestOption } from './requestOption.ts';

/** More than anyone reads; a longer list is narrowed by typing. */
export const shownOptions = 60;

/**
 * Options that contain every typed word, in their value or in their facts. Those that begin with what was typed come
 * first within their group; groups keep their order.
 */
export function filterOptions(options: readonly RequestOption[], typed: string): readonly RequestOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options.slice(0, shownOptions);
  const [first = ''] = words;
  const matching = options.filter((option) => {
    const text = [option.value, ...option.facts].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = [...new Set(matching.map(({ group }) => group))];
  return groups
    .flatMap((group) => {
      const members = matching.filter((option) => option.group === group);
      return [
        ...members.filter((option) => beginsWith(option, first)),
        ...members.filter((option) => !beginsWith(option, first)),
      ];
    })
    .slice(0, shownOptions);
}

/** A URL begins with its host, whatever its scheme; a caller also with its own name. */
function beginsWith({ value }: RequestOption, word: string): boolean {
  const host = value.toLowerCase().replace(/^[a-z]+:\/\//, '');
  return (
    value.toLowerCase().startsWith(word) || host.startsWith(word) || host.slice(host.indexOf('/') + 1).startsWith(word)
  );
}
