import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationPolicy,
  AuthorizationRule,
  AuthorizationSource,
} from '#model/kubernetes/kinds.ts';
import { annotations } from '#model/kubernetes/labels.ts';
import { parseRange } from '../mesh/ipRange.ts';
import type { Authorization, AuthorizationEntry, AuthorizationGroup, ResolvedSettings } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { parseGoBool } from './goBool.ts';
import { annotationOf, namespaceOf } from './inNamespace.ts';
import { isOn } from './settings.ts';

/** What istiod makes of an AuthorizationPolicy for ztunnel. */
export type PolicyConversion =
  | {
      readonly kind: 'sent';
      readonly authorization: Authorization;
      readonly l7Fields: readonly string[];
      readonly effective: boolean;
    }
  | { readonly kind: 'not-sent'; readonly why: 'dry-run' | 'action'; readonly action: string }
  /** It has a `targetRef`: a waypoint's business. */
  | { readonly kind: 'for-waypoint' };

type Action = 'ALLOW' | 'DENY';

/** Turns an AuthorizationPolicy into ztunnel's form, or says why none is sent. Mirrors istiod `convertAuthorizationPolicy`. */
export function convertAuthorizationPolicy(policy: AuthorizationPolicy, settings: ResolvedSettings): PolicyConversion {
  const { spec } = policy;
  // A value that is no boolean is only logged by istiod, and the policy enforced.
  const dryRun = parseGoBool(annotationOf(policy, annotations.dryRun) ?? '') ?? false;
  const action = spec.action ?? 'ALLOW';
  if (dryRun && !isOn(settings, 'AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY')) {
    return { kind: 'not-sent', why: 'dry-run', action };
  }
  if (spec.targetRef !== undefined || (spec.targetRefs ?? []).length > 0) return { kind: 'for-waypoint' };
  if (action !== 'ALLOW' && action !== 'DENY') return { kind: 'not-sent', why: 'action', action };
  const rules = spec.rules ?? [];
  const groups = rules.flatMap((rule, index) => groupOf(policy, rule, index, action) ?? []);
  const authorization: Authorization = {
    namespace: namespaceOf(policy),
    name: policy.metadata.name,
    scope: scopeOf(policy, settings),
    action,
    dryRun,
    groups,
    source: refOf(policy),
  };
  const l7Fields = [...new Set(rules.flatMap(l7FieldsOf))].sort();
  return { kind: 'sent', authorization, l7Fields, effective: groups.some(isEffective) };
}

function scopeOf(policy: AuthorizationPolicy, settings: ResolvedSettings): Authorization['scope'] {
  if (policy.spec.selector !== undefined) return 'WORKLOAD_SELECTOR';
  return namespaceOf(policy) === settings.rootNamespace ? 'GLOBAL' : 'NAMESPACE';
}

/** A clause of emptied entries never matches, and with it the whole rule. Mirrors istiod `isEffective` checks. */
function isEffective(group: AuthorizationGroup): boolean {
  return group.clauses.every((clause) => clause.length === 0 || clause.some((entry) => Object.keys(entry).length > 0));
}

/** An ALLOW rule with an HTTP field is dropped whole; a DENY rule only loses the field. Mirrors istiod `handleRule`. */
function groupOf(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  index: number,
  action: Action,
): AuthorizationGroup | undefined {
  if (action === 'ALLOW' && l7FieldsOf(rule).length > 0) return undefined;
  const clauses: AuthorizationEntry[][] = [];
  const to = rule.to ?? [];
  const from = rule.from ?? [];
  if (to.length > 0) clauses.push(to.map(({ operation }) => operationEntry(operation ?? {})));
  if (from.length > 0) clauses.push(from.map(({ source }) => sourceEntry(source ?? {}, namespaceOf(policy))));
  for (const condition of rule.when ?? []) clauses.push([conditionEntry(condition)]);
  return { clauses, because: [{ resource: refOf(policy), path: ['spec', 'rules', index] }] };
}

function operationEntry(operation: AuthorizationOperation): AuthorizationEntry {
  return compact({
    destinationPorts: portsOf(operation.ports),
    notDestinationPorts: portsOf(operation.notPorts),
  });
}

function sourceEntry(source: AuthorizationSource, home: string): AuthorizationEntry {
  return compact({
    principals: source.principals,
    notPrincipals: source.notPrincipals,
    namespaces: source.namespaces,
    notNamespaces: source.notNamespaces,
    serviceAccounts: accountsOf(source.serviceAccounts, home),
    notServiceAccounts: accountsOf(source.notServiceAccounts, home),
    sourceIps: rangesOf(source.ipBlocks),
    notSourceIps: rangesOf(source.notIpBlocks),
  });
}

function conditionEntry({ key, values, notValues }: AuthorizationCondition): AuthorizationEntry {
  switch (key) {
    case 'source.ip':
      return compact({ sourceIps: rangesOf(values), notSourceIps: rangesOf(notValues) });
    case 'source.namespace':
      return compact({ namespaces: values, notNamespaces: notValues });
    case 'source.principal':
      return compact({ principals: values, notPrincipals: notValues });
    case 'destination.ip':
      return compact({ destinationIps: rangesOf(values), notDestinationIps: rangesOf(notValues) });
    case 'destination.port':
      return compact({ destinationPorts: portsOf(values), notDestinationPorts: portsOf(notValues) });
    default:
      return {};
  }
}

type LooseEntry = { readonly [K in keyof AuthorizationEntry]: AuthorizationEntry[K] | undefined };

/** Drops fields without values: an empty list is no condition. */
function compact(entry: LooseEntry): AuthorizationEntry {
  const kept = Object.entries(entry).filter(([, values]) => values !== undefined && values.length > 0);
  return Object.fromEntries(kept);
}

/** Go's `strconv.ParseUint(port, 10, 32)` within a port; others are dropped without a word. */
function portsOf(ports: readonly string[] | undefined): readonly number[] {
  return (ports ?? []).filter((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65535).map(Number);
}

function rangesOf(blocks: readonly string[] | undefined): readonly string[] {
  return (blocks ?? []).filter((block) => parseRange(block) !== undefined);
}

/** A bare account is one of the policy's own namespace. */
function accountsOf(accounts: readonly string[] | undefined, home: string): readonly string[] {
  return (accounts ?? []).map((account) => (account.includes('/') ? account : `${home}/${account}`));
}

const l4Conditions: ReadonlySet<string> = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
]);

const l7Operations = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'] as const;
const l7Sources = ['remoteIpBlocks', 'notRemoteIpBlocks', 'requestPrincipals', 'notRequestPrincipals'] as const;

/** The parts of a rule that only an HTTP proxy can judge. */
export function l7FieldsOf(rule: AuthorizationRule): readonly string[] {
  const fields: string[] = [];
  for (const { operation } of rule.to ?? []) {
    for (const name of l7Operations) if ((operation?.[name] ?? []).length > 0) fields.push(name);
  }
  for (const { source } of rule.from ?? []) {
    for (const name of l7Sources) if ((source?.[name] ?? []).length > 0) fields.push(name);
  }
  for (const { key } of rule.when ?? []) if (!l4Conditions.has(key)) fields.push(key);
  return fields;
}
