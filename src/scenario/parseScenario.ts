import type { Diagnostic } from '#model/diagnostic.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { isAdmitted } from '#model/kubernetes/readResource.ts';
import { keyOf, type ResourceKey, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { ScenarioSpec } from '#model/scenario.ts';
import { lastGoodOf } from './lastGood.ts';
import { parseDocument, type KnownObjects } from './parseDocument.ts';
import { contentRange, type ManifestObject, type ParsedDocument } from './parsedDocument.ts';
import type { Manifest, ObjectPlace, ParsedScenario } from './parsedScenario.ts';
import { emptyScenario } from './readScenario.ts';
import { lineAt, problem, shifted, type PlacedDiagnostic } from './yaml/problem.ts';
import { splitDocuments, type Chunk } from './yaml/splitDocuments.ts';

/**
 * How much text is simulated: thirty dumps of a small cluster. Reading it stays well under the two seconds after which
 * the engine is taken for stuck. What lies beyond is kept, with a problem that says so.
 */
export const maxSimulatedLength = 2 * 1024 * 1024;
export const maxDocuments = 5_000;

/**
 * Reads a scenario text. Each document stands alone: a broken one hides no other, and with `previous` given an unchanged
 * one is not read again, keeps its objects identical, and a broken one keeps what it last said.
 */
export function parseScenario(text: string, previous?: ParsedScenario): ParsedScenario {
  const { chunks, problems: limits } = simulatedChunks(text);
  const documents = parseChunks(chunks, previous);
  const manifests = chunks.map((chunk, index) => manifestOf(chunk, documents[index] as ParsedDocument));
  const { objects, problems: clashes } = survivors(text, manifests);
  const places = placesOf(objects);
  const lastGood = lastGoodOf(manifests, places, previous);
  const { spec, problems: seconds } = scenarioOf(text, manifests);
  const stale = [...lastGood.values()].flat();
  const own = manifests.flatMap(({ full, document }) => documentProblems(document, full.start));
  return {
    text,
    manifests: manifests.map((manifest) => {
      const kept = lastGood.get(manifest);
      return kept === undefined ? manifest : { ...manifest, lastGood: kept };
    }),
    resources: resourcesOf(manifests, objects, lastGood),
    objects,
    places,
    spec,
    problems: inOrder([...limits, ...own, ...clashes, ...seconds]),
    stale: stale.map(refOf),
    notSimulated: objects.flatMap(({ object: { read } }) =>
      read.unknownKind === true && read.ref !== undefined ? [read.ref] : [],
    ),
  };
}

function simulatedChunks(text: string): { chunks: readonly Chunk[]; problems: readonly PlacedDiagnostic[] } {
  const limit = maxSimulatedLength;
  const visible = text.length > limit ? text.slice(0, limit) : text;
  const all = splitDocuments(visible);
  const tooLarge = visible !== text;
  // The document that the limit cuts in two is left out with what follows it.
  const whole = tooLarge ? all.slice(0, -1) : all;
  const chunks = whole.slice(0, maxDocuments);
  const rest = { start: chunks.length === 0 ? 0 : endOf(chunks.at(-1)), end: text.length };
  return {
    chunks,
    problems: [
      ...(tooLarge ? [problem('document/too-large', { characters: text.length, limit }, rest)] : []),
      ...(whole.length > maxDocuments
        ? [problem('document/too-many', { documents: whole.length, limit: maxDocuments }, rest)]
        : []),
    ],
  };
}

function endOf(chunk: Chunk | undefined): number {
  return chunk === undefined ? 0 : chunk.start + chunk.source.length;
}

function parseChunks(chunks: readonly Chunk[], previous: ParsedScenario | undefined): readonly ParsedDocument[] {
  const cache = new Map(previous?.manifests.map(({ document }) => [document.source, document]));
  let known: KnownObjects | undefined;
  return chunks.map(({ source }) => {
    const cached = cache.get(source);
    if (cached !== undefined) return cached;
    known ??= knownObjects(previous);
    const document = parseDocument(source, known);
    cache.set(source, document);
    return document;
  });
}

/** Items of lists by their text: a keystroke in a dump of a cluster reads one object anew, not all. */
function knownObjects(previous: ParsedScenario | undefined): KnownObjects {
  const known = new Map<string, ManifestObject>();
  for (const { document } of previous?.manifests ?? []) {
    if (document.kind !== 'objects') continue;
    for (const object of document.objects) {
      if (object.prefix.length > 0) known.set(document.source.slice(object.node.start, object.node.end), object);
    }
  }
  return known;
}

function manifestOf({ start, source }: Chunk, document: ParsedDocument): Manifest {
  const content = contentRange(source);
  return {
    full: { start, end: start + source.length },
    range: { start: start + content.start, end: start + content.end },
    document,
    refs: document.kind === 'objects' ? document.objects.flatMap(({ read }) => read.ref ?? []) : [],
    state: stateOf(document),
    lastGood: [],
  };
}

function stateOf(document: ParsedDocument): Manifest['state'] {
  if (document.kind !== 'objects') return document.kind;
  const { objects } = document;
  if (objects.length === 0) return 'empty';
  if (objects.every(({ read }) => read.unknownKind === true && read.ref !== undefined)) return 'not-simulated';
  return objects.some(({ read }) => isAdmitted(read)) ? 'ok' : 'broken';
}

function documentProblems(document: ParsedDocument, offset: number): readonly PlacedDiagnostic[] {
  const objects = document.kind === 'objects' ? document.objects.flatMap(({ problems }) => problems) : [];
  return [...document.problems, ...objects].map((found) => shifted(found, offset));
}

/** Of objects with one name the later wins where it stands, as if the text were applied from top to bottom. */
function survivors(
  text: string,
  manifests: readonly Manifest[],
): { objects: readonly ObjectPlace[]; problems: readonly PlacedDiagnostic[] } {
  const problems: PlacedDiagnostic[] = [];
  const last = new Map<string, ObjectPlace>();
  for (const manifest of manifests) {
    if (manifest.document.kind !== 'objects') continue;
    for (const object of manifest.document.objects) {
      const { ref } = object.read;
      if (ref === undefined) continue;
      const id = `${object.group}/${keyOf(ref)}`;
      const earlier = last.get(id);
      // What the API server refuses replaces nothing.
      const replaces = earlier === undefined || isAdmitted(object.read) || !isAdmitted(earlier.object.read);
      if (earlier !== undefined) problems.push(sameName(text, ref, earlier, { manifest, object }));
      if (replaces) last.set(id, { manifest, object });
    }
  }
  return { objects: [...last.values()].toSorted((a, b) => startOf(a) - startOf(b)), problems };
}

function startOf({ manifest, object }: ObjectPlace): number {
  return manifest.full.start + object.node.start;
}

function sameName(text: string, resource: ResourceRef, earlier: ObjectPlace, later: ObjectPlace): PlacedDiagnostic {
  const start = startOf(later);
  const [first] = later.object.node.entries;
  const range = { start, end: later.manifest.full.start + (first?.value.end ?? later.object.node.end) };
  const line = lineAt(text, startOf(earlier));
  return { ...problem('document/same-name', { resource, line }, range, 'warning'), resource };
}

function placesOf(objects: readonly ObjectPlace[]): ReadonlyMap<ResourceKey, ObjectPlace> {
  const places = new Map<ResourceKey, ObjectPlace>();
  for (const place of objects) {
    const { ref, unknownKind } = place.object.read;
    if (ref === undefined) continue;
    const key = keyOf(ref);
    // Istio has a Gateway of its own; the one that is simulated answers to the name.
    if (unknownKind !== true || !places.has(key)) places.set(key, place);
  }
  return places;
}

function resourcesOf(
  manifests: readonly Manifest[],
  objects: readonly ObjectPlace[],
  lastGood: ReadonlyMap<Manifest, readonly KubernetesResource[]>,
): readonly KubernetesResource[] {
  const current = new Map<Manifest, KubernetesResource[]>();
  for (const { manifest, object } of objects) {
    const { resource } = object.read;
    if (resource === undefined || !isAdmitted(object.read)) continue;
    current.set(manifest, [...(current.get(manifest) ?? []), resource]);
  }
  return manifests.flatMap((manifest) => [...(current.get(manifest) ?? []), ...(lastGood.get(manifest) ?? [])]);
}

function scenarioOf(
  text: string,
  manifests: readonly Manifest[],
): { spec: ScenarioSpec; problems: readonly PlacedDiagnostic[] } {
  const [first, ...others] = manifests.filter(({ document }) => document.kind === 'scenario');
  if (first?.document.kind !== 'scenario') return { spec: emptyScenario, problems: [] };
  const line = lineAt(text, first.range.start);
  return {
    spec: first.document.spec,
    problems: others.map(({ range }) => problem('document/second-scenario', { line }, range)),
  };
}

const rank = { error: 0, warning: 1, info: 2 } as const;

function inOrder(problems: readonly PlacedDiagnostic[]): readonly Diagnostic[] {
  return problems.toSorted((a, b) => rank[a.severity] - rank[b.severity] || a.range.start - b.range.start);
}

function refOf({ kind, metadata: { namespace, name } }: KubernetesResource): ResourceRef {
  return namespace === undefined ? { kind, name } : { kind, namespace, name };
}
