import type { EditRefusal } from '#model/compiled.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { scenarioApiVersion, scenarioKind } from '#model/scenario.ts';
import { parseScenario } from '../parseScenario.ts';
import type { Manifest, ObjectPlace, ParsedScenario } from '../parsedScenario.ts';
import { editDocument } from './editDocument.ts';
import type { FieldOperation } from './fieldOperation.ts';

/** An edit half done: the text as it is by now, read, and what had to be written anew on the way. */
export interface Working {
  readonly parsed: ParsedScenario;
  readonly rewritten: readonly ResourceRef[];
}

/** An edit carried out, or the reason why it cannot be. */
export type Edited = Working | EditRefusal;

/** Operations on one object, with paths from its root. */
export interface ObjectChange {
  readonly place: ObjectPlace;
  readonly operations: readonly FieldOperation[];
}

export function placeOf({ parsed }: Working, ref: ResourceRef): ObjectPlace | undefined {
  return parsed.places.get(keyOf(ref));
}

export function withText({ parsed, rewritten }: Working, text: string): Working {
  return { parsed: text === parsed.text ? parsed : parseScenario(text, parsed), rewritten };
}

/** Replaces the text of some documents; an empty text takes the document away. */
export function withDocuments(working: Working, sources: ReadonlyMap<Manifest, string>): Working {
  const { text, manifests } = working.parsed;
  const rest = text.slice(manifests.at(-1)?.full.end ?? 0);
  const parts = manifests.map((manifest) => sources.get(manifest) ?? manifest.document.source);
  const kept = parts.filter((part) => part !== '');
  const [first] = kept;
  // The marker between a document that is gone and the next one has nothing to part any more.
  if (first !== undefined && parts[0] === '') kept[0] = first.replace(/^---[ \t]*\r?\n/, '');
  return withText(working, kept.join('') + rest);
}

/** Carries operations out in as many objects as they concern, and reads the text once. */
export function withChanges(working: Working, changes: readonly ObjectChange[]): Working {
  const sources = new Map<Manifest, string>();
  const rewritten = new Set<ResourceRef>();
  for (const manifest of new Set(changes.map(({ place }) => place.manifest))) {
    const concerned = changes.filter(({ place }) => place.manifest === manifest);
    const edits = concerned.map(({ place, operations }) => ({ object: place.object.prefix, operations }));
    const edited = editDocument(manifest.document.source, edits);
    sources.set(manifest, edited.source);
    for (const { place } of concerned) {
      const { prefix, read } = place.object;
      if (edited.rewritten.includes(prefix) && read.ref !== undefined) rewritten.add(read.ref);
    }
  }
  const next = withDocuments(working, sources);
  return { ...next, rewritten: [...working.rewritten, ...rewritten] };
}

/** Carries operations out in the Scenario document, which is written at the end where there is none. */
export function withScenario(working: Working, operations: readonly FieldOperation[]): Working {
  if (operations.length === 0) return working;
  const manifest = scenarioManifest(working);
  if (manifest === undefined) {
    const blank = `apiVersion: ${scenarioApiVersion}\nkind: ${scenarioKind}\nmetadata:\n  name: scenario\n`;
    return withScenario(withDocument(working, blank), operations);
  }
  const edited = editDocument(manifest.document.source, [{ object: [], operations }]);
  const ref = { kind: scenarioKind, name: working.parsed.spec.name };
  const next = withDocuments(working, new Map([[manifest, edited.source]]));
  return edited.rewritten.length > 0 ? { ...next, rewritten: [...next.rewritten, ref] } : next;
}

export function scenarioManifest({ parsed }: Working): Manifest | undefined {
  return parsed.manifests.find(({ state }) => state === 'scenario');
}

/** Adds a document at the end, but before a Scenario document that stands there: it is about all the others. */
export function withDocument(working: Working, yaml: string): Working {
  const { text, manifests } = working.parsed;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const document = `${yaml.trimEnd()}\n`.replaceAll(/\r?\n/g, lineEnd);
  if (text.trim() === '') return withText(working, document);
  const last = manifests.findLast(({ state }) => state !== 'empty');
  if (last?.state === 'scenario' && last.full.end === (manifests.at(-1)?.full.end ?? 0)) {
    return withText(working, insertBefore(text, last, document, lineEnd));
  }
  const ended = text.endsWith('\n') ? text : text + lineEnd;
  const separator =
    /(?:^|\n)---[ \t]*\r?\n$/.test(ended) || /(?:^|\n)\.\.\.[ \t]*\r?\n$/.test(ended) ? '' : `---${lineEnd}`;
  return withText(working, ended + separator + document);
}

function insertBefore(text: string, manifest: Manifest, document: string, lineEnd: string): string {
  const { start } = manifest.full;
  const marked = manifest.document.source.startsWith('---');
  const inserted = start === 0 ? document + (marked ? '' : `---${lineEnd}`) : `---${lineEnd}${document}`;
  return text.slice(0, start) + inserted + text.slice(start);
}
