import type { Mesh } from '../../mesh/mesh.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';

/** Which key sets (JWKS texts) vouch for which tokens. Signature checks are asynchronous, so they precede the walk. */
export interface VerifiedTokens {
  /** Undefined where that pair was never checked. */
  signature(token: string, jwks: string): 'valid' | 'invalid' | 'no-key' | undefined;
}

export const noTokens: VerifiedTokens = { signature: () => undefined };

/** Checks the signature of every token that any RequestAuthentication could find in the request. */
export function verifyTokens(_mesh: Mesh, _request: HttpRequest): Promise<VerifiedTokens> {
  throw new Error('not yet');
}
