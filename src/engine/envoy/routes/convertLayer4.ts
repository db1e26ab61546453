import type { TCPRoute, TLSRoute, VirtualService } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { HardError } from './convertBackend.ts';
import { convertBackends } from './convertHttpRoute.ts';
import { noHeaders } from './convertFilters.ts';
import type { NameContext } from './convertVirtualService.ts';
import { destinationOf, within } from './convertVirtualService.ts';
import type { Layer4Entry, WeightedSpec } from './routeConfig.ts';

const anyClient = { gateways: [], asksSource: false, asksSubnet: false };

/** The rules of a TCPRoute or TLSRoute. Mirrors istiod `convertTCPRoute` and `convertTLSRoute`. */
export function convertLayer4Route(
  mesh: Mesh,
  route: TCPRoute | TLSRoute,
  needsGrant: boolean,
): readonly Layer4Entry[] | HardError {
  const source = { kind: route.kind, namespace: route.metadata.namespace ?? '', name: route.metadata.name };
  const entries: Layer4Entry[] = [];
  for (const [index, rule] of route.spec.rules.entries()) {
    const because: FieldRef = { resource: source, path: ['spec', 'rules', index] };
    const destinations = convertBackends(rule.backendRefs, within(because, 'backendRefs'), {
      mesh,
      route: source,
      needsGrant,
    });
    if ('error' in destinations) return destinations;
    const sniHosts =
      route.kind === 'TLSRoute' ? (route.spec.hostnames.length === 0 ? ['*'] : route.spec.hostnames) : [];
    entries.push({ ...anyClient, source, because, sniHosts, hasMatch: route.kind === 'TLSRoute', destinations });
  }
  return entries;
}

/** The `tls` or `tcp` rules of a VirtualService, one entry per match. */
export function convertVirtualServiceLayer4(
  virtualService: VirtualService,
  protocol: 'tls' | 'tcp',
  context: NameContext,
): readonly Layer4Entry[] {
  const rules = (protocol === 'tls' ? virtualService.spec.tls : virtualService.spec.tcp) ?? [];
  return rules.flatMap((rule, index): readonly Layer4Entry[] => {
    const because = { resource: context.source, path: ['spec', protocol, index] };
    const destinations = (rule.route ?? []).map(
      ({ destination, weight }, i): WeightedSpec => ({
        destination: destinationOf(destination, within(because, 'route', i, 'destination'), context),
        weight: weight ?? 0,
        headers: noHeaders,
      }),
    );
    const entry = { source: context.source, because, destinations };
    const matches = rule.match ?? [];
    if (matches.length === 0) return [{ ...anyClient, ...entry, sniHosts: [], hasMatch: false }];
    return matches.map((match) => ({
      ...entry,
      sniHosts: 'sniHosts' in match ? match.sniHosts : [],
      hasMatch: true,
      gateways: match.gateways ?? [],
      asksSource: Object.keys(match.sourceLabels ?? {}).length > 0 || (match.sourceNamespace ?? '') !== '',
      asksSubnet: (match.destinationSubnets ?? []).length > 0,
      ...(match.port === undefined || match.port === 0 ? {} : { port: match.port }),
    }));
  });
}
