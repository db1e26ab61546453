import type { NewResource, Placement } from '#model/edit.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { Position } from '#model/scenario.ts';
import { newManifest, refOfNew } from '../newManifest.ts';
import { contentRange } from '../parsedDocument.ts';
import type { Manifest } from '../parsedScenario.ts';
import { parseScenario } from '../parseScenario.ts';
import { place } from './layoutEdits.ts';
import { removeObjects } from './removeObjects.ts';
import { scenarioManifest, withDocument, withDocuments, type Working } from './working.ts';

/** Writes a new object under a free name, and its namespace where nothing speaks of that yet. */
export function addResource(working: Working, resource: NewResource, at: Position | undefined): Working {
  const wanted = refOfNew(resource);
  const name = freeName(working, wanted);
  const housed = wanted.namespace === undefined ? working : withNamespace(working, wanted.namespace);
  const added = withDocument(housed, newManifest({ ...resource, name }));
  return at === undefined ? added : place(added, [{ key: keyOf({ ...wanted, name }), ...at }]);
}

/** The name itself, or the name with the first number that makes it free. */
export function freeName({ parsed }: Working, wanted: ResourceRef): string {
  const taken = (name: string): boolean => parsed.places.has(keyOf({ ...wanted, name }));
  if (!taken(wanted.name)) return wanted.name;
  const stem = wanted.name.replace(/-[0-9]+$/, '');
  for (let number = 2; ; number += 1) {
    if (!taken(`${stem}-${number}`)) return `${stem}-${number}`;
  }
}

export function withNamespace(working: Working, name: string): Working {
  const known = working.parsed.objects.some(({ object: { read } }) =>
    read.ref?.kind === 'Namespace' ? read.ref.name === name : read.ref?.namespace === name,
  );
  if (known || name === 'default') return working;
  return withDocument(working, newManifest({ kind: 'namespace', name, ambient: false }));
}

/** A manifest from a form: put in the place of the object it names, or added, with its node where it was dropped. */
export function addManifest(working: Working, yaml: string, at: Placement | undefined): Working {
  const added = pasteText(working, yaml);
  return at === undefined ? added : place(added, [at]);
}

/**
 * Adds pasted documents at the end. What exists already is replaced where it stands, so that a changed manifest can be
 * pasted over and over; a List takes the place of all that it contains. What cannot be read is kept as it is.
 */
export function pasteText(working: Working, text: string): Working {
  if (working.parsed.text.trim() === '') return withDocument(working, text);
  return parseScenario(text).manifests.reduce(pasteManifest, working);
}

function pasteManifest(working: Working, pasted: Manifest): Working {
  const content = contentOf(pasted);
  if (pasted.state === 'empty' || content.trim() === '') return working;
  const standing = standingIn(working, pasted);
  if (standing !== undefined) return withDocuments(working, new Map([[standing, replaced(standing, content)]]));
  const cleared = pasted.refs.length > 0 ? withoutCopies(working, pasted.refs) : working;
  return withDocument(cleared, content);
}

/** The document with the comments above its first field, but without the marker that opens it. */
function contentOf({ document: { source } }: Manifest): string {
  return source.replace(/^---[ \t]*\r?\n/, '').replace(/^\.\.\.[ \t]*\r?\n/gm, '');
}

/** The document that says the same object and nothing else. */
function standingIn(working: Working, pasted: Manifest): Manifest | undefined {
  if (pasted.state === 'scenario') return scenarioManifest(working);
  const [ref, ...others] = pasted.refs;
  if (ref === undefined || others.length > 0) return undefined;
  const manifest = working.parsed.places.get(keyOf(ref))?.manifest;
  return manifest?.refs.length === 1 && sameGroup(manifest, pasted) ? manifest : undefined;
}

function sameGroup(a: Manifest, b: Manifest): boolean {
  return (
    a.document.kind === 'objects' &&
    b.document.kind === 'objects' &&
    a.document.objects[0]?.group === b.document.objects[0]?.group
  );
}

function replaced(standing: Manifest, content: string): string {
  const { source } = standing.document;
  const marker = /^---[ \t]*\r?\n/.exec(source)?.[0] ?? '';
  const { end } = contentRange(source);
  const after = source.slice(end).replace(/^[ \t]*\r?\n/, '');
  return `${marker}${content.trimEnd()}\n${after}`;
}

function withoutCopies(working: Working, refs: readonly ResourceRef[]): Working {
  // A pasted Namespace replaces the Namespace, not what is in it.
  const existing = refs.filter((ref) => working.parsed.places.has(keyOf(ref)) && ref.kind !== 'Namespace');
  return existing.length === 0 ? working : removeObjects(working, existing);
}
