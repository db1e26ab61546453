import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationPolicy,
  AuthorizationRule,
  AuthorizationSource,
} from '#model/kubernetes/kinds.ts';
import {
  checkAttribute,
  checkFilled,
  checkIps,
  checkPathTemplates,
  checkPorts,
  checkServiceAccounts,
  checkTrustDomains,
} from './authorizationValues.ts';
import { all, each, errorText, none, prefixed, refuse, refuseIf, warnIf, type Findings } from './goError.ts';
import { checkAttachment } from './policyAttachment.ts';

/** Mirrors istiod `ValidateAuthorizationPolicy`. */
export function checkAuthorizationPolicy({ metadata, spec }: AuthorizationPolicy): Findings {
  const action = spec.action ?? 'ALLOW';
  const rules = spec.rules ?? [];
  const found = all(
    checkAttachment(spec),
    action === 'CUSTOM' ? checkCustom(rules, spec.provider?.name) : none,
    refuseIf(
      spec.provider !== undefined && action !== 'CUSTOM',
      `\`provider\` must not be with non CUSTOM action, found ${action}`,
    ),
    refuseIf(action === 'DENY' && rules.length === 0, meaningless('DENY')),
    each(rules, (rule, at) => checkRule(rule, at, action)),
  );
  if (found.error === undefined) return found;
  return { ...found, error: prefixed(found.error, `invalid policy ${metadata.name}.${metadata.namespace ?? ''}:`) };
}

function meaningless(action: string): string {
  return `${action} action without \`rules\` is meaningless as it will never be triggered, add an empty rule \`{}\` if you want it be triggered for every request`;
}

function checkCustom(rules: readonly AuthorizationRule[], provider: string | undefined): Findings {
  return all(
    rules.length === 0
      ? refuse(meaningless('CUSTOM'))
      : refuseIf((provider ?? '') === '', '`provider.name` must not be empty'),
    each(rules, (rule) =>
      all(
        each(rule.from, ({ source }) => checkCustomSource(source)),
        each(rule.when, ({ key }) => checkCustomKey(key)),
      ),
    ),
  );
}

const notForCustom = [
  ['namespaces', 'Namespaces'],
  ['notNamespaces', 'NotNamespaces'],
  ['serviceAccounts', 'ServiceAccounts'],
  ['notServiceAccounts', 'NotServiceAccounts'],
  ['trustDomains', 'TrustDomains'],
  ['notTrustDomains', 'NotTrustDomains'],
  ['principals', 'Principals'],
  ['notPrincipals', 'NotPrincipals'],
  ['requestPrincipals', 'RequestPrincipals'],
  ['notRequestPrincipals', 'NotRequestPrincipals'],
] as const;

const customKeys: ReadonlySet<string> = new Set([
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
  'source.principal',
]);

function checkCustomSource(source: AuthorizationSource | undefined): Findings {
  return each(notForCustom, ([field, name]) =>
    refuseIf(isSet(source?.[field]), `From.${name} is currently not supported with CUSTOM action`),
  );
}

function checkCustomKey(key: string): Findings {
  const unsupported = customKeys.has(key) || key.startsWith('request.auth.');
  return refuseIf(unsupported, `${key} is currently not supported with CUSTOM action`);
}

function isSet(values: readonly string[] | undefined): boolean {
  return values !== undefined && values.length > 0;
}

function checkRule({ from = [], to = [], when }: AuthorizationRule, at: number, action: string): Findings {
  const sources = from.flatMap(({ source }) => (source === undefined ? [] : [source]));
  const operations = to.flatMap(({ operation }) => (operation === undefined ? [] : [operation]));
  const onlyHttp =
    (sources.length > 0 && operations.length === 0 && !sources.some(hasTcpAttributes)) ||
    (operations.length > 0 && !operations.some((operation) => isSet(operation.ports) || isSet(operation.notPorts)));
  return all(
    each(from, ({ source }) =>
      source === undefined ? refuse(`\`from.source\` must not be nil, found at rule ${at}`) : checkSource(source, at),
    ),
    each(to, ({ operation }) =>
      operation === undefined
        ? refuse(`\`to.operation\` must not be nil, found at rule ${at}`)
        : checkOperation(operation, at),
    ),
    each(when, checkCondition),
    warnIf(
      onlyHttp && action === 'DENY',
      'configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
    ),
  );
}

