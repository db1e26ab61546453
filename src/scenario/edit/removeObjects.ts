import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { ManifestObject } from '../parsedDocument.ts';
import type { Manifest } from '../parsedScenario.ts';
import { editDocument } from './editDocument.ts';
import { forgetPlacesOf } from './layoutEdits.ts';
import { withDocuments, type Working } from './working.ts';

/** Takes objects out of the text, a Namespace with all that is in it. A document goes with its last object. */
export function removeObjects(working: Working, refs: readonly ResourceRef[]): Working {
  const keys = new Set(refs.map(keyOf));
  const namespaces = new Set(refs.flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : [])));
  const isGone = (ref: ResourceRef): boolean => keys.has(keyOf(ref)) || namespaces.has(ref.namespace ?? '');
  const sources = new Map<Manifest, string>();
  for (const manifest of working.parsed.manifests) {
    const source = withoutObjects(manifest, isGone);
    if (source !== undefined) sources.set(manifest, source);
  }
  return forgetPlacesOf(withDocuments(working, sources), refs);
}

function withoutObjects(manifest: Manifest, isGone: (ref: ResourceRef) => boolean): string | undefined {
  const { document, lastGood } = manifest;
  if (document.kind !== 'objects') {
    // A broken document stands for what it last said.
    const refs = lastGood.map(({ kind, metadata: { namespace, name } }) => ({
      kind,
      name,
      ...(namespace && { namespace }),
    }));
    return refs.length > 0 && refs.every(isGone) ? '' : undefined;
  }
  const gone = document.objects.filter(({ read }) => read.ref !== undefined && isGone(read.ref));
  if (gone.length === 0) return undefined;
  return gone.length === document.objects.length ? '' : withoutItems(document.source, gone);
}

function withoutItems(source: string, gone: readonly ManifestObject[]): string {
  // From the last to the first, so that the indices of the others hold.
  const operations = gone.toReversed().map(({ prefix }) => ({ kind: 'remove' as const, path: prefix }));
  return editDocument(source, [{ object: [], operations }]).source;
}
