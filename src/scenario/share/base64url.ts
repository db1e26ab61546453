const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const values: ReadonlyMap<string, number> = new Map(Array.from(alphabet, (char, value) => [char, value]));

/** Bytes as letters that an address carries unchanged. No padding, as RFC 4648 §5 allows. */
export function toBase64url(bytes: Uint8Array): string {
  const chars: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const length = Math.min(3, bytes.length - at) + 1;
    for (let part = 0; part < length; part += 1) chars.push(alphabet[(group >> (18 - 6 * part)) & 63] ?? '');
  }
  return chars.join('');
}

export type Decoded =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'foreign'; readonly position: number };

/** The bytes behind base64url letters, or the place of the first character that is none. */
export function fromBase64url(text: string): Decoded {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = values.get(text.charAt(at));
    if (value === undefined) return { kind: 'foreign', position: at };
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[written] = (bits >> held) & 0xff;
    written += 1;
  }
  return { kind: 'bytes', bytes };
}
