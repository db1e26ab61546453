import { all, eachEntry, errorsOf, none, refuse, refuseAll, refuseIf, warnIf, type Findings } from './goError.ts';
import { quoted } from './goText.ts';
import { isAddress, prefixError } from './netip.ts';

const dnsLabel = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const wildcardLabel = /^(\*|(\*|\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;
const labelKey =
  /^([a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*\/)?((?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$/;
const labelValue = /^((?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** Mirrors istio `labels.IsDNS1123Label`, which allows capitals. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && dnsLabel.test(text);
}

function preconditions(name: string): Findings {
  if (name.length > 255) return refuse(`domain name ${quoted(name)} too long (max 255)`);
  return refuseIf(name === '', 'empty domain name not allowed');
}

function invalidLabel(domain: string, label: string): Findings {
  return refuse(`domain name ${quoted(domain)} invalid (label ${quoted(label)} invalid)`);
}

function checkLabels(domain: string): Findings {
  const parts = domain.split('.');
  const top = parts.at(-1) ?? '';
  if (/^[-+]?[0-9]+$/.test(top)) {
    return refuse(`domain name ${quoted(domain)} invalid (top level domain ${quoted(top)} cannot be all-numeric)`);
  }
  // The last part may be empty, for unambiguous names that end in a dot.
  const wrong = parts.find((label, at) => !(label === '' && at === parts.length - 1) && !isDnsLabel(label));
  return wrong === undefined ? none : invalidLabel(domain, wrong);
}

/** Mirrors istio `agent.ValidateFQDN`. */
export function checkFqdn(name: string): Findings {
  const first = preconditions(name);
  return first === none ? checkLabels(name) : first;
}

/** A name whose first label may be a wildcard. Mirrors istio `agent.ValidateWildcardDomain`. */
export function checkWildcardDomain(domain: string): Findings {
  const first = preconditions(domain);
  if (first !== none) return first;
  const dot = domain.indexOf('.');
  const head = dot === -1 ? domain : domain.slice(0, dot);
  if (head.length > 63 || !wildcardLabel.test(head)) return invalidLabel(domain, head);
  return dot === -1 ? none : checkLabels(domain.slice(dot + 1));
}

export function isFine(found: Findings): boolean {
  return found.error === undefined;
}

export function warnPartialWildcard(host: string): Findings {
  return warnIf(
    host.includes('*') && host.length !== 1 && !host.startsWith('*.'),
    `partial wildcard ${quoted(host)} not allowed`,
  );
}

export function checkPort(port: number): Findings {
  return refuseIf(port < 1 || port > 65535, `port number ${port} must be in the range 1..65535`);
}

export function checkPortName(name: string): Findings {
  return refuseIf(!isDnsLabel(name), `invalid port name: ${name}`);
}

/** An address or a CIDR range. Mirrors istio `agent.ValidateIPSubnet`. */
export function checkSubnet(text: string): Findings {
  if (text.split('/').length === 2) {
    return refuseIf(prefixError(text) !== undefined, `${text} is not a valid CIDR block`);
  }
  return refuseIf(!isAddress(text), `${text} is not a valid IP`);
}

/** Mirrors istio `labels.Instance.Validate`. */
export function checkLabelsOf(labels: Readonly<Record<string, string>> | undefined): Findings {
  const messages = Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...labelKeyProblem(key),
    ...(labelValue.test(value) ? [] : [`invalid tag value: ${quoted(value)}`]),
  ]);
  return refuseAll(messages);
}

function labelKeyProblem(key: string): readonly string[] {
  const match = labelKey.exec(key);
  if (match === null) return [`invalid tag key: ${quoted(key)}`];
  if ((match[1] ?? '').length - 1 > 253) return [`invalid tag key: ${quoted(key)} (DNS prefix is too long)`];
  if ((match[2] ?? '').length > 63) return [`invalid tag key: ${quoted(key)} (name is too long)`];
  return [];
}

/** Who may see an object. Mirrors istio `validateExportTo`. */
export function checkExportTo(
  namespace: string,
  exportTo: readonly string[] = [],
  kind: { readonly serviceEntry?: boolean; readonly selected?: boolean } = {},
): Findings {
  const seen = new Set<string>();
  const entries = exportTo.map((entry) => checkExportEntry(entry, namespace, seen, kind.serviceEntry === true));
  const several = exportTo.length > 1;
  return errorsOf(
    all(
      ...entries,
      kind.selected === true && seen.size > 0 ? checkSelectedExport(seen, namespace) : none,
      refuseIf(seen.has('*') && several, 'cannot have both public (*) and non-public exportTo values for a resource'),
      refuseIf(seen.has('~') && several, 'cannot export service entry to no one (~) and someone'),
    ),
  );
}

function checkExportEntry(entry: string, namespace: string, seen: Set<string>, serviceEntry: boolean): Findings {
  const key = entry === '.' ? namespace : entry;
  if (seen.has(key)) {
    return refuse(
      key === entry
        ? `duplicate entries in exportTo for entry ${entry}`
        : `duplicate entries in exportTo: . and current namespace ${namespace}`,
    );
  }
  const allowed = key === '*' || key === '.' || (serviceEntry && key === '~') || isDnsLabel(key);
  if (!allowed) {
    return refuse(
      key === '~'
        ? 'exportTo ~ (none) is not allowed for Istio configuration objects'
        : `only .,*, or a valid DNS 1123 label is allowed as exportTo entry`,
    );
  }
  seen.add(key);
  return none;
}

function checkSelectedExport(seen: ReadonlySet<string>, namespace: string): Findings {
  if (!seen.has(namespace)) {
    return refuse('destination rule with workload selector cannot have exportTo beyond current namespace');
  }
  return refuseIf(seen.size > 1, 'destination rule with workload selector cannot have multiple entries in exportTo');
}

/** Labels that select workloads. Mirrors the loops of istio `validateWorkloadSelector`. */
export function checkSelectorLabels(labels: Readonly<Record<string, string>> | undefined): Findings {
  return eachEntry(labels, (key, value) =>
    all(
      refuseIf(key === '', `empty key is not supported in selector: ${quoted(`${key}=${value}`)}`),
      refuseIf(
        key.includes('*') || value.includes('*'),
        `wildcard is not supported in selector: ${quoted(`${key}=${value}`)}`,
      ),
    ),
  );
}
