import type { TextRange } from '#model/diagnostic.ts';
import { keyOf, type FieldRef } from '#model/kubernetes/resource.ts';
import type { Manifest, ParsedScenario } from './parsedScenario.ts';
import { pathAt, rangeAt } from './yaml/nodeAt.ts';

/**
 * Where a field stands in the text: its value, its key where the value is absent, the nearest ancestor where there is
 * neither. Undefined for objects that are not in the text, such as a pod that a Deployment stands for.
 */
export function locate(parsed: ParsedScenario, field: FieldRef): TextRange | undefined {
  const place = parsed.places.get(keyOf(field.resource));
  if (place === undefined) return undefined;
  const range = rangeAt(place.object.node, field.path);
  const offset = place.manifest.full.start;
  return { start: range.start + offset, end: range.end + offset };
}

/** The field at an offset of the text, for the caret. */
export function fieldAt(parsed: ParsedScenario, offset: number): FieldRef | undefined {
  const manifest = manifestAt(parsed, offset);
  if (manifest?.document.kind !== 'objects') return undefined;
  const local = offset - manifest.full.start;
  const { objects } = manifest.document;
  const object = objects.findLast(
    ({ node, prefix }) => prefix.length === 0 || lineStart(manifest.document.source, node.start) <= local,
  );
  const ref = object?.read.ref;
  if (object === undefined || ref === undefined) return undefined;
  return { resource: ref, path: pathAt(object.node, local) };
}

function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

export function manifestAt({ manifests }: ParsedScenario, offset: number): Manifest | undefined {
  return manifests.findLast(({ full }) => full.start <= offset);
}
