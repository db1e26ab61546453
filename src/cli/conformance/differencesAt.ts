/** How two JSON values differ, each difference with its path. Keys of objects have no order; lists do. */
export function differencesAt(at: string, ours: unknown, measured: unknown): readonly string[] {
  if (isRecord(ours) && isRecord(measured)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(measured)])].sort();
    return keys.flatMap((key) => differencesAt(`${at}.${key}`, ours[key], measured[key]));
  }
  if (Array.isArray(ours) && Array.isArray(measured) && ours.length === measured.length)
    return ours.flatMap((value, index) => differencesAt(`${at}[${index}]`, value, measured[index]));
  const [a, b] = [textOf(ours), textOf(measured)];
  return a === b ? [] : [`${at}: ${a}, measured ${b}`];
}

function textOf(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
