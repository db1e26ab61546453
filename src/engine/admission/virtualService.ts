import type { VirtualService, VirtualServiceTcpRoute, VirtualServiceTlsRoute } from '#model/kubernetes/kinds.ts';
import { all, each, errorsOf, none, refuse, refuseIf, warn, type Findings } from './goError.ts';
import { quoted } from './goText.ts';
import { checkExportTo, checkLabelsOf, checkPort, checkSubnet, checkWildcardDomain, isFine } from './names.ts';
import { isAddress } from './netip.ts';
import { checkHttpRoute, checkWeighted } from './virtualServiceHttp.ts';
import { checkGatewayNames, isClaimHeader } from './virtualServiceMatch.ts';
import { warnUnreachable } from './unreachableRules.ts';

type Spec = VirtualService['spec'];

/** Mirrors istiod `ValidateVirtualService`. */
export function checkVirtualService({ metadata, spec }: VirtualService): Findings {
  const { hosts = [], gateways = [], http = [], tls = [], tcp = [] } = spec;
  const delegate = hosts.length === 0;
  const atGateway = gateways.length > 0 && !gateways.includes('mesh');
  return all(
    refuseIf(delegate && gateways.length > 0, 'delegate virtual service must have no gateways specified'),
    refuseIf(delegate && tls.length > 0, 'delegate virtual service must have no tls route specified'),
    refuseIf(delegate && tcp.length > 0, 'delegate virtual service must have no tcp route specified'),
    checkGatewayNames(gateways),
    atGateway ? none : checkClaimRoutes(spec),
    checkHosts(spec, atGateway),
    refuseIf(http.length + tcp.length + tls.length === 0, 'http, tcp or tls must be provided in virtual service'),
    each(http, (route) => checkHttpRoute(route, delegate)),
    each(tls, (route) => checkTlsRoute(route, spec, atGateway)),
    each(tcp, (route) => errorsOf(checkTcpRoute(route))),
    checkExportTo(metadata.namespace ?? '', spec.exportTo),
    warnUnreachable(http),
    warnUnreachable(tcp),
    warnUnreachable(tls),
  );
}

/** Only gateways authenticate before they route. */
function checkClaimRoutes({ http, gateways = [] }: Spec): Findings {
  const names = (http ?? []).flatMap(({ match }) =>
    (match ?? []).flatMap(({ headers, withoutHeaders }) => [
      ...Object.keys(headers ?? {}),
      ...Object.keys(withoutHeaders ?? {}),
    ]),
  );
  return each(names.filter(isClaimHeader), (name) =>
    refuse(
      `JWT claim based routing (key: ${name}) is only supported for gateway, found no gateways: [${gateways.join(' ')}]`,
    ),
  );
}

function checkHosts(spec: Spec, atGateway: boolean): Findings {
  const { hosts = [] } = spec;
  const sni = (spec.tls ?? []).some(({ match }) => match.some(({ sniHosts }) => sniHosts.length > 0));
  const found = hosts.map((host) => {
    const domain = atGateway ? checkGatewayDomain(sni, host) : checkWildcardDomain(host);
    if (!isFine(domain)) return isAddress(host) ? none : domain;
    return refuseIf(
      !atGateway && host === '*',
      'wildcard host * is not allowed for virtual services bound to the mesh gateway',
    );
  });
  const duplicates = found.every(isFine)
    ? hosts.flatMap((host, at) =>
        hosts
          .slice(at + 1)
          .filter((other) => hostsMatch(host, other))
          .map((other) => refuse(`duplicate hosts in virtual service: ${host} & ${other}`)),
      )
    : [];
  return all(...found, ...duplicates);
}

/** Mirrors istio `agent.ValidateWildcardDomainForVirtualServiceBoundToGateway`. */
function checkGatewayDomain(sni: boolean, domain: string): Findings {
  if (!sni || !domain.startsWith('outbound_')) return checkWildcardDomain(domain);
  const format = 'outbound_.<PORT>_._.<HOSTNAME>';
  const parts = domain.split('_');
  if (parts.length < 4) return refuse(`domain name ${domain} invalid, should follow '${format}' format`);
  const [port, host] = [parts[1] ?? '', parts[3] ?? ''].map((part) => part.replace(/^\.+|\.+$/g, ''));
  const invalid = (label: string) =>
    refuse(`domain name ${quoted(domain)} invalid (label ${quoted(label)} invalid). should follow ${format} format`);
  if (!/[0-9]/.test(port ?? '')) return invalid(port ?? '');
  return /[a-zA-Z]/.test(host ?? '') ? none : invalid(host ?? '');
}

/** Mirrors istio `host.Name.Matches`. */
function hostsMatch(a: string, b: string): boolean {
  const [wildA, wildB] = [a.startsWith('*'), b.startsWith('*')];
  if (wildA && wildB) return a.length < b.length ? b.slice(1).endsWith(a.slice(1)) : a.slice(1).endsWith(b.slice(1));
  if (wildA) return b.endsWith(a.slice(1));
  return wildB ? a.endsWith(b.slice(1)) : a === b;
}

/** Mirrors istio `host.Name.SubsetOf`. */
function isSubsetOf(a: string, b: string): boolean {
  const [wildA, wildB] = [a.startsWith('*'), b.startsWith('*')];
  if (wildA) return wildB && a.length >= b.length && a.slice(1).endsWith(b.slice(1));
  return wildB ? a.endsWith(b.slice(1)) : a === b;
}

function checkTlsRoute(route: VirtualServiceTlsRoute, spec: Spec, atGateway: boolean): Findings {
  return all(
    refuseIf(route.match.length === 0, 'TLS route must have at least one match condition'),
    each(route.match, (match) =>
      all(
        match.sniHosts.length === 0
          ? refuse('TLS match must have at least one SNI host')
          : each(match.sniHosts, (host) => checkSniHost(host, spec, atGateway)),
        checkLayer4Match(match),
      ),
    ),
    refuseIf((route.route ?? []).length === 0, 'TLS route is required'),
    errorsOf(checkWeighted(route.route)),
  );
}

function checkSniHost(host: string, { hosts = [] }: Spec, atGateway: boolean): Findings {
  const domain = atGateway ? checkGatewayDomain(true, host) : checkWildcardDomain(host);
  if (!isFine(domain)) {
    return isAddress(host)
      ? warn(`using an IP address (${quoted(host)}) goes against SNI spec and most clients do not support this`)
      : domain;
  }
  return refuseIf(
    !hosts.some((other) => isSubsetOf(host, other)),
    `SNI host ${quoted(host)} is not a compatible subset of any of the virtual service hosts: [${hosts.join(', ')}]`,
  );
}

type Layer4Match = Pick<
  NonNullable<VirtualServiceTcpRoute['match']>[number],
  'destinationSubnets' | 'port' | 'sourceLabels' | 'gateways'
>;

function checkLayer4Match({ destinationSubnets, port = 0, sourceLabels, gateways }: Layer4Match): Findings {
  return all(
    each(destinationSubnets, checkSubnet),
    port === 0 ? none : checkPort(port),
    checkLabelsOf(sourceLabels),
    checkGatewayNames(gateways),
  );
}

function checkTcpRoute({ match, route }: VirtualServiceTcpRoute): Findings {
  return all(
    each(match, checkLayer4Match),
    refuseIf((route ?? []).length === 0, 'TCP route is required'),
    checkWeighted(route),
  );
}
