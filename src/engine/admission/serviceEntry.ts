import type { ServiceEntry, ServiceEntryPort } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { all, each, eachEntry, errorText, none, refuse, refuseIf, warn, warnIf, type Findings } from './goError.ts';
import { quoted } from './goText.ts';
import {
  checkExportTo,
  checkFqdn,
  checkLabelsOf,
  checkPort,
  checkPortName,
  checkSelectorLabels,
  checkSubnet,
  checkWildcardDomain,
  isFine,
  warnPartialWildcard,
} from './names.ts';
import { isAddress } from './netip.ts';
import { checkEndpointPort, checkEntry } from './workloadEntry.ts';

type Spec = ServiceEntry['spec'];

/** Mirrors istiod `ValidateServiceEntry`. */
export function checkServiceEntry(entry: ServiceEntry): Findings {
  const { spec, metadata } = entry;
  const selector = checkSelectorLabels(spec.workloadSelector?.labels);
  if (!isFine(selector)) return selector;
  const endpoints = spec.endpoints ?? [];
  const { resolution = 'NONE' } = spec;
  return all(
    warnIf(
      spec.workloadSelector !== undefined && Object.keys(spec.workloadSelector.labels ?? {}).length === 0,
      'service entry: workload selector specified without labels, will be applied to all services in namespace',
    ),
    refuseIf(
      spec.workloadSelector !== undefined && endpoints.length > 0,
      'only one of WorkloadSelector or Endpoints is allowed in Service Entry',
    ),
    refuseIf(spec.hosts.length === 0, 'service entry must have at least one host'),
    each(spec.hosts, (host) => checkHost(host, resolution)),
    each(spec.addresses, checkSubnet),
    refuseIf(
      (spec.addresses ?? []).some((address) => address.includes('/')) && !['NONE', 'STATIC'].includes(resolution),
      'CIDR addresses are allowed only for NONE/STATIC resolution types',
    ),
    checkPorts(entry),
    checkResolution(entry, resolution),
    checkSeveralHosts(spec, resolution),
    checkExportTo(metadata.namespace ?? '', spec.exportTo, { serviceEntry: true }),
  );
}

function checkHost(host: string, resolution: string): Findings {
  if (host === '*') return refuse(`invalid host ${host}`);
  return all(checkWildcardDomain(host), resolution === 'DYNAMIC_DNS' ? none : warnPartialWildcard(host));
}

const protocols: ReadonlySet<string> = new Set(
  'tcp udp grpc grpc-web http http_proxy http2 https tls mongo redis mysql'.split(' '),
);
const httpProtocols: ReadonlySet<string> = new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']);
const tcpProtocols: ReadonlySet<string> = new Set(['tcp', 'https', 'tls', 'mongo', 'redis', 'mysql']);

const protocolOf = (port: ServiceEntryPort) => (port.protocol ?? '').toLowerCase();

function checkPorts({ spec, metadata }: ServiceEntry): Findings {
  const names = new Set<string>();
  const numbers = new Set<number>();
  const optedOut = metadata.labels?.[labels.enableAutoallocateIp]?.toLowerCase() === 'false';
  const allocates = (spec.resolution ?? 'NONE') !== 'NONE' && !optedOut;
  const noAddress = (spec.addresses ?? []).length === 0 && !allocates;
  return each(spec.ports, (port) => {
    const repeatedName = names.has(port.name);
    const repeatedNumber = numbers.has(port.number);
    names.add(port.name);
    numbers.add(port.number);
    const { protocol = '', targetPort = 0 } = port;
    return all(
      refuseIf(repeatedName, `service entry port name ${quoted(port.name)} already defined`),
      refuseIf(repeatedNumber, `service entry port ${port.number} already defined`),
      targetPort === 0 ? none : checkPort(targetPort),
      warnIf(
        noAddress && (protocol === '' || protocol === 'TCP'),
        'addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not enabled',
      ),
      checkPortName(port.name),
      refuseIf(protocol !== '' && !protocols.has(protocolOf(port)), `unsupported protocol: ${protocol}`),
      checkPort(port.number),
    );
  });
}

