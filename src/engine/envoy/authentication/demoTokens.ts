import type { JwtRule } from '#model/kubernetes/kinds.ts';
import type { RequestToken, ScenarioRequest } from '#model/scenario.ts';
import type { Mesh } from '../../mesh/mesh.ts';

const standardSigner = 'demo';
const hour = 3600;

/** The secret of a test signer: made from its name, and secret from nobody. */
function secretOf(signer: string): string {
  return `ambient-playground-test-key-of-${encodeURIComponent(signer)}`.padEnd(32, '.');
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (char) => char.charCodeAt(0));
}

function base64Url(text: string): string {
  return btoaUrl(bytesOf(text));
}

function btoaUrl(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,6}/g) ?? []).map((six) => alphabet.charAt(Number.parseInt(six.padEnd(6, '0'), 2))).join('');
}

/** A JWKS text for `jwks`, with which a RequestAuthentication trusts the test signer of that name. */
export function demoKeySet(signer: string = standardSigner): string {
  return JSON.stringify({ keys: [{ kty: 'oct', alg: 'HS256', kid: signer, k: base64Url(secretOf(signer)) }] });
}

/** The request with the token it asks for as a bearer token; one it brings along in a header stays. `now` in seconds. */
export async function withToken(mesh: Mesh, request: ScenarioRequest, now: number): Promise<ScenarioRequest> {
  const { token, headers = {} } = request;
  const isCarried = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  if (token === undefined || token === 'none' || isCarried) return request;
  return { ...request, headers: { ...headers, authorization: `Bearer ${await mint(token, trustingRule(mesh), now)}` } };
}

/** The first rule that trusts the standard signer: its issuer and audience are what a valid token names. */
function trustingRule(mesh: Mesh): JwtRule | undefined {
  const rules = mesh.resources.all('RequestAuthentication').flatMap(({ spec }) => spec.jwtRules ?? []);
  const { keys } = JSON.parse(demoKeySet()) as { readonly keys: readonly { readonly k: string }[] };
  const k = keys[0]?.k ?? '';
  return rules.find(({ jwks = '' }) => jwks.includes(k)) ?? rules[0];
}

async function mint(token: Exclude<RequestToken, 'none'>, rule: JwtRule | undefined, now: number): Promise<string> {
  if (typeof token !== 'string') {
    const signer = token.signedBy ?? standardSigner;
    return sign({ exp: now + hour, ...token.claims }, signer, signer);
  }
  const [audience] = rule?.audiences ?? [];
  const claims = {
    iss: rule?.issuer ?? standardSigner,
    sub: 'demo-user',
    ...(audience === undefined ? {} : { aud: audience }),
    exp: token === 'expired' ? now - hour : now + hour,
  };
  return sign(claims, standardSigner, token === 'bad-signature' ? 'nobody' : standardSigner);
}

/** HS256 signs the same way every time, so a trace stays the same. */
async function sign(claims: Readonly<Record<string, unknown>>, keyId: string, signer: string): Promise<string> {
  const { SignJWT } = await import('jose');
  const secret = bytesOf(secretOf(signer));
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: keyId }).sign(secret);
}
