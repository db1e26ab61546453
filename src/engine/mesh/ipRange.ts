/** An IP address as a number, with its family's width. */
export interface IpNumber {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface IpRange {
  readonly bits: 32 | 128;
  readonly value: bigint;
  readonly prefix: number;
}

/** Reads an IPv4 or IPv6 address, or nothing if the text is neither. */
export function parseIp(text: string): IpNumber | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

export function isIp(text: string): boolean {
  return parseIp(text) !== undefined;
}

/** Reads `address` or `address/prefix`. A lone address is a range of one. */
export function parseRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  const ip = parseIp(slash < 0 ? text : text.slice(0, slash));
  if (ip === undefined) return undefined;
  if (slash < 0) return { ...ip, prefix: ip.bits };
  const suffix = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(suffix)) return undefined;
  const prefix = Number(suffix);
  return prefix <= ip.bits ? { ...ip, prefix } : undefined;
}

export function rangeContains(range: IpRange, ip: IpNumber): boolean {
  if (range.bits !== ip.bits) return false;
  const shift = BigInt(range.bits - range.prefix);
  return range.value >> shift === ip.value >> shift;
}

export function isV6(text: string): boolean {
  return text.includes(':');
}

/** `ip:port`, with brackets around IPv6. */
export function formatSocket(ip: string, port: number): string {
  return isV6(ip) ? `[${ip}]:${String(port)}` : `${ip}:${String(port)}`;
}

function parseV4(text: string): IpNumber | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part)) return undefined;
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = (value << 8n) | BigInt(octet);
  }
  return { bits: 32, value };
}

function parseV6(text: string): IpNumber | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '');
  const tail = groupsOf(halves[1] ?? '');
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array.from({ length: missing }, () => 0), ...tail])
    value = (value << 16n) | BigInt(group);
  return { bits: 128, value };
}

function groupsOf(half: string): number[] | undefined {
  if (half === '') return [];
  const groups: number[] = [];
  const parts = half.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4 !== undefined) {
      groups.push(Number(v4.value >> 16n), Number(v4.value & 0xffffn));
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}
