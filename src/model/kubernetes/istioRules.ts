import { atMostOne, distinct, evaluationError, rule } from './rule.ts';
import type { Rule } from './schema.ts';

type Labels = Readonly<Record<string, string>>;

export const selectorKeyRules: readonly Rule<Labels>[] = [
  rule('wildcard not allowed in label key match', (self) => Object.keys(self).every((key) => !key.includes('*'))),
  rule('key must not be empty', (self) => Object.keys(self).every((key) => key !== '')),
];

export const selectorValueRules: readonly Rule<string>[] = [
  rule('wildcard not allowed in label value match', (self) => !self.includes('*')),
];

export const entrySelectorRules: readonly Rule<string>[] = [
  rule('wildcard is not supported in selector', (self) => !self.includes('*')),
];

export const targetNamespaceRules: readonly Rule<string>[] = [
  rule('cross namespace referencing is not currently supported', (self) => self === ''),
];

interface Attached {
  readonly selector?: unknown;
  readonly targetRef?: unknown;
  readonly targetRefs?: unknown;
}

/** A policy selects workloads or names its targets, in one way. */
export const attachmentRules: readonly Rule<Attached>[] = [
  rule('only one of targetRefs or selector can be set', (self) =>
    atMostOne(self.selector, self.targetRef, self.targetRefs),
  ),
];

interface Source {
  readonly serviceAccounts?: unknown;
  readonly notServiceAccounts?: unknown;
  readonly principals?: unknown;
  readonly notPrincipals?: unknown;
  readonly namespaces?: unknown;
  readonly notNamespaces?: unknown;
}

export const sourceRules: readonly Rule<Source>[] = [
  rule(
    'Cannot set serviceAccounts with namespaces or principals',
    (self) =>
      (self.serviceAccounts === undefined && self.notServiceAccounts === undefined) ||
      [self.principals, self.notPrincipals, self.namespaces, self.notNamespaces].every((value) => value === undefined),
  ),
];

interface PeerSpec {
  readonly selector?: { readonly matchLabels?: Labels };
  readonly portLevelMtls?: unknown;
}

export const peerAuthenticationRules: readonly Rule<PeerSpec>[] = [
  rule(
    'portLevelMtls requires selector',
    (self) => self.portLevelMtls === undefined || Object.keys(self.selector?.matchLabels ?? {}).length > 0,
  ),
];

const portRange = 'port must be between 1-65535';
const isPort = (port: number) => 0 < port && port <= 65535;
const wholeNumber = /^[-+]?[0-9]+$/;

const isPortKey = (key: string) => !wholeNumber.test(key) || isPort(Number(key));

export const portKeyRules: readonly Rule<Readonly<Record<string, unknown>>>[] = [
  rule(
    // A key that is out of range decides before one that is no number fails.
    (self) =>
      Object.keys(self).every(isPortKey)
        ? evaluationError("type conversion error from 'string' to 'int'", portRange)
        : portRange,
    (self) => Object.keys(self).every((key) => wholeNumber.test(key) && isPort(Number(key))),
  ),
];

export const portRules: readonly Rule<number>[] = [rule(portRange, isPort)];

interface JwtRule {
  readonly jwksUri?: unknown;
  readonly jwks_uri?: unknown;
  readonly jwks?: unknown;
}

export const jwtRuleRules: readonly Rule<JwtRule>[] = [
  rule('only one of jwks or jwksUri can be set', (self) => atMostOne(self.jwksUri, self.jwks_uri, self.jwks)),
];

