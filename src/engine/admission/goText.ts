/** Go's `%q` and `strconv.Quote` for what a manifest can hold. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

const booleans: ReadonlySet<string> = new Set([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'],
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'],
]);

/** The error of `strconv.ParseBool`, where the text is no Go boolean. */
export function parseBoolError(text: string): string | undefined {
  return booleans.has(text) ? undefined : `strconv.ParseBool: parsing ${quoted(text)}: invalid syntax`;
}

/** `strconv.ParseUint` in base 10 with 32 bits. */
export function parseUint32(text: string): { readonly value: number } | { readonly error: string } {
  const failed = (why: string) => ({ error: `strconv.ParseUint: parsing ${quoted(text)}: ${why}` });
  if (!/^[0-9]+$/.test(text)) return failed('invalid syntax');
  const value = Number(text);
  return value > 0xffffffff ? failed('value out of range') : { value };
}

const unitSeconds: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['m', 60],
  ['s', 1],
  ['ms', 1e-3],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['μs', 1e-6],
  ['ns', 1e-9],
]);

/** `time.ParseDuration`, in milliseconds; nothing where the text is no duration. */
export function parseGoDuration(text: string): number | undefined {
  const signed = /^[-+]?(.*)$/s.exec(text)?.[1] ?? '';
  const sign = text.startsWith('-') ? -1 : 1;
  if (signed === '0') return 0;
  if (!/^((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(signed)) return undefined;
  const parts = signed.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g);
  let seconds = 0;
  for (const [, amount, unit] of parts) seconds += Number(amount) * (unitSeconds.get(unit ?? '') ?? 0);
  // Nanoseconds are whole in Go; what is left of binary fractions is taken off.
  return (sign * Math.round(seconds * 1e9)) / 1e6;
}

/** Go's `len` of a string: UTF-8 bytes. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The error of `time.ParseDuration`, where the text is no duration. */
export function parseDurationError(text: string): string | undefined {
  if (parseGoDuration(text) !== undefined) return undefined;
  const body = /^[-+]?(.*)$/s.exec(text)?.[1] ?? '';
  const fail = (why: string) => `time: ${why} duration ${quoted(text)}`;
  let rest = body;
  while (rest !== '') {
    const amount = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (amount === undefined) return fail('invalid');
    rest = rest.slice(amount.length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? '';
    if (unit === '') return fail('missing unit in');
    if (!unitSeconds.has(unit)) return fail(`unknown unit ${quoted(unit)} in`);
    rest = rest.slice(unit.length);
  }
  return fail('invalid');
}
