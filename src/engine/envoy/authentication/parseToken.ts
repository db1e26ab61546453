/** A token's parts, or what Envoy says is wrong with it. Nothing is verified yet. */
export type ParsedToken =
  | {
      readonly kind: 'token';
      readonly algorithm: string;
      /** Empty where the header names none. */
      readonly keyId: string;
      readonly claims: Readonly<Record<string, unknown>>;
      /** Base64url, as it came. */
      readonly payload: string;
    }
  | { readonly kind: 'malformed'; readonly message: string };

const algorithms: ReadonlySet<string> = new Set(
  ['ES', 'HS', 'RS', 'PS'].flatMap((family) => ['256', '384', '512'].map((bits) => family + bits)).concat('EdDSA'),
);

/** Takes a compact token apart. Mirrors jwt_verify_lib `Jwt::parseFromString`, texts included. */
export function parseToken(token: string): ParsedToken {
  const parts = token.split('.').filter((part) => part !== '');
  const [first, payload, signature] = parts;
  if (token.split('.').length !== 3 || first === undefined || payload === undefined || signature === undefined) {
    return malformed('Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections');
  }
  const header = decodeJson(first);
  if (header === 'base64') return malformed('Jwt header is an invalid Base64url encoded');
  if (header === 'json') return malformed('Jwt header is an invalid JSON');
  const { alg, kid } = header;
  if (typeof alg !== 'string') return malformed('Jwt header [alg] field is required and must be a string');
  if (!algorithms.has(alg)) return malformed('Jwt header [alg] is not supported');
  if (kid !== undefined && typeof kid !== 'string') return malformed('Jwt header [kid] field is not a string');
  const claims = decodeJson(payload);
  if (claims === 'base64') return malformed('Jwt payload is an invalid Base64');
  if (claims === 'json') return malformed('Jwt payload is an invalid JSON');
  const problem = claimProblem(claims);
  if (problem !== undefined) return malformed(problem);
  if (decodeBase64Url(signature) === undefined) return malformed('Jwt signature is an invalid Base64');
  return { kind: 'token', algorithm: alg, keyId: kid ?? '', claims, payload };
}

function malformed(message: string): ParsedToken {
  return { kind: 'malformed', message };
}

type Json = Readonly<Record<string, unknown>>;

function decodeJson(part: string): Json | 'base64' | 'json' {
  const bytes = decodeBase64Url(part);
  if (bytes === undefined) return 'base64';
  try {
    const value: unknown = JSON.parse(utf8(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : 'json';
  } catch {
    return 'json';
  }
}

function claimProblem(claims: Json): string | undefined {
  for (const name of ['iss', 'sub', 'jti']) {
    if (claims[name] !== undefined && typeof claims[name] !== 'string')
      return `Jwt payload [${name}] field is not a string`;
  }
  for (const name of ['iat', 'nbf', 'exp']) {
    const value = claims[name];
    if (value !== undefined && !Number.isInteger(value)) return `Jwt payload [${name}] field is not an integer`;
    if (typeof value === 'number' && value < 0) return `Jwt payload [${name}] field is not a positive 64 bit integer`;
  }
  const { aud } = claims;
  const isList = Array.isArray(aud) && aud.every((entry) => typeof entry === 'string');
  if (aud !== undefined && typeof aud !== 'string' && !isList) {
    return 'Jwt payload [aud] field is not a string or string list';
  }
  return undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes of an unpadded base64url text; undefined if it is none. */
export function decodeBase64Url(text: string): readonly number[] | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text) {
    const value = alphabet.indexOf(char);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 255);
  }
  return bytes;
}

function utf8(bytes: readonly number[]): string {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return decodeURIComponent(escaped);
}

/** Base64 with padding of a text in UTF-8. */
export function encodeBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|[\s\S]/g)].map(([char, hex]) =>
    hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  const standard = `${alphabet.slice(0, -2)}+/`;
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    result += standard.charAt(group >> 18) + standard.charAt((group >> 12) & 63);
    result +=
      (b === undefined ? '=' : standard.charAt((group >> 6) & 63)) +
      (c === undefined ? '=' : standard.charAt(group & 63));
  }
  return result;
}
