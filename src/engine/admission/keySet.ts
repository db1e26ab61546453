/** A key of a JSON Web Key Set, as far as admission asks. */
export interface ListedKey {
  readonly private: boolean;
}

type ParsedKeySet = { readonly keys: readonly ListedKey[] } | { readonly error: string };

/** Members without which a key of a type cannot be read. */
const members: ReadonlyMap<string, readonly string[]> = new Map([
  ['RSA', ['n', 'e']],
  ['EC', ['crv', 'x', 'y']],
  ['OKP', ['crv', 'x']],
  ['oct', ['k']],
]);

/** A JWKS or a single key. Accepts what istiod's JWK library accepts; the words of its errors are its own. */
export function parseKeySet(text: string): ParsedKeySet {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { error: `failed to unmarshal JWK set: ${syntaxProblem(text)}` };
  }
  if (!isObject(value)) return { error: 'failed to unmarshal JWK set: error reading token: EOF' };
  if (!Object.hasOwn(value, 'keys')) return listed([value]);
  const keys = value['keys'];
  return Array.isArray(keys) ? listed(keys) : { error: 'failed to unmarshal JWK set: keys is not a list' };
}

/** As Go's JSON decoder begins to complain, where that is at the first character. */
function syntaxProblem(text: string): string {
  const first = text.trimStart().charAt(0);
  if (first === '') return 'EOF';
  return /[-0-9"tfn[{]/.test(first)
    ? 'error reading token: EOF'
    : `invalid character '${first}' looking for beginning of value`;
}

function listed(keys: readonly unknown[]): ParsedKeySet {
  const read: ListedKey[] = [];
  for (const key of keys) {
    const type = isObject(key) ? key['kty'] : undefined;
    const needed = typeof type === 'string' ? members.get(type) : undefined;
    if (!isObject(key) || needed === undefined)
      return { error: `failed to unmarshal JWK set: invalid key type from JSON (${String(type)})` };
    const missing = needed.find((name) => typeof key[name] !== 'string');
    if (missing !== undefined) return { error: `failed to unmarshal JWK set: required field ${missing} is missing` };
    read.push({ private: type === 'oct' || Object.hasOwn(key, 'd') });
  }
  return { keys: read };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
