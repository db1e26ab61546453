import type { Authorization, AuthorizationEntry } from '#engine/mesh/mesh.ts';

/** A ztunnel policy as the vectors write it, which is its protobuf as JSON. */
export interface PolicyVector {
  readonly name?: string;
  readonly namespace?: string;
  readonly action?: 'ALLOW' | 'DENY';
  readonly scope?: string;
  readonly dryRun?: boolean;
  readonly groups?: readonly { readonly rules?: readonly { readonly matches?: readonly MatchVector[] }[] }[];
}

type MatchVector = Readonly<Record<string, readonly unknown[]>>;

export interface StringMatchVector {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly presence?: unknown;
}

/** Reads a vector's policy into the engine's form. */
export function authorizationOf(vector: PolicyVector): Authorization {
  return {
    namespace: vector.namespace ?? '',
    name: vector.name ?? '',
    scope: scopeOf(vector.scope ?? 'GLOBAL'),
    action: vector.action ?? 'ALLOW',
    dryRun: vector.dryRun ?? false,
    groups: (vector.groups ?? []).map(({ rules = [] }) => ({
      clauses: rules.map(({ matches = [] }) => matches.map(entryOf)),
      because: [],
    })),
  };
}

function scopeOf(text: string): Authorization['scope'] {
  switch (text.toLowerCase().replace(/_/g, '')) {
    case 'namespace':
      return 'NAMESPACE';
    case 'workloadselector':
      return 'WORKLOAD_SELECTOR';
    default:
      return 'GLOBAL';
  }
}

function entryOf(match: MatchVector): AuthorizationEntry {
  const fields = Object.entries(match).map(([field, values]) => [field, values.map(valueOf)] as const);
  return Object.fromEntries(fields.filter(([, values]) => values.length > 0));
}

function valueOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('serviceAccount' in value) {
    const { namespace = '', serviceAccount } = value as { namespace?: string; serviceAccount: string };
    return `${namespace}/${serviceAccount}`;
  }
  return patternOf(value);
}

/** Wildcards as AuthorizationPolicy writes them. */
export function patternOf({ exact, prefix, suffix }: StringMatchVector): string {
  if (exact !== undefined) return exact;
  if (prefix !== undefined) return `${prefix}*`;
  return suffix === undefined ? '*' : `*${suffix}`;
}

/** What two policies must have in common: the order of rules, clauses and values says nothing. */
export function comparablePolicy({ name, namespace, scope, action, dryRun, groups }: Authorization): string {
  const sorted = groups
    .map(({ clauses }) => clauses.map((clause) => clause.map(entryText).sort().join(' | ')).sort())
    .map((clauses) => JSON.stringify(clauses))
    .sort();
  return JSON.stringify({ name, namespace, scope, action, dryRun, groups: sorted });
}

function entryText(entry: AuthorizationEntry): string {
  const fields = Object.entries(entry as Readonly<Record<string, readonly unknown[]>>)
    .map(([field, values]) => `${field}=${values.map(normalised).sort().join(',')}`)
    .sort();
  return fields.join(' & ');
}

/** A lone address is a range of one. */
function normalised(value: unknown): string {
  const text = String(value);
  return /^\d+\.\d+\.\d+\.\d+$/.test(text) ? `${text}/32` : text;
}
