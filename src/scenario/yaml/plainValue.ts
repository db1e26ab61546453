import type { Json } from '#model/kubernetes/schema.ts';
import { lineAt, problem, type PlacedDiagnostic } from './problem.ts';
import { resolvePlain } from './resolvePlain.ts';
import type { AliasNode, MapNode, ScalarNode, SourceNode } from './sourceTree.ts';
import { taggedScalar } from './taggedScalar.ts';

/** Values that aliases may add to one document. A manifest by hand has a few; an alias bomb has millions. */
export const maxAliasedValues = 50_000;

type JsonMap = Record<string, Json>;

interface Reading {
  readonly source: string;
  readonly anchors: Map<string, SourceNode>;
  readonly values: Map<SourceNode, { readonly value: Json; readonly size: number }>;
  readonly open: Set<SourceNode>;
  readonly problems: PlacedDiagnostic[];
  size: number;
  aliased: number;
}

export interface PlainValue {
  readonly value: Json;
  readonly problems: readonly PlacedDiagnostic[];
}

/**
 * The JSON value of a document, as kubectl turns YAML into JSON before it sends it. Aliased values are shared, so they
 * are counted as often as they are named. `__proto__` is refused; other names are safe as own properties.
 */
export function plainValue(source: string, root: SourceNode): PlainValue {
  const reading: Reading = {
    source,
    anchors: new Map(),
    values: new Map(),
    open: new Set(),
    problems: [],
    size: 0,
    aliased: 0,
  };
  return { value: valueOf(reading, root), problems: reading.problems };
}

function valueOf(reading: Reading, node: SourceNode): Json {
  if (node.kind === 'alias') return aliasValue(reading, node);
  if (node.kind === 'scalar' && node.anchor === undefined) {
    reading.size += 1;
    return scalarValue(reading, node);
  }
  const before = reading.size;
  reading.size += 1;
  // A later anchor of the same name takes over from there on.
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  reading.open.add(node);
  const value = contentOf(reading, node);
  reading.open.delete(node);
  if (node.anchor !== undefined) reading.values.set(node, { value, size: reading.size - before });
  return value;
}

function contentOf(reading: Reading, node: Exclude<SourceNode, AliasNode>): Json {
  switch (node.kind) {
    case 'scalar':
      return scalarValue(reading, node);
    case 'list':
      return node.items.map((entry) => valueOf(reading, entry));
    case 'map':
      return mapValue(reading, node);
  }
}

function aliasValue(reading: Reading, node: AliasNode): Json {
  const target = reading.anchors.get(node.name);
  const { problems } = reading;
  if (target === undefined) {
    problems.push(problem('document/unknown-alias', { anchor: node.name }, node));
    return null;
  }
  const known = reading.values.get(target);
  if (known === undefined || reading.open.has(target)) {
    problems.push(problem('document/alias-of-itself', { anchor: node.name }, node));
    return null;
  }
  if (reading.aliased + known.size > maxAliasedValues) {
    // One report is enough: a bomb would repeat it at every level.
    if (!problems.some(({ code }) => code === 'document/alias-expansion')) {
      problems.push(problem('document/alias-expansion', { anchor: node.name, limit: maxAliasedValues }, node));
    }
    return null;
  }
  reading.aliased += known.size;
  reading.size += known.size;
  return known.value;
}

function mapValue(reading: Reading, node: MapNode): JsonMap {
  const result: JsonMap = {};
  const written = new Map<string, SourceNode>();
  for (const { key, name, value } of node.entries) {
    if (isMerge(key)) {
      merge(reading, value, result);
      continue;
    }
    const read = valueOf(reading, value);
    if (name === undefined) {
      reading.problems.push(problem('document/bad-key', {}, key));
    } else if (name === '__proto__') {
      reading.problems.push(problem('document/forbidden-key', { key: name }, key));
    } else {
      const first = written.get(name);
      if (first !== undefined) {
        const line = lineAt(reading.source, first.start);
        reading.problems.push(problem('document/duplicate-key', { key: name, line }, key));
      }
      written.set(name, key);
      result[name] = read;
    }
  }
  return result;
}

/** `<<` in its order of appearance, as goyaml.v2 merges: what is written later in the mapping wins. */
function merge(reading: Reading, node: SourceNode, into: JsonMap): void {
  const value = valueOf(reading, node);
  const sources = Array.isArray(value) ? (value as readonly Json[]).toReversed() : [value];
  for (const from of sources) {
    if (typeof from !== 'object' || from === null || Array.isArray(from)) {
      reading.problems.push(problem('document/bad-merge', {}, node));
    } else {
      for (const [key, merged] of Object.entries(from as JsonMap)) into[key] = merged;
    }
  }
}

export function isMerge(key: SourceNode): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<' && key.tag === undefined;
}

function scalarValue(reading: Reading, node: ScalarNode): Json {
  if (node.tag !== undefined) {
    const tagged = taggedScalar(node, node.tag);
    if (tagged.kind === 'value') return tagged.value;
    reading.problems.push(tagged.problem);
    return node.text;
  }
  if (node.style !== 'plain' && node.style !== 'absent') return node.text;
  const value = resolvePlain(node.text);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    reading.problems.push(problem('document/not-json', { value: node.text }, node));
    return null;
  }
  return value;
}
