import { checkBuiltIn } from './builtIn.ts';
import type { Channel } from './checkFacets.ts';
import { checkRules } from './checkRules.ts';
import { requiredValue, typeInvalid, type FieldProblem } from './fieldProblem.ts';
import type { Kind } from './kind.ts';
import { kindOf, type KubernetesResource } from './kinds.ts';
import { isRecord, readValue, unreadable, type Reading } from './readValue.ts';
import type { FieldPath, ResourceRef } from './resource.ts';

export interface ReadResource {
  /** Absent where the document has no kind or no name. */
  readonly ref?: ResourceRef;
  /** Present where every field has its type, even if the API server would refuse what they say. */
  readonly resource?: KubernetesResource;
  readonly problems: readonly FieldProblem[];
  /** The fields that defaults filled in, which nobody wrote. */
  readonly filledIn?: readonly FieldPath[];
  /** A kind we keep without reading it. */
  readonly unknownKind?: true;
}

/** Codes after which the API server no longer looks at the conditions between fields. */
const structural: ReadonlySet<FieldProblem['code']> = new Set<FieldProblem['code']>([
  'admission/wrong-type',
  'admission/required',
  'admission/unsupported-value',
  'admission/too-long',
  'admission/too-many',
]);

/**
 * Reads one parsed document as a Kubernetes object, field by field: defaults filled in, and a problem in the API
 * server's words for whatever its definition does not allow. Mirrors defaulting, OpenAPI validation and CEL, in order.
 */
export function readResource(value: unknown, channel: Channel = 'experimental'): ReadResource {
  if (!isRecord(value)) return { problems: [typeInvalid([], 'object', Array.isArray(value) ? 'array' : 'string')] };
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || apiVersion === '') return { problems: [requiredValue(['apiVersion'])] };
  if (typeof kind !== 'string' || kind === '') return { problems: [requiredValue(['kind'])] };
  const definition = kindOf(apiVersion, kind);
  const ref = refOf(kind, value, definition);
  if (definition === undefined) return { ...(ref && { ref }), problems: [], unknownKind: true };
  if (ref === undefined) {
    return { problems: [requiredValue(['metadata', 'name'], 'name or generateName is required')] };
  }
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
  if (!definition.versions.includes(version)) return { ref, problems: [unknownVersion(definition, apiVersion)] };
  return { ref, ...readKnown(definition, value, ref, channel) };
}

function readKnown(
  definition: Kind,
  value: Readonly<Record<string, unknown>>,
  ref: ResourceRef,
  channel: Channel,
): Omit<ReadResource, 'ref'> {
  const problems: FieldProblem[] = [];
  const reading: Reading = {
    channel,
    builtIn: definition.open && !definition.group.includes('istio'),
    problems,
    filledIn: [],
    visited: 0,
  };
  const { apiVersion, kind, ...rest } = value;
  const read = readValue(definition.schema, rest, [], reading, definition.kind);
  if (read === unreadable) return { problems };
  if (!problems.some((problem) => structural.has(problem.code))) {
    problems.push(...checkRules(definition.schema, read, channel));
  }
  const body = read as Omit<KubernetesResource, 'apiVersion' | 'kind'>;
  const metadata = new Map(Object.entries({ ...body.metadata, namespace: ref.namespace }));
  if (ref.namespace === undefined) metadata.delete('namespace');
  const placed = Object.fromEntries(metadata);
  const resource = { apiVersion, kind, ...body, metadata: placed } as unknown as KubernetesResource;
  return { resource, problems: [...problems, ...checkBuiltIn(resource)], filledIn: reading.filledIn };
}

/** kubectl puts an object without a namespace into `default`; cluster-scoped kinds have none. */
function refOf(kind: string, value: Readonly<Record<string, unknown>>, definition?: Kind): ResourceRef | undefined {
  const { metadata } = value;
  if (!isRecord(metadata) || typeof metadata['name'] !== 'string' || metadata['name'] === '') return undefined;
  const name = metadata['name'];
  const namespace = typeof metadata['namespace'] === 'string' ? metadata['namespace'] : undefined;
  if (definition?.scope === 'Cluster') return { kind, name };
  if (definition === undefined && namespace === undefined) return { kind, name };
  return { kind, namespace: namespace === undefined || namespace === '' ? 'default' : namespace, name };
}

function unknownVersion(definition: Kind, version: string): FieldProblem {
  const { kind, group, versions } = definition;
  const served = versions.map((name) => (group === '' ? name : `${group}/${name}`));
  return {
    code: 'admission/unknown-version',
    params: { kind, version, served },
    severity: 'error',
    path: ['apiVersion'],
    message: `no matches for kind "${kind}" in version "${version}"`,
  };
}

/** True where nothing keeps the object out of the cluster. */
export function isAdmitted(read: ReadResource): boolean {
  return read.resource !== undefined && read.problems.every((problem) => problem.severity === 'warning');
}
