/** Whether an address lies in a block. */
export type AddressTest = (ip: string) => boolean;

/**
 * An IP or CIDR of a policy; undefined if it is neither. Families never match each other.
 * Mirrors istiod `util.AddrStrToCidrRange` and Envoy `CidrRange::isInRange`.
 */
export function addressRange(block: string): AddressTest | undefined {
  const [address = '', length, ...more] = block.split('/');
  const bytes = addressBytes(address);
  if (bytes === undefined || more.length > 0) return undefined;
  const bits = length === undefined ? bytes.length * 8 : Number(length);
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || bits > bytes.length * 8)) return undefined;
  return (ip) => {
    const other = addressBytes(ip);
    return other?.length === bytes.length && samePrefix(bytes, other, bits);
  };
}

function samePrefix(a: readonly number[], b: readonly number[], bits: number): boolean {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i += 1) if (a[i] !== b[i]) return false;
  const left = bits & 7;
  return left === 0 || (a[whole] ?? 0) >> (8 - left) === (b[whole] ?? 0) >> (8 - left);
}

/** Four or sixteen bytes of an IP address; undefined if it is none. */
export function addressBytes(ip: string): readonly number[] | undefined {
  return ip.includes(':') ? bytesOfV6(ip) : bytesOfV4(ip);
}

function bytesOfV4(ip: string): readonly number[] | undefined {
  const parts = ip.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte < 256) ? bytes : undefined;
}

function bytesOfV6(ip: string): readonly number[] | undefined {
  const halves = ip.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '');
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: Math.max(missing, 0) }, () => 0), ...tail];
  return groups.flatMap((group) => [group >> 8, group & 255]);
}

function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  for (const part of text.split(':')) {
    const embedded = part.includes('.') ? bytesOfV4(part) : undefined;
    if (embedded !== undefined) {
      const [a = 0, b = 0, c = 0, d = 0] = embedded;
      groups.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}
