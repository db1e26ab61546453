import { all, warn, type Findings } from './goError.ts';
import { quoted } from './goText.ts';

interface Rule {
  readonly match?: readonly object[];
}

/**
 * Rules of a VirtualService that an earlier one takes everything from. Mirrors istiod `analyzeUnreachableHTTPRules`
 * without its comparison of overlapping prefixes.
 */
export function warnUnreachable(rules: readonly Rule[]): Findings {
  const found: Findings[] = [];
  const seen = new Map<string, number>();
  let catchesAll = false;
  for (const [at, rule] of rules.entries()) {
    const matches = rule.match ?? [];
    const unused = (why: string) => warn(`virtualService rule ${nameOf(rule, at)} not used (${why})`);
    if (matches.length === 0) {
      if (catchesAll) found.push(unused('only the last rule can have no matches'));
      catchesAll = true;
      continue;
    }
    if (catchesAll) found.push(...matches.map(() => unused('route without matches defined before')));
    else found.push(...repeated(rules, at, seen, unused));
  }
  return all(...found);
}

function repeated(
  rules: readonly Rule[],
  at: number,
  seen: Map<string, number>,
  unused: (why: string) => Findings,
): readonly Findings[] {
  const rule = rules[at] ?? {};
  const matches = rule.match ?? [];
  const found: Findings[] = [];
  for (const [index, match] of matches.entries()) {
    const text = JSON.stringify({ ...match, name: undefined });
    const earlier = seen.get(text);
    if (earlier === undefined) seen.set(text, at);
    else found.push(ineffective(nameOf(rule, at), nameOf(match, index), nameOf(rules[earlier] ?? {}, earlier)));
  }
  return found.length === matches.length ? [...found, unused('all matches used by prior rules')] : found;
}

function ineffective(rule: string, match: string, earlier: string): Findings {
  return warn(
    `virtualService rule ${rule} match ${match} is not used (duplicate/overlapping match in rule ${earlier})`,
  );
}

function nameOf(rule: object, at: number): string {
  return 'name' in rule && typeof rule.name === 'string' && rule.name !== '' ? quoted(rule.name) : `#${at}`;
}
