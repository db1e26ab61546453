import type { AccessLogging } from '#model/kubernetes/kinds.ts';

/** What one provider does with the lines of a listener. */
export interface LogRule {
  readonly disabled: boolean;
  /** A CEL expression; lines it is not true for are left out. */
  readonly filter?: string;
}

/**
 * The lowest level that names providers decides which count; the last word on each of them holds. A filter is that of
 * the last entry that names the provider, wherever it stands. Mirrors istiod `mergeLogs`.
 */
export function mergeLogs(
  levels: readonly (readonly AccessLogging[])[],
  defaults: readonly string[],
  mode: 'SERVER' | 'CLIENT',
): ReadonlyMap<string, LogRule> {
  if (levels.length === 0) return new Map(defaults.map((name) => [name, { disabled: false }]));
  const concerns = ({ match }: AccessLogging): boolean =>
    match?.mode === undefined || match.mode === 'CLIENT_AND_SERVER' || match.mode === mode;
  const filters = new Map<string, LogRule>();
  let inScope = defaults;
  for (const level of levels) {
    const named = level.filter(concerns).flatMap((logging) => {
      const providers = providersOf(logging);
      const expression = logging.filter?.expression;
      const rule = { disabled: false, ...(expression === undefined ? {} : { filter: expression }) };
      for (const provider of providers) filters.set(provider, rule);
      return providers;
    });
    if (named.length > 0) inScope = named;
  }
  const rules = new Map<string, LogRule>();
  let inherited = defaults;
  for (const logging of levels.flat()) {
    const named = providersOf(logging);
    if (named.length > 0) inherited = named;
    if (!concerns(logging)) continue;
    for (const provider of inherited) {
      if (!inScope.includes(provider)) continue;
      const disabled = logging.disabled === true;
      rules.set(provider, disabled ? { disabled } : (filters.get(provider) ?? { disabled }));
    }
  }
  return rules;
}

function providersOf({ providers = [] }: AccessLogging): readonly string[] {
  return providers.map(({ name }) => name);
}
