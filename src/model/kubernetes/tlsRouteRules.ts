import { rule } from './rule.ts';
import type { Rule } from './schema.ts';

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const address = /^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)$/;

export const tlsHostnamesRules: readonly Rule<readonly string[]>[] = [
  rule('Hostnames cannot contain an IP', (self) => self.every((host) => !address.test(host))),
  rule('Hostnames must be valid based on RFC-1123', (self) =>
    self.every((host) => host.includes('*') || subdomain.test(host)),
  ),
  rule(
    'Wildcards on hostnames must be the first label, and the rest of hostname must be valid based on RFC-1123',
    (self) => self.every((host) => !host.includes('*') || (host.startsWith('*.') && subdomain.test(host.slice(2)))),
  ),
];
