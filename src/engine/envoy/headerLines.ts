import type { HeaderLine } from '../dataplane/connection.ts';

/** Every value of a header, one per line. Envoy compares repeated lines one by one and never joins them. */
export function headerValues(lines: readonly HeaderLine[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return lines.filter(([own]) => own === wanted).map(([, value]) => value);
}

/** The first value of a header. */
export function headerValue(lines: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return lines.find(([own]) => own === wanted)?.[1];
}

/** Replaces every line of that name by one at the end. */
export function withHeader(lines: readonly HeaderLine[], name: string, value: string): readonly HeaderLine[] {
  return [...withoutHeader(lines, name), [name.toLowerCase(), value]];
}

export function withAddedHeader(lines: readonly HeaderLine[], name: string, value: string): readonly HeaderLine[] {
  return [...lines, [name.toLowerCase(), value]];
}

export function withoutHeader(lines: readonly HeaderLine[], name: string): readonly HeaderLine[] {
  const gone = name.toLowerCase();
  return lines.some(([own]) => own === gone) ? lines.filter(([own]) => own !== gone) : lines;
}
