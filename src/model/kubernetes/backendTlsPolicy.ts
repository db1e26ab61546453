import {
  groupName,
  kindName,
  localObject,
  objectName,
  preciseHostname,
  hostname,
  sectionName,
} from './gatewayParts.ts';
import { anyStatus, gatewayGroup } from './gatewayParts.ts';
import { defineKind, type ResourceOf } from './kind.ts';
import { distinct, rule } from './rule.ts';
import { choice, list, map, object, required, string, type Rule, type TypeOf } from './schema.ts';

interface Target {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

const sameTarget = (a: Target, b: Target) => a.group === b.group && a.kind === b.kind && a.name === b.name;
const twice = 'when targetRefs includes 2 or more references to the same target';

const targetRefsRules: readonly Rule<readonly Target[]>[] = [
  rule(`sectionName must be specified ${twice}`, (self) =>
    self.every((a) =>
      self.every((b) => !sameTarget(a, b) || (a.sectionName === undefined) === (b.sectionName === undefined)),
    ),
  ),
  rule(`sectionName must be unique ${twice}`, (self) =>
    distinct(self, (a, b) => sameTarget(a, b) && a.sectionName === b.sectionName),
  ),
];

interface AltName {
  readonly type: 'Hostname' | 'URI';
  readonly hostname?: string;
  readonly uri?: string;
}

const altNameRules: readonly Rule<AltName>[] = [
  rule(
    'SubjectAltName element must contain Hostname, if Type is set to Hostname',
    ({ type, hostname: host }) => type !== 'Hostname' || host !== undefined,
  ),
  rule(
    'SubjectAltName element must not contain Hostname, if Type is not set to Hostname',
    ({ type, hostname: host }) => type === 'Hostname' || host === undefined,
  ),
  rule(
    'SubjectAltName element must contain URI, if Type is set to URI',
    ({ type, uri }) => type !== 'URI' || uri !== undefined,
  ),
  rule(
    'SubjectAltName element must not contain URI, if Type is not set to URI',
    ({ type, uri }) => type === 'URI' || uri === undefined,
  ),
];

const targetRef = object({
  group: required(groupName),
  kind: required(kindName),
  name: required(objectName),
  sectionName,
});

interface Validation {
  readonly caCertificateRefs?: readonly unknown[];
  readonly wellKnownCACertificates?: string;
}

const validationRules: readonly Rule<Validation>[] = [
  rule(
    'must not contain both CACertificateRefs and WellKnownCACertificates',
    ({ caCertificateRefs = [], wellKnownCACertificates }) =>
      caCertificateRefs.length === 0 || wellKnownCACertificates === undefined,
  ),
  rule(
    'must specify either CACertificateRefs or WellKnownCACertificates',
    ({ caCertificateRefs = [], wellKnownCACertificates }) =>
      caCertificateRefs.length > 0 || wellKnownCACertificates !== undefined,
  ),
];

const wellKnown =
  /^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$/;
const uri = /^(([^:/?#]+):)(\/\/([^/?#]*))([^?#]*)(\?([^#]*))?(#(.*))?/;

/** How proxies speak TLS to a backend, and whom they take it to be. */
export const backendTlsPolicy = defineKind({
  kind: 'BackendTLSPolicy',
  group: gatewayGroup,
  versions: ['v1', 'v1alpha3'],
  fields: {
    spec: required(
      object({
        targetRefs: required(list(targetRef, { minItems: 1, maxItems: 16, rules: targetRefsRules })),
        validation: required(
          object(
            {
              hostname: required(preciseHostname),
              caCertificateRefs: list(localObject, { maxItems: 8 }),
              wellKnownCACertificates: string({ pattern: wellKnown, minLength: 1, maxLength: 253 }),
              subjectAltNames: list(
                object(
                  {
                    type: required(choice(['Hostname', 'URI'])),
                    hostname,
                    uri: string({ pattern: uri, minLength: 1, maxLength: 253 }),
                  },
                  { rules: altNameRules },
                ),
                { maxItems: 5 },
              ),
            },
            { rules: validationRules },
          ),
        ),
        options: map(string({ maxLength: 4096 }), { maxProperties: 16 }),
      }),
    ),
    status: anyStatus,
  },
});

export type BackendTLSPolicy = ResourceOf<typeof backendTlsPolicy>;
export type BackendTLSTarget = TypeOf<typeof targetRef>;
