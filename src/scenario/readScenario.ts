import type { ResourceKey } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import {
  scenarioApiVersion,
  type Layout,
  type LocalisedText,
  type MeshSettings,
  type ScenarioSpec,
} from '#model/scenario.ts';
import {
  child,
  isAbsent,
  readEntries,
  readList,
  readNumber,
  readText,
  readTime,
  reportUnknown,
  type Field,
  type FieldReader,
} from './fieldReader.ts';
import { readRequest } from './readRequest.ts';
import { rangeAt } from './yaml/nodeAt.ts';
import { problem, type PlacedDiagnostic } from './yaml/problem.ts';
import type { MapNode } from './yaml/sourceTree.ts';

/** A scenario that says nothing: Istio's defaults, no requests, automatic places. */
export const emptyScenario: ScenarioSpec = { name: '', mesh: {}, requests: [], layout: {} };

export interface ReadScenario {
  readonly spec: ScenarioSpec;
  readonly problems: readonly PlacedDiagnostic[];
}

/** Reads the one document of our own, field by field: it may come from a link, an old version or a careless hand. */
export function readScenario(root: MapNode, value: Json): ReadScenario {
  const reader: FieldReader = { root, problems: [] };
  const document: Field = { path: [], value };
  const version = child(document, 'apiVersion').value;
  if (version !== scenarioApiVersion) {
    const params = {
      found: typeof version === 'string' ? version : JSON.stringify(version),
      known: scenarioApiVersion,
    };
    reader.problems.push(problem('document/scenario-version', params, rangeAt(root, ['apiVersion']), 'warning'));
  }
  const spec = child(document, 'spec');
  reportUnknown(reader, document, ['apiVersion', 'kind', 'metadata', 'spec']);
  readEntries(reader, spec);
  reportUnknown(reader, spec, ['title', 'description', 'mesh', 'now', 'requests', 'layout']);
  const title = readLocalised(reader, child(spec, 'title'));
  const description = readLocalised(reader, child(spec, 'description'));
  const now = readTime(reader, child(spec, 'now'));
  const requests = readList(reader, child(spec, 'requests'));
  return {
    spec: {
      name: readText(reader, child(child(document, 'metadata'), 'name')) ?? '',
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      mesh: { ...readMesh(reader, child(spec, 'mesh')), ...(now === undefined ? {} : { now }) },
      requests: requests.flatMap((request, index) => readRequest(reader, request, index) ?? []),
      layout: readLayout(reader, child(spec, 'layout')),
    },
    problems: reader.problems,
  };
}

/** A plain string is a text in every language. */
function readLocalised(reader: FieldReader, field: Field): LocalisedText | undefined {
  if (isAbsent(field)) return undefined;
  if (typeof field.value === 'string') return { en: field.value, zh: field.value };
  reportUnknown(reader, field, ['en', 'zh']);
  readEntries(reader, field);
  const en = readText(reader, child(field, 'en'));
  const zh = readText(reader, child(field, 'zh'));
  return { ...(en === undefined ? {} : { en }), ...(zh === undefined ? {} : { zh }) };
}

function readMesh(reader: FieldReader, field: Field): MeshSettings {
  if (readEntries(reader, field).length === 0) return {};
  reportUnknown(reader, field, ['trustDomain', 'rootNamespace', 'flags', 'meshConfig']);
  const trustDomain = readText(reader, child(field, 'trustDomain'));
  const rootNamespace = readText(reader, child(field, 'rootNamespace'));
  const flags = readEntries(reader, child(field, 'flags'));
  const meshConfig = readEntries(reader, child(field, 'meshConfig'));
  return {
    ...(trustDomain === undefined ? {} : { trustDomain }),
    ...(rootNamespace === undefined ? {} : { rootNamespace }),
    ...(flags.length === 0 ? {} : { flags: Object.fromEntries(flags.flatMap((flag) => readFlag(reader, flag))) }),
    ...(meshConfig.length === 0
      ? {}
      : { meshConfig: Object.fromEntries(meshConfig.map(([name, { value }]) => [name, value])) }),
  };
}

function readFlag(
  reader: FieldReader,
  [name, field]: readonly [string, Field],
): readonly (readonly [string, boolean | string])[] {
  const { value } = field;
  if (typeof value === 'boolean') return [[name, value]];
  if (typeof value === 'number') return [[name, String(value)]];
  const text = readText(reader, field);
  return text === undefined ? [] : [[name, text]];
}

function readLayout(reader: FieldReader, field: Field): Layout {
  const places = readEntries(reader, field).flatMap(([key, place]) => {
    reportUnknown(reader, place, ['x', 'y']);
    readEntries(reader, place);
    const x = readNumber(reader, child(place, 'x'));
    const y = readNumber(reader, child(place, 'y'));
    return x === undefined || y === undefined ? [] : [[layoutKey(key), { x, y }] as const];
  });
  return Object.fromEntries(places);
}

/** `Namespace/shop` is what people write for a cluster-scoped object; the key has an empty namespace. */
export function layoutKey(written: string): ResourceKey {
  const parts = written.split('/');
  return (parts.length === 2 ? `${parts[0] ?? ''}//${parts[1] ?? ''}` : written) as ResourceKey;
}
