/** One key of a JWKS, as far as it is looked at before its signature check. */
export interface Key {
  readonly kty: string;
  /** Empty where it names none. */
  readonly kid: string;
  readonly alg: string;
  readonly jwk: Readonly<Record<string, unknown>>;
}

const knownTypes: ReadonlySet<string> = new Set(['RSA', 'EC', 'oct', 'OKP']);

/** The usable keys of a JWKS text; undefined where it cannot be read. Mirrors jwt_verify_lib `Jwks::createFrom`. */
export function keysOf(jwks: string): readonly Key[] | undefined {
  try {
    const parsed: unknown = JSON.parse(jwks);
    const keys =
      typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>)['keys'] : undefined;
    if (!Array.isArray(keys)) return undefined;
    return keys.flatMap(keyOf);
  } catch {
    return undefined;
  }
}

function keyOf(value: unknown): readonly Key[] {
  if (typeof value !== 'object' || value === null) return [];
  const jwk = value as Readonly<Record<string, unknown>>;
  const { kty, kid, alg } = jwk;
  if (typeof kty !== 'string' || !knownTypes.has(kty)) return [];
  return [{ kty, kid: typeof kid === 'string' ? kid : '', alg: typeof alg === 'string' ? alg : '', jwk }];
}

/** Why Envoy would refuse the configuration over an inline key set; undefined where it takes it. */
export function unusableKeySet(jwks: string | undefined, index: number): string | undefined {
  if (jwks === undefined || jwks === '') return undefined;
  const keys = keysOf(jwks);
  if (keys === undefined || keys.length > 0) return undefined;
  return `Provider 'origins-${index}' in jwt_authn config has invalid local jwks: Jwks doesn't have any valid public key`;
}
