import type { LinkContent, LinkResult } from '#model/link.ts';

/** What a link of one version carried, once it has been checked field by field. */
interface LinkV1 {
  readonly yaml: string;
}

type Read<T> = { readonly kind: 'read'; readonly value: T } | { readonly kind: 'wrong'; readonly field: string };

/** Reads the content of a link of any version and brings it up to date. A new version adds a reader and a step. */
export function readContent(version: number, json: unknown): LinkResult {
  const fields = asRecord(json);
  // The version inside is what counts for those who unpack links by other means; the two never differ in ours.
  if (fields === undefined || fields['v'] !== version) return wrongShape(fields === undefined ? 'json' : 'v');
  const read = readV1(fields);
  return read.kind === 'wrong' ? wrongShape(read.field) : { kind: 'opened', content: fromV1(read.value) };
}

function readV1(fields: Readonly<Record<string, unknown>>): Read<LinkV1> {
  const yaml = fields['yaml'];
  return typeof yaml === 'string' ? { kind: 'read', value: { yaml } } : { kind: 'wrong', field: 'yaml' };
}

function fromV1({ yaml }: LinkV1): LinkContent {
  return { yaml };
}

function wrongShape(field: string): LinkResult {
  return { kind: 'problem', problem: { code: 'link/wrong-shape', params: { field } } };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
