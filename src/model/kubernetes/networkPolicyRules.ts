import { forbidden, invalidWord, requiredValue, unsupportedValue, type FieldProblem } from './fieldProblem.ts';
import type { NetworkPolicy } from './networkPolicy.ts';
import { portNameProblem } from './objectNames.ts';
import type { FieldPath } from './resource.ts';

type Spec = NetworkPolicy['spec'];
type Rule = NonNullable<Spec['ingress']>[number] | NonNullable<Spec['egress']>[number];
type Peer = NonNullable<NonNullable<Spec['ingress']>[number]['from']>[number];
type Port = NonNullable<Rule['ports']>[number];
type Selector = NonNullable<Peer['podSelector']>;

const directions = ['Ingress', 'Egress'];
const protocols = ['TCP', 'UDP', 'SCTP'];

/**
 * What the API server refuses of a NetworkPolicy beyond its structure. Mirrors Kubernetes
 * `pkg/apis/networking/validation ValidateNetworkPolicySpec`.
 */
export function checkNetworkPolicy(spec: Spec): readonly FieldProblem[] {
  const path = ['spec'];
  const types = spec.policyTypes ?? [];
  const rules = (direction: 'ingress' | 'egress', peers: 'from' | 'to') =>
    (spec[direction] ?? []).flatMap((rule, at) => checkRule(rule, [...path, direction, at], peers));
  const twice =
    types.length > directions.length
      ? [invalidWord([...path, 'policyTypes'], JSON.stringify(types), 'may not specify more than two policyTypes')]
      : types.flatMap((type, at) =>
          directions.includes(type) ? [] : [unsupportedValue([...path, 'policyTypes', at], type, directions)],
        );
  return [
    ...checkSelector(spec.podSelector, [...path, 'podSelector']),
    ...rules('ingress', 'from'),
    ...rules('egress', 'to'),
    ...twice,
  ];
}

function checkRule(rule: Rule, path: FieldPath, field: 'from' | 'to'): readonly FieldProblem[] {
  const peers: readonly Peer[] = ('from' in rule ? rule.from : 'to' in rule ? rule.to : undefined) ?? [];
  return [
    ...(rule.ports ?? []).flatMap((port, at) => checkPort(port, [...path, 'ports', at])),
    ...peers.flatMap((peer, at) => checkPeer(peer, [...path, field, at])),
  ];
}

function checkPort({ protocol, port, endPort }: Port, path: FieldPath): readonly FieldProblem[] {
  const last = [...path, 'endPort'];
  const unusable = (why: string) => (endPort === undefined ? [] : [invalidWord(last, String(endPort), why)]);
  const known = protocols.includes(protocol) ? [] : [unsupportedValue([...path, 'protocol'], protocol, protocols)];
  if (port === undefined) return [...known, ...unusable('may not be specified when `port` is not specified')];
  if (typeof port === 'number') {
    return [
      ...known,
      ...checkNumber(port, [...path, 'port']),
      // The API server shows the first port there.
      ...(endPort !== undefined && endPort < port
        ? [invalidWord(last, String(port), 'must be greater than or equal to `port`')]
        : []),
      ...(endPort === undefined ? [] : checkNumber(endPort, last)),
    ];
  }
  const problem = portNameProblem(port);
  return [
    ...known,
    ...unusable('may not be specified when `port` is non-numeric'),
    ...(problem === undefined ? [] : [invalidWord([...path, 'port'], JSON.stringify(port), problem)]),
  ];
}

function checkNumber(port: number, path: FieldPath): readonly FieldProblem[] {
  if (port >= 1 && port <= 65535) return [];
  return [invalidWord(path, String(port), 'must be between 1 and 65535, inclusive')];
}

function checkPeer({ podSelector, namespaceSelector, ipBlock }: Peer, path: FieldPath): readonly FieldProblem[] {
  const selects = podSelector !== undefined || namespaceSelector !== undefined;
  if (!selects && ipBlock === undefined) return [requiredValue(path, 'must specify a peer')];
  return [
    ...(podSelector === undefined ? [] : checkSelector(podSelector, [...path, 'podSelector'])),
    ...(namespaceSelector === undefined ? [] : checkSelector(namespaceSelector, [...path, 'namespaceSelector'])),
    ...(selects && ipBlock !== undefined ? [forbidden(path, 'may not specify both ipBlock and another peer')] : []),
  ];
}

/** Mirrors apimachinery `ValidateLabelSelectorRequirement`. */
function checkSelector({ matchExpressions = [] }: Selector, path: FieldPath): readonly FieldProblem[] {
  return matchExpressions.flatMap(({ operator, values = [] }, at) => {
    const expression = [...path, 'matchExpressions', at];
    const list = [...expression, 'values'];
    switch (operator) {
      case 'In':
      case 'NotIn':
        return values.length > 0 ? [] : [requiredValue(list, "must be specified when `operator` is 'In' or 'NotIn'")];
      case 'Exists':
      case 'DoesNotExist':
        return values.length === 0
          ? []
          : [forbidden(list, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
      default:
        return [invalidWord([...expression, 'operator'], JSON.stringify(operator), 'not a valid selector operator')];
    }
  });
}
