import { fieldName, quoted, type FieldProblem } from './fieldProblem.ts';
import type { FieldPath } from './resource.ts';
import { distinct, rule } from './rule.ts';
import type { Rule } from './schema.ts';

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
  readonly tls?: { readonly mode: string };
}

const isOneOf = (protocol: string, ...protocols: readonly string[]) => protocols.includes(protocol);

export const listenersRules: readonly Rule<readonly Listener[]>[] = [
  rule("tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']", (self) =>
    self.every(({ protocol, tls }) => !isOneOf(protocol, 'HTTP', 'TCP', 'UDP') || tls === undefined),
  ),
  rule('tls mode must be Terminate for protocol HTTPS', (self) =>
    self.every(({ protocol, tls }) => protocol !== 'HTTPS' || tls === undefined || tls.mode === 'Terminate'),
  ),
  rule('tls mode must be set for protocol TLS', (self) =>
    self.every(({ protocol, tls }) => protocol !== 'TLS' || tls !== undefined),
  ),
  rule("hostname must not be specified for protocols ['TCP', 'UDP']", (self) =>
    self.every(({ protocol, hostname }) => !isOneOf(protocol, 'TCP', 'UDP') || hostname === undefined),
  ),
  rule('Listener name must be unique within the Gateway', (self) => distinct(self, (a, b) => a.name === b.name)),
  rule('Combination of port, protocol and hostname must be unique for each listener', (self) =>
    distinct(self, (a, b) => a.port === b.port && a.protocol === b.protocol && a.hostname === b.hostname),
  ),
];

interface Address {
  readonly type: string;
  readonly value?: string;
}

export const addressesRules: readonly Rule<readonly Address[]>[] = ['IPAddress', 'Hostname'].map((type) =>
  rule(`${type} values must be unique`, (self: readonly Address[]) =>
    distinct(self, (a, b) => a.type === type && b.type === type && a.value !== undefined && a.value === b.value),
  ),
);

const isHostname = (value: string) =>
  /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(value);

const validCharacters =
  'contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)';

export const addressRules: readonly Rule<Address>[] = [
  rule(
    `Hostname value must be empty or ${validCharacters}`,
    ({ type, value }) => type !== 'Hostname' || value === undefined || isHostname(value),
  ),
];

export const statusAddressRules: readonly Rule<Address>[] = [
  rule(
    `Hostname value must only ${validCharacters}`,
    ({ type, value }) => type !== 'Hostname' || value === undefined || isHostname(value),
  ),
];

const octets = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

function isIp(text: string): boolean {
  if (octets.test(text)) return true;
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const sound = groups.every((group, at) =>
    at === groups.length - 1 && group.includes('.') ? octets.test(group) : /^[0-9a-fA-F]{1,4}$/.test(group),
  );
  const count = groups.length + (groups.at(-1)?.includes('.') === true ? 1 : 0);
  return sound && (halves.length === 2 ? count < 8 : count === 8);
}

/** An address of type IPAddress is one. Three schemas fail at once where it is none, and each says so. */
export function addressStructure(self: object, path: FieldPath): readonly FieldProblem[] {
  const { type, value } = self as Address;
  if (type !== 'IPAddress' || value === undefined || isIp(value)) return [];
  const at = [...path, 'value'];
  const [whole, field] = [fieldName(path), fieldName(at)];
  const said = [
    `<nil>: Invalid value: "": "${whole}" must validate one and only one schema (oneOf). Found none valid`,
    `<nil>: Invalid value: "": "${field}" must validate at least one schema (anyOf)`,
    `${field}: Invalid value: ${quoted(value)}: ${field} in body must be of type ipv4: ${quoted(value)}`,
  ];
  return said.map((message) => ({
    code: 'admission/invalid-value',
    params: { field, message: `${field} must be an IP address` },
    severity: 'error',
    path: at,
    message,
  }));
}

const qualifiedName =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

/** Keys of the labels and annotations that a Gateway hands on to what is made for it. */
export function infrastructureKeys(what: 'Label' | 'Annotation'): readonly Rule<Readonly<Record<string, string>>>[] {
  return [
    rule(
      `${what} keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.`,
      (self: Readonly<Record<string, string>>) => Object.keys(self).every((key) => qualifiedName.test(key)),
    ),
    rule(
      `If specified, the ${what.toLowerCase()} key's prefix must be a DNS subdomain not longer than 253 characters in total.`,
      (self: Readonly<Record<string, string>>) =>
        Object.keys(self).every((key) => (key.split('/')[0] ?? '').length < 253),
    ),
  ];
}

export const frontendPortRules: readonly Rule<readonly { readonly port: number }[]>[] = [
  rule('Port for TLS configuration must be unique within the Gateway', (self) =>
    distinct(self, (a, b) => a.port === b.port),
  ),
];
