/** A Go error as istiod builds them: one error, or a list of them that prints as one. */
export type GoError = string | readonly string[];

/** What a check found: errors keep the object out, warnings do not. */
export interface Findings {
  readonly error?: GoError;
  readonly warning?: GoError;
}

export const none: Findings = {};

export function refuse(message: string): Findings {
  return { error: message };
}

export function warn(message: string): Findings {
  return { warning: message };
}

export function refuseIf(condition: boolean, message: string): Findings {
  return condition ? refuse(message) : none;
}

export function warnIf(condition: boolean, message: string): Findings {
  return condition ? warn(message) : none;
}

/** A list of errors that stays a list even where it holds one. Mirrors a bare `multierror.Append`. */
export function refuseAll(messages: readonly string[]): Findings {
  return messages.length === 0 ? none : { error: messages };
}

/** One error after another; a single one stays as it is. Mirrors istio `agent.AppendValidation`. */
export function all(...found: readonly Findings[]): Findings {
  const error = found.reduce<GoError | undefined>((before, next) => joined(before, next.error), undefined);
  const warning = found.reduce<GoError | undefined>((before, next) => joined(before, next.warning), undefined);
  return { ...(error === undefined ? {} : { error }), ...(warning === undefined ? {} : { warning }) };
}

export function each<T>(items: readonly T[] | undefined, check: (item: T, at: number) => Findings): Findings {
  return all(...(items ?? []).map(check));
}

export function eachEntry<T>(
  items: Readonly<Record<string, T>> | undefined,
  check: (key: string, value: T) => Findings,
): Findings {
  return all(...Object.entries(items ?? {}).map(([key, value]) => check(key, value)));
}

/** Errors only. Mirrors istio `agent.AppendErrors`, which lets warnings go. */
export function errorsOf(found: Findings): Findings {
  return found.error === undefined ? none : { error: found.error };
}

function joined(before: GoError | undefined, next: GoError | undefined): GoError | undefined {
  if (before === undefined) return next;
  if (next === undefined) return before;
  return [...listed(before), ...listed(next)];
}

/** The messages of an error, one by one. */
export function listed(error: GoError | undefined): readonly string[] {
  if (error === undefined) return [];
  return typeof error === 'string' ? [error] : error;
}

/** Mirrors `multierror.Prefix`: every error of a list gets the prefix. */
export function prefixed(error: GoError, prefix: string): GoError {
  return typeof error === 'string' ? `${prefix} ${error}` : error.map((message) => `${prefix} ${message}`);
}

/** How the error prints. Mirrors `multierror.ListFormatFunc`, line breaks at the end included. */
export function errorText(error: GoError): string {
  if (typeof error === 'string') return error;
  const heading = error.length === 1 ? '1 error occurred:' : `${error.length} errors occurred:`;
  return `${heading}\n\t${error.map((message) => `* ${message}`).join('\n\t')}\n\n`;
}
