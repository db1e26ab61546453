import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { isAdmitted } from '#model/kubernetes/readResource.ts';
import { keyOf, type ResourceKey } from '#model/kubernetes/resource.ts';
import type { Manifest, ObjectPlace, ParsedScenario } from './parsedScenario.ts';

type LastGood = ReadonlyMap<Manifest, readonly KubernetesResource[]>;

/**
 * What broken manifests said when they could last be read. Between the unchanged documents before and after, documents
 * are matched by place; an object that stands somewhere else by now needs no stand-in. A cluster does the same: what the
 * API server refuses leaves the object as it was.
 */
export function lastGoodOf(
  manifests: readonly Manifest[],
  places: ReadonlyMap<ResourceKey, ObjectPlace>,
  previous: ParsedScenario | undefined,
): LastGood {
  const kept = new Map<Manifest, readonly KubernetesResource[]>();
  if (previous === undefined) return kept;
  const before = previous.manifests;
  const head = commonLength(manifests, before, (list, at) => list[at]);
  const tail = Math.min(
    commonLength(manifests, before, (list, at) => list[list.length - 1 - at]),
    Math.min(manifests.length, before.length) - head,
  );
  const taken = new Set<ResourceKey>();
  for (const [index, manifest] of manifests.entries()) {
    if (isSound(manifest)) continue;
    const changed = index >= head && index < manifests.length - tail;
    const earlier = changed
      ? partner(manifest, index, head, manifests, before, tail)
      : earlierTwin(index, head, manifests, before);
    if (earlier === undefined) continue;
    const good = goodResources(earlier).filter((resource) => {
      const key = keyOf({ kind: resource.kind, ...resource.metadata });
      const stands = places.get(key);
      const here = stands !== undefined && isAdmitted(stands.object.read);
      return !here && !taken.has(key) && isBroken(manifest, key);
    });
    for (const resource of good) taken.add(keyOf({ kind: resource.kind, ...resource.metadata }));
    if (good.length > 0) kept.set(manifest, good);
  }
  return kept;
}

/** Most manifests, most of the time. */
function isSound({ document }: Manifest): boolean {
  if (document.kind !== 'objects') return document.kind !== 'broken';
  return document.objects.every(({ read }) => isAdmitted(read) || read.unknownKind === true);
}

/** A manifest that cannot be read at all may stand for anything it was; one that is refused, for the refused objects. */
function isBroken({ document }: Manifest, key: ResourceKey): boolean {
  if (document.kind === 'broken') return true;
  if (document.kind !== 'objects') return false;
  return document.objects.some(({ read }) => {
    // Without a name it may be the object whose name is being typed.
    return !isAdmitted(read) && read.unknownKind !== true && (read.ref === undefined || keyOf(read.ref) === key);
  });
}

function goodResources({ document, lastGood }: Manifest): readonly KubernetesResource[] {
  const current =
    document.kind === 'objects'
      ? document.objects.flatMap(({ read }) => (isAdmitted(read) ? (read.resource ?? []) : []))
      : [];
  return [...current, ...lastGood];
}

function commonLength(
  a: readonly Manifest[],
  b: readonly Manifest[],
  at: (list: readonly Manifest[], index: number) => Manifest | undefined,
): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && at(a, length)?.document === at(b, length)?.document) length += 1;
  return length;
}

function earlierTwin(
  index: number,
  head: number,
  manifests: readonly Manifest[],
  before: readonly Manifest[],
): Manifest | undefined {
  return index < head ? before[index] : before[before.length - (manifests.length - index)];
}

/** Among the changed documents: the one that names the same object, else the one at the same place. */
function partner(
  manifest: Manifest,
  index: number,
  head: number,
  manifests: readonly Manifest[],
  before: readonly Manifest[],
  tail: number,
): Manifest | undefined {
  const window = before.slice(head, before.length - tail);
  const { source } = manifest.document;
  const named = window.find((earlier) =>
    goodResources(earlier).some(({ kind, metadata }) => mentions(source, kind, metadata.name)),
  );
  const sameSize = manifests.length - head - tail === window.length;
  return named ?? (sameSize ? window[index - head] : undefined);
}

function mentions(source: string, kind: string, name: string): boolean {
  return source.includes(`kind: ${kind}`) && source.includes(`name: ${name}`);
}
