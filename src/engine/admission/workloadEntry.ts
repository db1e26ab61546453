import type { WorkloadEntry, WorkloadEntrySpec } from '#model/kubernetes/kinds.ts';
import { all, eachEntry, none, refuse, refuseIf, warn, type Findings } from './goError.ts';
import { quoted } from './goText.ts';
import { checkFqdn, checkLabelsOf, checkPort, checkPortName, isFine } from './names.ts';
import { isAddress } from './netip.ts';

/** Mirrors istiod `ValidateWorkloadEntry`. */
export function checkWorkloadEntry({ spec }: WorkloadEntry): Findings {
  return checkEntry(spec, undefined, true);
}

const unix = 'unix://';

/** An endpoint, alone or inside a ServiceEntry whose port names are given. Mirrors istiod `validateWorkloadEntry`. */
export function checkEntry(
  spec: WorkloadEntrySpec,
  servicePorts: ReadonlySet<string> | undefined,
  allowNames: boolean,
): Findings {
  const { address = '', network = '', ports, labels } = spec;
  if (address === '' && network === '') return refuse('address is required');
  const isUnix = address.startsWith(unix);
  return all(
    address === '' ? warn(`address is unset with network ${quoted(network)}`) : none,
    isUnix ? checkUnix(address, Object.keys(ports ?? {}).length) : checkAddress(address, allowNames),
    eachEntry(ports, (name, port) => checkEndpointPort(name, port, servicePorts)),
    checkLabelsOf(labels),
    refuseIf(
      isUnix && servicePorts !== undefined && servicePorts.size !== 1,
      'exactly 1 service port required for unix endpoints',
    ),
  );
}

export function checkEndpointPort(name: string, port: number, servicePorts: ReadonlySet<string> | undefined): Findings {
  return all(
    refuseIf(servicePorts?.has(name) === false, `endpoint port ${port} is not defined by the service entry`),
    checkPortName(name),
    checkPort(port),
  );
}

function checkUnix(address: string, ports: number): Findings {
  return all(
    unixPathFinding(address.slice(unix.length)),
    refuseIf(ports > 0, `unix endpoint ${address} must not include ports`),
  );
}

function unixPathFinding(path: string): Findings {
  if (path === '') return refuse('unix address must not be empty');
  if (path.startsWith('@')) return none;
  return refuseIf(!path.startsWith('/') || path.endsWith('/'), `${path} is not an absolute path to a file`);
}

function checkAddress(address: string, allowNames: boolean): Findings {
  if (address === '' || isAddress(address)) return none;
  if (!allowNames) return refuse(`endpoint address ${quoted(address)} is not a valid IP address`);
  return refuseIf(
    !isFine(checkFqdn(address)),
    `endpoint address ${quoted(address)} is not a valid FQDN or an IP address`,
  );
}
