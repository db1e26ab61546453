/** What a plain scalar may stand for. Dates stay strings, as the API server keeps them. */
export type Scalar = string | number | boolean | null;

const words: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const wordStart = /^[yYnNtTfFoO~.+-]/;
const numberStart = /^[0-9+-]/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const timestamp = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2})/;

/**
 * What an unquoted scalar means: `on` and `yes` are true, `010` is 8, `1e3` is a number, `1:30` and dates are strings.
 * Mirrors `resolve` of kubernetes-sigs/yaml goyaml.v2, through which kubectl and the API server read YAML; it is neither
 * YAML 1.1 nor 1.2 throughout, so none of the parser's own schemas fits.
 */
export function resolvePlain(text: string): Scalar {
  if (text === '' || wordStart.test(text)) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  if (text.startsWith('.')) return float.test(text) ? Number(text) : text;
  if (!numberStart.test(text) || timestamp.test(text)) return text;
  const digits = text.replaceAll('_', '');
  return integerOf(digits) ?? (float.test(digits) ? Number(digits) : text);
}

/** Go's `strconv.ParseInt(text, 0, 64)`: a prefix chooses the base, and a bare leading zero means octal. */
function integerOf(text: string): number | undefined {
  const negative = text.startsWith('-');
  const body = negative || text.startsWith('+') ? text.slice(1) : text;
  const magnitude = magnitudeOf(body);
  if (magnitude === undefined) return undefined;
  return negative && magnitude !== 0 ? -magnitude : magnitude;
}

function magnitudeOf(body: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(body)) return Number.parseInt(body.slice(2), 16);
  if (/^0[bB][01]+$/.test(body)) return Number.parseInt(body.slice(2), 2);
  if (/^0[oO][0-7]+$/.test(body)) return Number.parseInt(body.slice(2), 8);
  if (/^0[0-7]+$/.test(body)) return Number.parseInt(body, 8);
  if (/^(?:0|[1-9][0-9]*)$/.test(body)) return Number(body);
  return undefined;
}
