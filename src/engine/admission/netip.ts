import { quoted } from './goText.ts';

/** What Go's `netip` makes of a text: the family, or its words for what is wrong. */
export type ParsedAddress = { readonly family: 4 | 6; readonly zone: boolean } | { readonly error: string };

/** Mirrors Go `netip.ParseAddr`, error texts included. */
export function parseAddress(text: string): ParsedAddress {
  const first = /[.:%]/.exec(text)?.[0];
  if (first === '.') return outcome(text, ipv4Problem(text), 4, false);
  if (first === ':') return parseV6(text);
  return problem(text, first === '%' ? 'missing IPv6 address' : 'unable to parse IP');
}

export function isAddress(text: string): boolean {
  return 'family' in parseAddress(text);
}

/** The error of Go `netip.ParsePrefix`, where the text is no CIDR range. */
export function prefixError(text: string): string | undefined {
  const fail = (why: string) => `netip.ParsePrefix(${quoted(text)}): ${why}`;
  const slash = text.lastIndexOf('/');
  if (slash === -1) return fail("no '/'");
  const address = parseAddress(text.slice(0, slash));
  if ('error' in address) return fail(address.error);
  if (address.zone) return fail('IPv6 zones cannot be present in a prefix');
  const bits = text.slice(slash + 1);
  if (!/^(\d|[1-9]\d+)$/.test(bits)) return fail(`bad bits after slash: ${quoted(bits)}`);
  return Number(bits) > (address.family === 4 ? 32 : 128) ? fail('prefix length out of range') : undefined;
}

interface Problem {
  readonly why: string;
  readonly at?: string;
}

function problem(text: string, why: string, at?: string): ParsedAddress {
  return { error: `ParseAddr(${quoted(text)}): ${why}${at === undefined ? '' : ` (at ${quoted(at)})`}` };
}

function outcome(text: string, found: Problem | undefined, family: 4 | 6, zone: boolean): ParsedAddress {
  return found === undefined ? { family, zone } : problem(text, found.why, found.at);
}

function ipv4Problem(text: string): Problem | undefined {
  let value = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char >= '0' && char <= '9') {
      if (digits === 1 && value === 0) return { why: 'IPv4 field has octet with leading zero' };
      value = value * 10 + Number(char);
      digits += 1;
      if (value > 255) return { why: 'IPv4 field has value >255' };
    } else if (char === '.') {
      if (at === 0 || at === text.length - 1 || text.charAt(at - 1) === '.') {
        return { why: 'IPv4 field must have at least one digit', at: text.slice(at) };
      }
      if (dots === 3) return { why: 'IPv4 address too long' };
      dots += 1;
      value = 0;
      digits = 0;
    } else return { why: 'unexpected character', at: text.slice(at) };
  }
  return dots < 3 ? { why: 'IPv4 address too short' } : undefined;
}

function parseV6(text: string): ParsedAddress {
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return problem(text, 'zone must be a non-empty string');
  const address = percent === -1 ? text : text.slice(0, percent);
  return outcome(text, ipv6Problem(address), 6, percent !== -1);
}

function ipv6Problem(address: string): Problem | undefined {
  let rest = address;
  let ellipsis = -1;
  let bytes = 0;
  if (rest.startsWith('::')) {
    ellipsis = 0;
    rest = rest.slice(2);
    if (rest === '') return undefined;
  }
  while (bytes < 16) {
    const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? '';
    if (digits.length > 4) return { why: 'each group must have 4 or less digits', at: rest };
    if (digits === '') return { why: 'each colon-separated field must have at least one digit', at: rest };
    if (rest.charAt(digits.length) === '.') return embeddedV4(rest, ellipsis, bytes);
    bytes += 2;
    rest = rest.slice(digits.length);
    if (rest === '') break;
    if (!rest.startsWith(':')) return { why: 'unexpected character, want colon', at: rest };
    if (rest === ':') return { why: 'colon must be followed by more characters', at: rest };
    rest = rest.slice(1);
    if (rest.startsWith(':')) {
      if (ellipsis >= 0) return { why: 'multiple :: in address', at: rest };
      ellipsis = bytes;
      rest = rest.slice(1);
      if (rest === '') break;
    }
  }
  if (rest !== '') return { why: 'trailing garbage after address', at: rest };
  return lengthProblem(ellipsis, bytes);
}

function embeddedV4(rest: string, ellipsis: number, bytes: number): Problem | undefined {
  if (ellipsis < 0 && bytes !== 12)
    return { why: 'embedded IPv4 address must replace the final 2 fields of the address', at: rest };
  if (bytes + 4 > 16) return { why: 'too many hex fields to fit an embedded IPv4 at the end of the address', at: rest };
  return ipv4Problem(rest) ?? lengthProblem(ellipsis, bytes + 4);
}

function lengthProblem(ellipsis: number, bytes: number): Problem | undefined {
  if (bytes < 16) return ellipsis < 0 ? { why: 'address string too short' } : undefined;
  return ellipsis >= 0 ? { why: 'the :: must expand to at least one field of zeros' } : undefined;
}