const tcpAttributes = [
  'notPrincipals',
  'principals',
  'ipBlocks',
  'notIpBlocks',
  'namespaces',
  'notNamespaces',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
  'serviceAccounts',
  'notServiceAccounts',
] as const;

function hasTcpAttributes(source: AuthorizationSource): boolean {
  return tcpAttributes.some((field) => isSet(source[field]));
}

function checkSource(source: AuthorizationSource, at: number): Findings {
  const names = [source.principals, source.notPrincipals, source.namespaces, source.notNamespaces];
  const accounts = [source.serviceAccounts, source.notServiceAccounts];
  return all(
    refuseIf(
      names.some(isSet) && accounts.some(isSet),
      `cannot set serviceAccounts with namespaces or principals, found at rule ${at}`,
    ),
    refuseIf(!Object.values(source).some(isSet), `\`from.source\` must not be empty, found at rule ${at}`),
    checkIps(source.ipBlocks),
    checkIps(source.notIpBlocks),
    checkIps(source.remoteIpBlocks),
    checkIps(source.notRemoteIpBlocks),
    checkFilled('Principals', source.principals),
    checkFilled('RequestPrincipals', source.requestPrincipals),
    checkFilled('Namespaces', source.namespaces),
    checkServiceAccounts('ServiceAccounts', source.serviceAccounts),
    checkTrustDomains('TrustDomains', source.trustDomains),
    checkFilled('IpBlocks', source.ipBlocks),
    checkFilled('RemoteIpBlocks', source.remoteIpBlocks),
    checkFilled('NotPrincipals', source.notPrincipals),
    checkFilled('NotRequestPrincipals', source.notRequestPrincipals),
    checkFilled('NotNamespaces', source.notNamespaces),
    checkServiceAccounts('NotServiceAccounts', source.notServiceAccounts),
    checkTrustDomains('NotTrustDomains', source.notTrustDomains),
    checkFilled('NotIpBlocks', source.notIpBlocks),
    checkFilled('NotRemoteIpBlocks', source.notRemoteIpBlocks),
  );
}

function checkOperation(operation: AuthorizationOperation, at: number): Findings {
  return all(
    refuseIf(!Object.values(operation).some(isSet), `\`to.operation\` must not be empty, found at rule ${at}`),
    checkPorts(operation.ports),
    checkPorts(operation.notPorts),
    checkFilled('Ports', operation.ports),
    checkFilled('Methods', operation.methods),
    checkFilled('Paths', operation.paths),
    checkFilled('Hosts', operation.hosts),
    checkFilled('NotPorts', operation.notPorts),
    checkFilled('NotMethods', operation.notMethods),
    checkFilled('NotPaths', operation.notPaths),
    checkFilled('NotHosts', operation.notHosts),
    checkPathTemplates('Paths', operation.paths),
    checkPathTemplates('NotPaths', operation.notPaths),
  );
}

function checkCondition({ key, values, notValues }: AuthorizationCondition): Findings {
  if (key === '') return refuse('`key` must not be empty');
  if (!isSet(values) && !isSet(notValues)) {
    return refuse(`at least one of \`values\` or \`notValues\` must be set for key ${key}`);
  }
  return all(attributeFinding('value', key, values), attributeFinding('notValue', key, notValues));
}

function attributeFinding(side: string, key: string, values: readonly string[] | undefined): Findings {
  const { error } = checkAttribute(key, values);
  return error === undefined ? none : refuse(`invalid \`${side}\` for \`key\` ${key}: ${errorText(error)}`);
}
