import type { DiagnosticCode } from '#model/diagnostic.ts';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import type { Highlight, Patch, Reference, Texts } from '#model/lesson.ts';
import type { ScenarioEdit } from '#model/edit.ts';
import type { ReasonCode } from '#model/reason.ts';
import {
  child,
  isAbsent,
  readEntries,
  readList,
  readText,
  reportMissing,
  reportType,
  reportUnknown,
  type Field,
  type FieldReader,
} from '../fieldReader.ts';

/** Kinds of proxies, as events and claims name them. */
export const proxies = [
  'app',
  'ztunnel',
  'waypoint',
  'gateway',
  'sidecar',
  'kube-proxy',
  'network',
  'external',
] as const;

/** Texts are wanted in both languages: what is missing is a problem, and read as empty. */
export function readTexts(reader: FieldReader, field: Field): Texts {
  return readOptionalTexts(reader, field) ?? { en: missingText(reader, field), zh: '' };
}

export function readOptionalTexts(reader: FieldReader, field: Field): Texts | undefined {
  if (isAbsent(field)) return undefined;
  reportUnknown(reader, field, ['en', 'zh']);
  readEntries(reader, field);
  return { en: needText(reader, child(field, 'en')), zh: withoutFolds(needText(reader, child(field, 'zh'))) };
}

/** YAML folds a line break into a space. Chinese has none between characters, nor beside its punctuation. */
function withoutFolds(text: string): string {
  return text.replace(
    /(?<=\p{Script=Han}) (?=\p{Script=Han})|(?<=[，。：；？、（）“”]) | (?=[，。：；？、（）“”])/gu,
    '',
  );
}

export function needText(reader: FieldReader, field: Field): string {
  const text = isAbsent(field) ? undefined : readText(reader, field)?.trim();
  return text === undefined || text === '' ? missingText(reader, field) : text;
}

function missingText(reader: FieldReader, field: Field): string {
  reportMissing(reader, field);
  return '';
}

/** Codes are checked where they are used: a code that no hop says is found by running the lesson. */
export function readReasonCode(reader: FieldReader, field: Field): ReasonCode | undefined {
  return readText(reader, field) as ReasonCode | undefined;
}

export function readDiagnosticCode(reader: FieldReader, field: Field): DiagnosticCode | undefined {
  return readText(reader, field) as DiagnosticCode | undefined;
}

/** `Kind/namespace/name`, or `Kind/name` for what belongs to no namespace. */
export function readRef(reader: FieldReader, field: Field): ResourceRef {
  const [kind = '', ...names] = needText(reader, field).split('/');
  const [first = '', second] = names;
  if (kind === '' || first === '' || second === '' || names.length > 2) reportType(reader, field, 'string');
  return second === undefined ? { kind, name: first } : { kind, namespace: first, name: second };
}

function readPath(reader: FieldReader, field: Field): FieldPath {
  return readList(reader, field).flatMap(
    (step): FieldPath => (typeof step.value === 'number' ? [step.value] : [readText(reader, step) ?? '']),
  );
}

/** Objects by name, or fields of them as `{ resource, path }`. */
export function readHighlights(reader: FieldReader, field: Field): readonly Highlight[] {
  return readList(reader, field).map((entry) => {
    if (typeof entry.value === 'string') return { resource: readRef(reader, entry), path: [] };
    reportUnknown(reader, entry, ['resource', 'path']);
    return { resource: readRef(reader, child(entry, 'resource')), path: readPath(reader, child(entry, 'path')) };
  });
}

/** A list of `apply` (manifests, as kubectl would), `remove` (names), `set` and `unset` (one field). */
export function readPatch(reader: FieldReader, field: Field): Patch {
  return readList(reader, field).map((step) => readEdit(reader, step));
}

function readEdit(reader: FieldReader, step: Field): ScenarioEdit {
  const at = (key: string): Field => child(step, key);
  if (!isAbsent(at('apply'))) {
    reportUnknown(reader, step, ['apply']);
    return { kind: 'paste', text: needText(reader, at('apply')) };
  }
  if (!isAbsent(at('remove'))) {
    reportUnknown(reader, step, ['remove']);
    return { kind: 'remove-resources', refs: readList(reader, at('remove')).map((name) => readRef(reader, name)) };
  }
  if (!isAbsent(at('unset'))) {
    reportUnknown(reader, step, ['unset', 'path']);
    return { kind: 'remove-field', ref: readRef(reader, at('unset')), path: readPath(reader, at('path')) };
  }
  reportUnknown(reader, step, ['set', 'path', 'value']);
  const value: Json = at('value').value ?? null;
  return { kind: 'set-field', ref: readRef(reader, at('set')), path: readPath(reader, at('path')), value };
}

export function readReferences(reader: FieldReader, field: Field): readonly Reference[] {
  return readList(reader, field).map((entry) => {
    reportUnknown(reader, entry, ['title', 'url']);
    const url = needText(reader, child(entry, 'url'));
    if (!url.startsWith('https://')) reportType(reader, child(entry, 'url'), 'string');
    return { title: needText(reader, child(entry, 'title')), url };
  });
}
