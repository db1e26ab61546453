import { headerValues } from '../headerLines.ts';
import { addressRange } from './addressRange.ts';
import type { Asked } from './attributes.ts';
import { bracketedNames, claimAt, claimMatcher, requestPrincipalMatcher } from './claimMatcher.ts';
import { isPathTemplate, pathTemplateMatcher } from './pathTemplate.ts';
import type { TrustDomains } from './trustDomains.ts';
import { withAllTrustDomains, withTrustDomainAliases } from './trustDomains.ts';
import type { TextTest } from './valueMatcher.ts';
import {
  headerMatcher,
  hostMatcher,
  namespaceMatcher,
  principalMatcher,
  serviceAccountMatcher,
  trustDomainMatcher,
  valueMatcher,
} from './valueMatcher.ts';

export type Test = (asked: Asked) => boolean;

/** What a policy's values are read against. */
export interface FieldContext {
  readonly policyNamespace: string;
  readonly trustDomains: TrustDomains;
}

/** One attribute that a policy can ask for: how its values become a test. */
export interface Field {
  /** Only the HTTP filters know it. */
  readonly httpOnly: boolean;
  /** True if any of the values fits; undefined if one of them cannot be read. */
  anyOf(values: readonly string[], context: FieldContext): Test | undefined;
}

type Reader = (values: readonly string[], context: FieldContext) => Test | undefined;

function field(httpOnly: boolean, anyOf: Reader): Field {
  return { httpOnly, anyOf };
}

function someOf<T>(tests: readonly ((value: T) => boolean)[]): (value: T) => boolean {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (value) => tests.some((test) => test(value));
}

function identity(matcher: (value: string, context: FieldContext) => TextTest): Field {
  return field(false, (values, context) => {
    const test = someOf(values.map((value) => matcher(value, context)));
    return ({ spiffe }) => spiffe !== undefined && test(spiffe);
  });
}

function address(of: (asked: Asked) => string | undefined): Field {
  return field(false, (values) => {
    const ranges = values.map(addressRange);
    const known = ranges.filter((range) => range !== undefined);
    if (known.length < ranges.length) return undefined;
    const test = someOf(known);
    return (asked) => {
      const ip = of(asked);
      return ip !== undefined && test(ip);
    };
  });
}

const port = field(false, (values) => {
  if (!values.every((value) => /^\d+$/.test(value) && Number(value) <= 65535)) return undefined;
  const ports = new Set(values.map(Number));
  return ({ destinationPort }) => ports.has(destinationPort);
});

function text(httpOnly: boolean, of: (asked: Asked) => string, matcher: (value: string) => TextTest): Field {
  return field(httpOnly, (values) => {
    const test = someOf(values.map(matcher));
    return (asked) => test(of(asked));
  });
}

const principals: Field = {
  httpOnly: false,
  anyOf: (values, context) =>
    identity(principalMatcher).anyOf(withTrustDomainAliases(values, context.trustDomains), context),
};

const trustDomains: Field = {
  httpOnly: false,
  anyOf: (values, context) =>
    identity(trustDomainMatcher).anyOf(withAllTrustDomains(values, context.trustDomains), context),
};

const namespaces = identity(namespaceMatcher);
const serviceAccounts = identity((value, { policyNamespace }) => serviceAccountMatcher(value, policyNamespace));
const ipBlocks = address(({ directIp }) => directIp);
const remoteIpBlocks = address(({ remoteIp }) => remoteIp);
const requestPrincipals = field(true, (values) => {
  const test = requestPrincipalMatcher(values);
  return ({ claims }) => test(claims);
});

/** Fields of `from[].source`, in the order istiod reads them. */
export const sourceFields: ReadonlyMap<string, Field> = new Map([
  ['principals', principals],
  ['requestPrincipals', requestPrincipals],
  ['serviceAccounts', serviceAccounts],
  ['trustDomains', trustDomains],
  ['namespaces', namespaces],
  ['remoteIpBlocks', remoteIpBlocks],
  ['ipBlocks', ipBlocks],
]);

/** Fields of `to[].operation`. */
export const operationFields: ReadonlyMap<string, Field> = new Map([
  ['hosts', text(true, ({ authority }) => authority, hostMatcher)],
  ['methods', text(true, ({ method }) => method, headerMatcher)],
  [
    'paths',
    text(
      true,
      ({ path }) => path,
      (value) => (isPathTemplate(value) ? pathTemplateMatcher(value) : valueMatcher(value)),
    ),
  ],
  ['ports', port],
]);

const plainKeys: ReadonlyMap<string, Field> = new Map([
  ['destination.ip', address(({ destinationIp }) => destinationIp)],
  ['destination.port', port],
  ['connection.sni', text(false, ({ sni }) => sni ?? '', valueMatcher)],
  ['source.ip', ipBlocks],
  ['remote.ip', remoteIpBlocks],
  ['source.namespace', namespaces],
  ['source.trustDomain', trustDomains],
  ['source.serviceAccount', serviceAccounts],
  ['source.principal', principals],
  ['request.auth.principal', requestPrincipals],
  ['request.auth.audiences', claimField(['aud'])],
  ['request.auth.presenter', claimField(['azp'])],
]);

/** The field behind a `when` key; undefined for a key istiod does not know. Mirrors istiod `authz/model.New`. */
export function conditionField(key: string): Field | undefined {
  const plain = plainKeys.get(key);
  if (plain !== undefined) return plain;
  if (key.startsWith('experimental.envoy.filters.')) return metadataField(key.slice('experimental.'.length));
  if (key.startsWith('request.headers')) return headerField(bracketedHeader(key.slice('request.headers'.length)));
  if (key.startsWith('request.auth.claims')) return claimField(bracketedNames(key.slice('request.auth.claims'.length)));
  return undefined;
}

function bracketedHeader(text: string): string | undefined {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : undefined;
}

function headerField(name: string | undefined): Field {
  return field(true, (values) => {
    if (name === undefined) return undefined;
    const test = someOf(values.map(headerMatcher));
    return ({ headers }) => headerValues(headers, name).some(test);
  });
}

function claimField(path: readonly string[] | undefined): Field {
  return field(true, (values) => {
    if (path === undefined) return undefined;
    const test = claimMatcher(path, values);
    return ({ claims }) => test(claims);
  });
}

function metadataField(key: string): Field {
  const bracket = key.indexOf('[');
  const path = bracket < 0 ? undefined : [key.slice(0, bracket), key.slice(bracket + 1).replace(/\]$/, '')];
  return field(false, (values) => {
    if (path === undefined) return undefined;
    const test = someOf(values.map(metadataValue));
    return ({ metadata }) => test(claimAt(metadata, path));
  });
}

function metadataValue(value: string): (found: unknown) => boolean {
  const isList = value.startsWith('[') && value.endsWith(']');
  const test = valueMatcher(isList ? value.replace(/^[[\]]+|[[\]]+$/g, '') : value);
  const fits = (entry: unknown): boolean => typeof entry === 'string' && test(entry);
  return isList ? (found) => Array.isArray(found) && found.some(fits) : fits;
}
