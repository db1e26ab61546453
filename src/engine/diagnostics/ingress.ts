import type { Diagnostic } from '#model/diagnostic.ts';
import { isIngressGateway } from '../controlplane/gatewayClasses.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { finding, nameOf, refName } from './finding.ts';

/** Ingress gateways go past a service's waypoint unless the service, or its namespace, asks for it. */
export function ingressDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const { resources } = mesh;
  return [...resources.all('HTTPRoute'), ...resources.all('GRPCRoute')].flatMap((route) => {
    const home = namespaceOf(route);
    const gateways = (route.spec.parentRefs ?? []).flatMap((ref) => {
      const gateway = ref.kind === 'Gateway' ? resources.get('Gateway', ref.namespace ?? home, ref.name) : undefined;
      return gateway !== undefined && isIngressGateway(resources, gateway) ? [gateway] : [];
    });
    const [gateway] = gateways;
    if (gateway === undefined) return [];
    return (route.spec.rules ?? []).flatMap((rule, ruleIndex) =>
      (rule.backendRefs ?? []).flatMap((backend, index) => {
        const ref = { kind: 'Service', namespace: backend.namespace ?? home, name: backend.name };
        const service = mesh.services.bySource(ref)[0];
        if (service?.waypoint === undefined || service.ingressUseWaypoint) return [];
        const params = {
          gateway: nameOf(gateway),
          service: refName(ref),
          waypoint: refName(service.waypoint.primary.gateway),
        };
        const path = ['spec', 'rules', ruleIndex, 'backendRefs', index];
        return [finding('mesh/ingress-skips-waypoint', 'warning', params, refOf(route), path)];
      }),
    );
  });
}