/** Go's `url.ParseRequestURI`, as far as CEL's `isURL` needs it: an absolute URI or path. */
function schemeOf(text: string): string | undefined {
  if (/[\x00-\x20\x7f]/.test(text)) return undefined;
  if (text.startsWith('/') || text === '*') return '';
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):[^]+/.exec(text)?.[1]?.toLowerCase();
  return scheme === undefined || isAuthority(/^[^:]+:\/\/([^/?#]*)/.exec(text)?.[1] ?? '') ? scheme : undefined;
}

/** `user@host:port`, where brackets hold IPv6 addresses and a port is a number. */
function isAuthority(text: string): boolean {
  return /^(\[[0-9a-fA-F:.%]*\]|[^[\]:%]*)(:\d*)?$/.test(text.slice(text.lastIndexOf('@') + 1));
}

const keySetUri = 'url must have scheme http:// or https://';

export const keySetUriRules: readonly Rule<string>[] = [
  rule(
    (self) =>
      schemeOf(self) === undefined
        ? evaluationError(
            `URL parse error during conversion from string: parse ${JSON.stringify(self)}: ${self.startsWith(':') ? 'missing protocol scheme' : 'invalid URI for request'}`,
            keySetUri,
          )
        : keySetUri,
    (self) => ['http', 'https'].includes(schemeOf(self) ?? ''),
  ),
];

const wasmSchemes: ReadonlySet<string> = new Set(['', 'http', 'https', 'oci', 'file']);

export const wasmUrlRules: readonly Rule<string>[] = [
  rule('url must have schema one of [http, https, file, oci]', (self) =>
    wasmSchemes.has(schemeOf(self) ?? schemeOf(`http://${self}`) ?? 'none'),
  ),
];

const goDuration = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+)$/;
const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

function atLeastOneMilli(text: string): boolean {
  if (text.startsWith('-')) return false;
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
  return parts.reduce((total, [, amount, unit]) => total + Number(amount) * (units[unit ?? ''] ?? 0), 0) >= 1;
}

const tooShort = 'must be a valid duration greater than 1ms';

export const durationRules: readonly Rule<string>[] = [
  rule(
    (self) =>
      goDuration.test(self)
        ? tooShort
        : evaluationError("type conversion error from 'string' to 'google.protobuf.Duration'", tooShort),
    (self) => goDuration.test(self) && atLeastOneMilli(self),
  ),
];

interface Entry {
  readonly address?: string;
  readonly network?: unknown;
  readonly ports?: unknown;
}

export const workloadEntryRules: readonly Rule<Entry>[] = [
  rule('Address is required', (self) => self.address !== undefined || self.network !== undefined),
  rule('UDS may not include ports', (self) => self.address?.startsWith('unix://') !== true || self.ports === undefined),
];

export const addressRules: readonly Rule<string>[] = [
  rule(
    'UDS must be an absolute path or abstract socket',
    (self) => !self.startsWith('unix://') || /^[/@]/.test(self.slice(7)),
  ),
  rule('UDS may not be a dir', (self) => !self.startsWith('unix://') || !self.endsWith('/')),
];

export const portNameRules: readonly Rule<Readonly<Record<string, unknown>>>[] = [
  rule('port name must be valid', (self) =>
    Object.keys(self).every((key) => key.length < 63 && /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(key)),
  ),
];

interface ServiceEntrySpec {
  readonly workloadSelector?: unknown;
  readonly endpoints?: readonly unknown[];
  readonly addresses?: readonly string[];
  readonly resolution?: string;
}

export const serviceEntryRules: readonly Rule<ServiceEntrySpec>[] = [
  rule('only one of WorkloadSelector or Endpoints can be set', (self) =>
    atMostOne(self.workloadSelector, self.endpoints),
  ),
  rule(
    'CIDR addresses are allowed only for NONE/STATIC resolution types',
    ({ addresses = [], resolution = 'NONE' }) =>
      !addresses.some((address) => address.includes('/')) || ['STATIC', 'NONE'].includes(resolution),
  ),
  rule(
    'NONE mode cannot set endpoints',
    ({ resolution = 'NONE', endpoints }) => resolution !== 'NONE' || endpoints === undefined,
  ),
  rule(
    'DNS_ROUND_ROBIN mode cannot have multiple endpoints',
    ({ resolution, endpoints = [] }) => resolution !== 'DNS_ROUND_ROBIN' || endpoints.length <= 1,
  ),
];

export const entryHostRules: readonly Rule<string>[] = [rule('hostname cannot be wildcard', (self) => self !== '*')];

export const entryPortsRules: readonly Rule<readonly { readonly number: number }[]>[] = [
  rule('port number cannot be duplicated', (self) => distinct(self, (a, b) => a.number === b.number)),
];

interface TagOverride {
  readonly operation?: string;
  readonly value?: string;
}

const upsertNeedsValue = 'value must be set when operation is UPSERT';

export const tagOverrideRules: readonly Rule<TagOverride>[] = [
  rule(
    ({ value }) => (value === undefined ? evaluationError('no such key: value', upsertNeedsValue) : upsertNeedsValue),
    ({ operation, value = '' }) => operation !== 'UPSERT' || value !== '',
  ),
  rule(
    'value must not be set when operation is REMOVE',
    ({ operation, value }) => operation !== 'REMOVE' || value === undefined,
  ),
];

interface Env {
  readonly valueFrom?: string;
  readonly value?: string;
}

export const envRules: readonly Rule<Env>[] = [
  rule(
    'value may only be set when valueFrom is INLINE',
    ({ valueFrom, value }) => valueFrom !== 'HOST' || value === undefined,
  ),
];

interface Extension extends Attached {
  readonly wasm?: unknown;
  readonly lua?: unknown;
}

export const trafficExtensionRules: readonly Rule<Extension>[] = [
  rule('only one of targetRefs or selector can be set', (self) => atMostOne(self.selector, self.targetRefs)),
  rule('exactly one of wasm or lua must be set', ({ wasm, lua }) => (wasm === undefined) !== (lua === undefined)),
];
