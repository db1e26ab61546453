import { labels } from '#model/kubernetes/labels.ts';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { isMap } from '../parseDocument.ts';
import type { ManifestObject } from '../parsedDocument.ts';
import type { FieldOperation } from './fieldOperation.ts';
import { renamed, renamedHost, renamedPrincipal, type FullName, type Retarget } from './retarget.ts';

type JsonMap = Readonly<Record<string, Json>>;

interface Search {
  readonly retarget: Retarget;
  readonly kind: string;
  /** The namespace that a reference without one means. */
  readonly home: string | undefined;
  readonly operations: FieldOperation[];
}

/** Kinds that a reference means when it names none, by the field it stands in. */
export const referenceKinds: ReadonlyMap<string, string | undefined> = new Map([
  ['parentRefs', 'Gateway'],
  ['backendRefs', 'Service'],
  ['backendRef', 'Service'],
  ['targetRefs', undefined],
  ['targetRef', undefined],
]);

/**
 * What has to change in an object so that it still names another one that is called differently now. Names without a
 * namespace mean the object's own, or `movesTo` where it is about to go.
 */
export function referenceOperations(
  object: ManifestObject,
  retarget: Retarget,
  movesTo?: string,
): readonly FieldOperation[] {
  const { ref } = object.read;
  if (ref === undefined) return [];
  const home = movesTo ?? (ref.kind === 'Namespace' ? ref.name : ref.namespace);
  const search: Search = { retarget, kind: ref.kind, home, operations: [] };
  visit(search, object.value, []);
  return search.operations;
}

function visit(search: Search, value: Json, path: FieldPath): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of (value as readonly Json[]).entries()) visit(search, entry, [...path, index]);
  } else if (isMap(value)) {
    visitReference(search, value, path);
    if (path.at(-1) === 'labels' || path.at(-1) === 'selector') visitLabels(search, value, path);
    for (const [key, entry] of Object.entries(value)) visit(search, entry, [...path, key]);
  } else if (typeof value === 'string') visitText(search, value, path);
}

function visitReference({ retarget, home, operations }: Search, value: JsonMap, path: FieldPath): void {
  const field = path.findLast((step) => typeof step === 'string');
  if (typeof field !== 'string' || !referenceKinds.has(field) || typeof value['name'] !== 'string') return;
  const kind = value['kind'] ?? referenceKinds.get(field);
  if (typeof kind !== 'string') return;
  const { namespace: own, name } = value;
  const namespace = typeof own === 'string' ? own : home;
  const next = renamed(retarget, [kind], { namespace, name });
  if (next === undefined || retarget.from.kind === 'Namespace') return;
  if (next.name !== name) operations.push({ kind: 'set', path: [...path, 'name'], value: next.name });
  // A policy cannot name anything in another namespace.
  if (next.namespace === namespace || next.namespace === undefined || field.startsWith('target')) return;
  operations.push({ kind: 'set', path: [...path, 'namespace'], value: next.namespace });
}

/** The labels that name a waypoint, each with the one that names its namespace. */
export const waypointLabels = [
  [labels.useWaypoint, labels.useWaypointNamespace],
  [labels.useWaypointCanary, labels.useWaypointCanaryNamespace],
] as const;

function visitLabels(search: Search, value: JsonMap, path: FieldPath): void {
  const { retarget, home, operations } = search;
  if (retarget.from.kind !== 'Gateway') return;
  for (const [nameLabel, namespaceLabel] of waypointLabels) {
    const [name, own] = [value[nameLabel], value[namespaceLabel]];
    if (typeof name !== 'string') continue;
    const namespace = typeof own === 'string' ? own : home;
    const next = renamed(retarget, ['Gateway'], { namespace, name });
    if (next !== undefined)
      operations.push(...labelOperations(next, { namespace, name }, path, nameLabel, namespaceLabel));
  }
  const gateway = value[labels.gatewayName];
  if (gateway === retarget.from.name && home === retarget.from.namespace && retarget.to.name !== gateway) {
    operations.push({ kind: 'set', path: [...path, labels.gatewayName], value: retarget.to.name });
  }
}

function labelOperations(
  next: FullName,
  before: FullName,
  path: FieldPath,
  nameLabel: string,
  namespaceLabel: string,
): readonly FieldOperation[] {
  const name: FieldOperation = { kind: 'set', path: [...path, nameLabel], value: next.name };
  if (next.namespace === before.namespace || next.namespace === undefined) return [name];
  return [name, { kind: 'set', path: [...path, namespaceLabel], value: next.namespace }];
}

/** Fields with a bare name in them, and the kind it is of. */
const nameFields: ReadonlyMap<string, string> = new Map([
  ['serviceAccountName', 'ServiceAccount'],
  ['serviceName', 'Service'],
  ['kubernetes.io/service-name', 'Service'],
]);

const clusterFields: ReadonlyMap<string, string> = new Map([
  ['nodeName', 'Node'],
  ['gatewayClassName', 'GatewayClass'],
]);

const namespaceFields: ReadonlySet<string> = new Set([
  'namespace',
  'namespaces',
  'notNamespaces',
  'kubernetes.io/metadata.name',
  labels.useWaypointNamespace,
  labels.useWaypointCanaryNamespace,
]);

function visitText(search: Search, value: string, path: FieldPath): void {
  const next = renamedText(search, value, path);
  if (next !== undefined && next !== value) search.operations.push({ kind: 'set', path, value: next });
}

function renamedText({ retarget, kind, home }: Search, value: string, path: FieldPath): string | undefined {
  const { from, to } = retarget;
  const field = path.findLast((step) => typeof step === 'string') ?? '';
  if (from.kind === 'Namespace' && namespaceFields.has(field) && value === from.name) return to.name;
  if (clusterFields.get(field) === from.kind && value === from.name) return to.name;
  const named = nameFields.get(field);
  // A name alone means the same namespace; it cannot follow an object into another.
  if (named !== undefined && from.kind === named && value === from.name && home === from.namespace) return to.name;
  if (field === 'host' || field === 'hosts') {
    return kind === 'ServiceEntry' ? undefined : renamedHost(retarget, value, home);
  }
  if (field === 'serviceAccounts' || field === 'notServiceAccounts') return renamedAccount(retarget, value, home);
  return renamedPrincipal(retarget, value);
}

/** `namespace/account` or `account` alone, as policies have it. */
function renamedAccount({ from, to, accounts }: Retarget, value: string, home: string | undefined): string | undefined {
  const slash = value.indexOf('/');
  const [namespace, account] = slash === -1 ? [home, value] : [value.slice(0, slash), value.slice(slash + 1)];
  if (from.kind === 'Namespace') return slash !== -1 && namespace === from.name ? `${to.name}/${account}` : undefined;
  const moved = accounts.find((candidate) => candidate.from === account);
  if (moved === undefined || namespace !== from.namespace) return undefined;
  return slash === -1 && to.namespace === home ? moved.to : `${to.namespace ?? ''}/${moved.to}`;
}