function checkResolution(entry: ServiceEntry, resolution: string): Findings {
  const { spec } = entry;
  const endpoints = spec.endpoints ?? [];
  switch (resolution) {
    case 'NONE':
      return all(
        refuseIf(endpoints.length > 0, 'no endpoints should be provided for resolution type none'),
        warnIf(spec.workloadSelector !== undefined, 'workloadSelector should not be set when resolution mode is NONE'),
      );
    case 'STATIC':
      return each(endpoints, (endpoint) => checkEntry(endpoint, portNames(spec), false));
    case 'DYNAMIC_DNS':
      return checkDynamicDns(entry);
    default:
      return checkDns(spec, resolution);
  }
}

function portNames(spec: Spec): ReadonlySet<string> {
  return new Set((spec.ports ?? []).map(({ name }) => name));
}

function checkDns(spec: Spec, resolution: string): Findings {
  const endpoints = spec.endpoints ?? [];
  return all(
    endpoints.length === 0 ? checkNamesResolve(spec.hosts, resolution) : none,
    refuseIf(
      resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1,
      `there must only be 0 or 1 endpoint for resolution mode ${resolution}`,
    ),
    each(endpoints, ({ address = '', labels: own, ports }) =>
      all(
        refuseIf(
          !isAddress(address) && !isFine(checkFqdn(address)),
          `endpoint address ${quoted(address)} is not a valid FQDN or an IP address`,
        ),
        checkLabelsOf(own),
        eachEntry(ports, (name, port) => checkEndpointPort(name, port, portNames(spec))),
      ),
    ),
    (spec.addresses ?? []).length > 0 &&
      spec.hosts.length > 1 &&
      (spec.ports ?? []).some((port) => tcpProtocols.has(protocolOf(port)))
      ? warn('service entry can not have more than one host specified simultaneously with address and tcp port')
      : none,
  );
}

/** Without endpoints the hosts themselves are looked up, so they must be names: the first that is none speaks. */
function checkNamesResolve(hosts: readonly string[], resolution: string): Findings {
  for (const host of hosts) {
    const { error } = checkFqdn(host);
    if (error !== undefined) {
      return refuse(
        `hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for resolution mode ${resolution}, ${errorText(error)}`,
      );
    }
  }
  return none;
}

const forwardable: ReadonlySet<string> = new Set(['http', 'tls', 'grpc', 'http2']);

function checkDynamicDns({ spec, metadata }: ServiceEntry): Findings {
  const type = 'DYNAMIC_DNS';
  const waypoint = metadata.labels?.[labels.useWaypoint] ?? '';
  return all(
    refuseIf(spec.hosts.length === 0, `at least one wildcard host must be provided for resolution type ${type}`),
    each(spec.hosts, (host) => refuseIf(!host.startsWith('*'), `host must be wildcarded for resolution mode ${type}`)),
    refuseIf(
      (spec.addresses ?? []).length > 0,
      `addresses cannot be set for resolution type ${type}. HTTP route domains will only be generatedfrom the hosts field values`,
    ),
    refuseIf(
      (spec.endpoints ?? []).length > 0,
      `endpoints cannot be set for resolution type ${type}. Destination IP address determined from hostsfield values`,
    ),
    each(spec.ports, (port) =>
      refuseIf(
        !forwardable.has(protocolOf(port)),
        `only HTTP, TLS, GRPC, and HTTP2 protocols are supported for resolution type ${type}`,
      ),
    ),
    refuseIf(
      spec.location === 'MESH_INTERNAL' && waypoint !== '' && waypoint.toLowerCase() !== 'none',
      `location MESH_INTERNAL with resolution type ${type} is not supported when using waypoints`,
    ),
  );
}

/** Plain TCP carries no name, so several hosts cannot be told apart. */
function checkSeveralHosts(spec: Spec, resolution: string): Findings {
  if (resolution === 'NONE' || spec.hosts.length < 2) return none;
  const plain = (spec.ports ?? []).some((port) => {
    const protocol = protocolOf(port);
    return !httpProtocols.has(protocol) && protocol !== 'https' && protocol !== 'tls';
  });
  return refuseIf(plain, 'multiple hosts provided with non-HTTP, non-TLS ports');
}
