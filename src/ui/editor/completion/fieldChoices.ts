import { kindOf, kinds } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { Node } from '#model/kubernetes/schema.ts';
import type { YamlCaret } from './yamlCaret.ts';

/** One thing that may be written at the caret. */
export interface Choice {
  readonly text: string;
  readonly kind: 'field' | 'word' | 'name';
  readonly detail?: string;
  /** A field whose value goes on the lines below. */
  readonly opens?: true;
}

/** What an object has before its kind is known. */
const rootFields = [field('apiVersion'), field('kind'), field('metadata', true), field('spec', true)];

/** Labels that change how traffic flows, with the words they take. */
const labelWords: ReadonlyMap<string, readonly string[]> = new Map([
  [labels.dataplaneMode, ['ambient', 'none']],
  [labels.waypointFor, ['service', 'workload', 'all', 'none']],
  [labels.ingressUseWaypoint, ["'true'"]],
  [labels.useWaypoint, []],
  [labels.useWaypointNamespace, []],
]);

/** Fields and words that the schema of the object's kind knows at the caret. */
export function fieldChoices(caret: YamlCaret): readonly Choice[] {
  const { path, position } = caret;
  if (position === 'key') {
    if (isLabels(path)) return [...labelWords.keys()].map((text) => field(text));
    const known = childFields(nodeAt(caret));
    if (path.length > 0) return known;
    const others = known.filter(({ text }) => !rootFields.some((root) => root.text === text));
    return [...rootFields, ...others];
  }
  const key = path.at(-1) ?? '';
  if (path.length === 1 && key === 'kind') return kinds.map(({ kind, group }) => word(kind, group));
  if (path.length === 1 && key === 'apiVersion') return apiVersions();
  if (isLabels(path.slice(0, -1))) return (labelWords.get(key) ?? []).map((text) => word(text));
  const node = nodeAt(caret);
  if (node?.kind === 'boolean') return [word('true'), word('false')];
  const scalar = node?.kind === 'list' ? node.of : node;
  return scalar?.kind === 'string' ? (scalar.enum ?? []).map((text) => word(text)) : [];
}

function isLabels(path: readonly string[]): boolean {
  return path.at(-1) === 'labels' && path.at(-2) === 'metadata';
}

function nodeAt({ apiVersion, kind, path }: YamlCaret): Node | undefined {
  const definition = apiVersion === undefined || kind === undefined ? undefined : kindOf(apiVersion, kind);
  let node: Node | undefined = definition?.schema;
  for (const step of path) {
    if (node === undefined) return undefined;
    if (step === '[]') node = node.kind === 'list' ? node.of : undefined;
    else if (node.kind === 'object') node = Object.hasOwn(node.fields, step) ? node.fields[step] : undefined;
    else node = node.kind === 'map' ? node.of : undefined;
  }
  return node;
}

function childFields(node: Node | undefined): readonly Choice[] {
  if (node?.kind !== 'object') return [];
  return Object.entries(node.fields).map(([text, { kind }]) => field(text, ['object', 'list', 'map'].includes(kind)));
}

function apiVersions(): readonly Choice[] {
  const all = kinds.flatMap(({ group, versions }) =>
    versions.slice(0, 1).map((version) => (group === '' ? version : `${group}/${version}`)),
  );
  return [...new Set(all)].map((text) => word(text));
}

function field(text: string, opens = false): Choice {
  return { text, kind: 'field', ...(opens ? { opens } : {}) };
}

function word(text: string, detail?: string): Choice {
  return { text, kind: 'word', ...(detail === undefined || detail === '' ? {} : { detail }) };
}
