import type { DiagnosticCode } from '#model/diagnostic.ts';
import type { FieldProblem } from '#model/kubernetes/fieldProblem.ts';
import { readResource } from '#model/kubernetes/readResource.ts';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { scenarioKind } from '#model/scenario.ts';
import type { ManifestObject, ParsedDocument } from './parsedDocument.ts';
import { readScenario } from './readScenario.ts';
import { rangeAt } from './yaml/nodeAt.ts';
import { parseTree } from './yaml/parseTree.ts';
import { plainValue } from './yaml/plainValue.ts';
import { problem, type PlacedDiagnostic } from './yaml/problem.ts';
import type { MapNode, SourceNode } from './yaml/sourceTree.ts';

/** kubectl takes the last of two equal keys; a key that no object can have is left out. The rest stands. */
const tolerated: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'document/duplicate-key',
  'document/forbidden-key',
]);

/** Objects of the document as it was before, by their text: what has not changed is not read again. */
export type KnownObjects = ReadonlyMap<string, ManifestObject>;

type JsonMap = Readonly<Record<string, Json>>;

/** Reads one YAML document by itself. Every failure is a problem with a place; nothing throws. */
export function parseDocument(source: string, known: KnownObjects = new Map()): ParsedDocument {
  const tree = parseTree(source);
  if (tree.kind === 'problem') return { kind: 'broken', source, problems: [tree.problem] };
  const { root } = tree;
  if (root === undefined || (root.kind === 'scalar' && root.style === 'absent')) {
    return { kind: 'empty', source, problems: [] };
  }
  const { value, problems } = plainValue(source, root);
  if (problems.some(({ severity, code }) => severity === 'error' && !tolerated.has(code))) {
    return { kind: 'broken', source, problems };
  }
  if (root.kind !== 'map' || !isMap(value)) {
    return { kind: 'broken', source, problems: [...problems, notAnObject(root, value)] };
  }
  if (value['kind'] === scenarioKind && isOurs(value['apiVersion'])) {
    const { spec, problems: own } = readScenario(root, value);
    return { kind: 'scenario', source, root, value, spec, problems: [...problems, ...own] };
  }
  const context: Context = { source, known, problems: [...problems] };
  const objects = objectsIn(context, root, value, []);
  return { kind: 'objects', source, root, value, objects, problems: context.problems };
}

function isOurs(apiVersion: Json | undefined): boolean {
  return typeof apiVersion === 'string' && apiVersion.startsWith('ambient.playground/');
}

interface Context {
  readonly source: string;
  readonly known: KnownObjects;
  readonly problems: PlacedDiagnostic[];
}

function objectsIn(context: Context, node: MapNode, value: JsonMap, prefix: FieldPath): readonly ManifestObject[] {
  const { apiVersion, kind, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) {
    return [readObject(context, node, value, prefix)];
  }
  const list = node.entries.find(({ key }) => key.kind === 'scalar' && key.text === 'items')?.value;
  if (list?.kind !== 'list') return [];
  return (items as readonly Json[]).flatMap((item, index) => {
    const itemNode = list.items[index];
    if (itemNode === undefined || item === null) return [];
    if (itemNode.kind !== 'map' || !isMap(item)) {
      context.problems.push(notAnObject(itemNode, item));
      return [];
    }
    const typed = kind === 'List' ? item : { ...inherited(apiVersion, kind), ...item };
    return objectsIn(context, itemNode, typed, [...prefix, 'items', index]);
  });
}

/** The API server leaves kind and version out of the items of a typed list. */
function inherited(apiVersion: Json | undefined, kind: string): JsonMap {
  return { ...(apiVersion === undefined ? {} : { apiVersion }), kind: kind.slice(0, -'List'.length) };
}

function readObject(context: Context, node: MapNode, value: JsonMap, prefix: FieldPath): ManifestObject {
  const known = prefix.length === 0 ? undefined : context.known.get(context.source.slice(node.start, node.end));
  if (known !== undefined && !hasAlias(node)) return moved(known, node, prefix);
  const read = readResource(value);
  const problems = missing(node, value) ?? [
    ...read.problems.map((found) => placed(found, node, read.ref)),
    ...(read.unknownKind === true ? notSimulated(node, value, read.ref) : []),
  ];
  const apiVersion = typeof value['apiVersion'] === 'string' ? value['apiVersion'] : '';
  return { prefix, node, value, group: groupOf(apiVersion), read, problems };
}

function moved(object: ManifestObject, node: MapNode, prefix: FieldPath): ManifestObject {
  const offset = node.start - object.node.start;
  const problems = object.problems.map((found) => ({
    ...found,
    range: { start: found.range.start + offset, end: found.range.end + offset },
  }));
  return { ...object, prefix, node, problems };
}

function hasAlias(node: SourceNode): boolean {
  switch (node.kind) {
    case 'alias':
      return true;
    case 'map':
      return node.entries.some(({ value }) => hasAlias(value));
    case 'list':
      return node.items.some(hasAlias);
    case 'scalar':
      return false;
  }
}

function missing(node: MapNode, value: JsonMap): readonly PlacedDiagnostic[] | undefined {
  const metadata = value['metadata'];
  const name = isMap(metadata) ? metadata['name'] : undefined;
  const absent = (['apiVersion', 'kind'] as const).find((field) => typeof value[field] !== 'string');
  const field = absent ?? (typeof name === 'string' && name !== '' ? undefined : 'metadata.name');
  if (field === undefined) return undefined;
  return [problem('document/missing-field', { field }, rangeAt(node, field.split('.')))];
}

function placed(found: FieldProblem, node: MapNode, resource: ResourceRef | undefined): PlacedDiagnostic {
  const { code, params, severity, path } = found;
  const range = rangeAt(node, path);
  return { code, params, severity, path, range, ...(resource && { resource }) } as PlacedDiagnostic;
}

function notSimulated(node: MapNode, value: JsonMap, resource?: ResourceRef): readonly PlacedDiagnostic[] {
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const params = { apiVersion, kind };
  const found = problem('document/not-simulated', params, rangeAt(node, ['kind']), 'info');
  return [resource === undefined ? found : { ...found, resource }];
}

function notAnObject(node: SourceNode, value: Json): PlacedDiagnostic {
  const found = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  return problem('document/not-an-object', { found }, node);
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
