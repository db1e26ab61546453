import { none, refuse, refuseAll, refuseIf, type Findings } from './goError.ts';
import { parseUint32, quoted } from './goText.ts';
import { isAddress, prefixError } from './netip.ts';

type Values = readonly string[] | undefined;

/** Mirrors istio `security.CheckEmptyValues`. */
export function checkFilled(key: string, values: Values): Findings {
  return refuseIf(values?.includes('') === true, `empty value not allowed, found in ${key}`);
}

/** A star only at the start or the end. Mirrors istio `security.CheckWildcardValues`. */
export function checkWildcards(key: string, values: Values): Findings {
  const empty = checkFilled(key, values);
  if (empty !== none) return empty;
  for (const value of values ?? []) {
    const stars = value.split('*').length - 1;
    if (stars > 1) return refuse(`at most one wildcard is allowed, found in ${key}: ${quoted(value)}`);
    if (stars === 1 && !value.startsWith('*') && !value.endsWith('*')) {
      return refuse(`wildcard is only allowed at the start or end, found in ${key}: ${quoted(value)}`);
    }
  }
  return none;
}

/** Mirrors istio `security.CheckTrustDomainValues`. */
export function checkTrustDomains(key: string, values: Values): Findings {
  const wildcards = checkWildcards(key, values);
  if (wildcards !== none) return wildcards;
  const wrong = values?.find((value) => value.includes('/'));
  return wrong === undefined ? none : refuse(`trust domain must not contain '/', found in ${key}: ${quoted(wrong)}`);
}

/** `name` or `namespace/name`, nothing else. Mirrors istio `security.CheckServiceAccount`. */
export function checkServiceAccounts(key: string, values: Values): Findings {
  if ((values?.length ?? 0) > 16) return refuse('may not have more than 16 values');
  for (const value of values ?? []) {
    const message = serviceAccountProblem(key, value);
    if (message !== undefined) return refuse(message);
  }
  return none;
}

const accountFormat = "expected format 'serviceAccount' or 'namespace/serviceAccount', found";

function serviceAccountProblem(key: string, value: string): string | undefined {
  if (value === '') return `empty value not allowed, found in ${key}`;
  if (value.includes('*')) return `wildcard not allowed, found in ${key}`;
  const [first, second, third] = value.split('/');
  if (third !== undefined) return `${accountFormat} ${quoted(value)} in ${key}`;
  if (value.length > 320) return `value cannot exceed 320 characters, found ${quoted(value)} in ${key}`;
  if (second !== undefined && first === '') return `${accountFormat} empty namespace ${quoted(value)} in ${key}`;
  return second === '' ? `${accountFormat} empty serviceAccount ${quoted(value)} in ${key}` : undefined;
}

/** Mirrors istio `security.ValidateIPs`. */
export function checkIps(values: Values): Findings {
  return refuseAll(
    (values ?? []).flatMap((value) => {
      if (!value.includes('/')) return isAddress(value) ? [] : [`bad IP address (${value})`];
      const error = prefixError(value);
      return error === undefined ? [] : [`bad CIDR range (${value}): ${error}`];
    }),
  );
}

/** Mirrors istio `security.ValidatePorts`. */
export function checkPorts(values: Values): Findings {
  return refuseAll(
    (values ?? []).flatMap((value) => {
      const port = parseUint32(value);
      if ('error' in port) return [`bad port (${value}): ${port.error}`];
      return port.value > 65535 ? [`bad port (${value}): <nil>`] : [];
    }),
  );
}

const literal = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]+$/;
const one = '{*}';
const any = '{**}';

/** Mirrors istio `security.CheckValidPathTemplate`: the first path that is wrong speaks. */
export function checkPathTemplates(key: string, paths: Values): Findings {
  for (const path of paths ?? []) {
    const problem = templateProblem(path);
    const trimmed = path.replace(/^\/+/, '').replace(/\/+$/, '');
    if (problem !== undefined) return refuse(`invalid or unsupported path ${trimmed}, found in ${key}. ${problem}`);
  }
  return none;
}

/** Mirrors istio `security.IsValidLiteral`. */
export function isLiteral(part: string): boolean {
  return literal.test(part);
}

/** Mirrors istio `security.ContainsPathTemplate`. */
export function isTemplated(path: string): boolean {
  return path.includes(one) || path.includes(any);
}

function templateProblem(path: string): string | undefined {
  const templated = isTemplated(path);
  let sawAny = false;
  for (const part of path.replace(/^\/+/, '').replace(/\/+$/, '').split('/')) {
    if (part === one || part === any) {
      if (sawAny) return '{**} is not the last operator';
      sawAny = part === any;
    } else if (/[{}]/.test(part)) return "Contains '{' or '}' beyond a supported path template";
    else if (templated && !isLiteral(part)) return `Contains segment ${part} with invalid string literal`;
  }
  return undefined;
}

const known: ReadonlySet<string> = new Set([
  'source.namespace',
  'source.principal',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'connection.sni',
]);

const bracketed = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** A key of `when` with its values. Mirrors istio `security.ValidateAttribute`. */
export function checkAttribute(key: string, values: Values): Findings {
  const empty = checkFilled(key, values);
  if (empty !== none) return empty;
  if (known.has(key)) return none;
  if (bracketed.some((prefix) => key.startsWith(prefix))) return checkMapKey(key);
  switch (key) {
    case 'source.ip':
    case 'remote.ip':
    case 'destination.ip':
      return checkIps(values);
    case 'source.serviceAccount':
      return checkServiceAccounts(key, values);
    case 'source.trustDomain':
      return checkWildcards(key, values);
    case 'destination.port':
      return checkPorts(values);
    default:
      return refuse(retiredAttribute(key));
  }
}

function retiredAttribute(key: string): string {
  if (key === 'destination.namespace') return `attribute ${key} is replaced by the metadata.namespace`;
  if (key.startsWith('destination.labels')) return `attribute ${key} is replaced by the workload selector`;
  if (key === 'destination.name' || key === 'destination.user') {
    return `deprecated attribute ${key}: only supported in v1alpha1`;
  }
  return `unknown attribute: ${key}`;
}

function checkMapKey(key: string): Findings {
  const open = key.indexOf('[');
  const fine = key.endsWith(']') && open > 0 && open < key.length - 2;
  return refuseIf(!fine, `bad key (${key}): should have format a[b]`);
}
