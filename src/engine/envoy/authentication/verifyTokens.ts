import type { Mesh } from '../../mesh/mesh.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import { findTokens } from './findTokens.ts';
import type { Key } from './keySet.ts';
import { keysOf } from './keySet.ts';
import type { ParsedToken } from './parseToken.ts';
import { parseToken } from './parseToken.ts';

export type SignatureCheck = 'valid' | 'invalid' | 'no-key';

/** Which key sets (JWKS texts) vouch for which tokens. Signature checks are asynchronous, so they precede the walk. */
export interface VerifiedTokens {
  /** Undefined where that pair was never checked. */
  signature(token: string, jwks: string): SignatureCheck | undefined;
}

export const noTokens: VerifiedTokens = { signature: () => undefined };

/** Checks the signature of every token that any RequestAuthentication could find in the request. */
export async function verifyTokens(mesh: Mesh, request: HttpRequest): Promise<VerifiedTokens> {
  const checks = new Map<string, SignatureCheck>();
  for (const { spec } of mesh.resources.all('RequestAuthentication')) {
    for (const rule of spec.jwtRules ?? []) {
      const { jwks } = rule;
      if (jwks === undefined) continue;
      for (const { token } of findTokens(rule, request)) {
        const key = pairKey(token, jwks);
        if (!checks.has(key)) checks.set(key, await checkSignature(token, jwks));
      }
    }
  }
  return { signature: (token, jwks) => checks.get(pairKey(token, jwks)) };
}

function pairKey(token: string, jwks: string): string {
  return `${token}\n${jwks}`;
}

/** Tries every key that the token's `kid` and `alg` admit. Mirrors jwt_verify_lib `verifyJwtWithoutTimeChecking`. */
export async function checkSignature(token: string, jwks: string): Promise<SignatureCheck> {
  const parsed = parseToken(token);
  if (parsed.kind === 'malformed') return 'invalid';
  const admitted = (keysOf(jwks) ?? []).filter((key) => admits(key, parsed));
  if (admitted.length === 0) return 'no-key';
  for (const { jwk } of admitted) {
    if (await signs(jwk, token, parsed.algorithm)) return 'valid';
  }
  return 'invalid';
}

function admits({ kid, alg }: Key, token: Extract<ParsedToken, { kind: 'token' }>): boolean {
  if (token.keyId !== '' && kid !== '' && kid !== token.keyId) return false;
  return alg === '' || alg === token.algorithm;
}

async function signs(jwk: Key['jwk'], token: string, algorithm: string): Promise<boolean> {
  // Fetched only where a token is to be checked: most scenarios have none.
  const { compactVerify, importJWK } = await import('jose');
  try {
    await compactVerify(token, await importJWK(jwk, algorithm));
    return true;
  } catch {
    return false;
  }
}
