import type { Gateway, KubernetesResource, Pod, Service } from '#model/kubernetes/kinds.ts';
import { annotations, labels } from '#model/kubernetes/labels.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { controllerOf, gatewayController, meshController } from './gatewayClasses.ts';
import { annotationOf, labelOf, namespaceOf } from './inNamespace.ts';
import { suffixOf } from './stableNames.ts';

/**
 * What istiod's deployment controller creates for a Gateway that carries no status: one ready proxy, its Service, and
 * the addresses in the status. A Gateway with a status is left as it is. Mirrors istiod `DeploymentController`.
 */
export function deployGateway(
  resources: ResourceIndex,
  gateway: Gateway,
  proxied: ReadonlySet<string>,
): readonly KubernetesResource[] {
  if (gateway.status !== undefined) return [];
  const controller = controllerOf(resources, gateway.spec.gatewayClassName);
  if (controller !== meshController && controller !== gatewayController) return [];
  const generated = nameOf(gateway, controller);
  const namespace = namespaceOf(gateway);
  const service = resources.get('Service', namespace, generated) ?? serviceOf(gateway, controller, generated);
  const host = `${generated}.${namespace}.svc.cluster.local`;
  const addresses =
    controller === meshController
      ? [{ type: 'Hostname', value: host }]
      : (service.status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) =>
          ip === undefined ? [] : [{ type: 'IPAddress', value: ip }],
        );
  const programmed: Gateway = {
    ...gateway,
    status: { addresses: addresses.length > 0 ? addresses : [{ type: 'Hostname', value: host }] },
  };
  const hasPods = proxied.has(`${namespace}/${gateway.metadata.name}`);
  return [programmed, service, ...(hasPods ? [] : [podOf(gateway, controller, generated)])];
}

/** Gateways, as `namespace/name`, that have a pod among the manifests. */
export function gatewaysWithPods(resources: ResourceIndex): ReadonlySet<string> {
  return new Set(
    resources.all('Pod').flatMap((pod) => {
      const name = labelOf(pod, labels.gatewayName);
      return name === undefined ? [] : `${namespaceOf(pod)}/${name}`;
    }),
  );
}

/** Waypoints are named like their Gateway, other Gateways get their class as suffix. */
function nameOf(gateway: Gateway, controller: string): string {
  const { name } = gateway.metadata;
  const override = annotationOf(gateway, 'gateway.istio.io/name-override');
  return override ?? (controller === meshController ? name : `${name}-${gateway.spec.gatewayClassName}`);
}

/**
 * The labels that everything generated for a Gateway carries: those of its infrastructure, else its own. Only istiod's
 * ingress proxies are kept out of ambient by them; a waypoint's template says so itself.
 * Mirrors istiod `extractInfrastructureLabels` and `setLabelOverrides`.
 */
function infrastructureLabels(gateway: Gateway): Record<string, string> {
  const stated = gateway.spec.infrastructure?.labels;
  const copied = stated === undefined ? { ...gateway.metadata.labels } : foreign(stated);
  const waypoint = /waypoint|east-west/.test(gateway.spec.gatewayClassName);
  const said = labels.dataplaneMode in copied || labelOf(gateway, labels.dataplaneMode) !== undefined;
  return waypoint || said ? copied : { ...copied, [labels.dataplaneMode]: 'none' };
}

/** Names of the Gateway API's own prefix are not the user's to set. */
function foreign(stated: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(stated).filter(([key]) => !key.startsWith('gateway.networking.k8s.io/')));
}

function generatedLabels(gateway: Gateway, controller: string): Record<string, string> {
  return {
    ...infrastructureLabels(gateway),
    [labels.gatewayName]: gateway.metadata.name,
    'gateway.networking.k8s.io/gateway-class-name': gateway.spec.gatewayClassName,
    [labels.gatewayManaged]: controller === meshController ? 'istio.io-mesh-controller' : 'istio.io-gateway-controller',
  };
}

function serviceOf(gateway: Gateway, controller: string, name: string): Service {
  const waypoint = controller === meshController;
  const ports = waypoint
    ? [
        { name: 'status-port', port: 15021, protocol: 'TCP', appProtocol: 'tcp' },
        { name: 'mesh', port: 15008, protocol: 'TCP', appProtocol: 'hbone' },
      ]
    : [
        { name: 'status-port', port: 15021, protocol: 'TCP', appProtocol: 'tcp' },
        ...[...new Set(gateway.spec.listeners.map(({ port }) => port))].map((port) => ({
          name: `port-${String(port)}`,
          port,
          protocol: 'TCP',
        })),
      ];
  const type = annotationOf(gateway, 'networking.istio.io/service-type') ?? (waypoint ? 'ClusterIP' : 'LoadBalancer');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: namespaceOf(gateway),
      labels: generatedLabels(gateway, controller),
      annotations: {
        ...(waypoint ? { [annotations.trafficDistribution]: 'PreferClose' } : {}),
        ...annotationsOf(gateway),
      },
    },
    spec: { type, selector: { [labels.gatewayName]: gateway.metadata.name }, ports },
  };
}

/** A Gateway's own annotations reach its proxy only while its infrastructure states none. */
function annotationsOf(gateway: Gateway): Record<string, string> {
  const infrastructure = gateway.spec.infrastructure?.annotations;
  const stated = infrastructure === undefined ? (gateway.metadata.annotations ?? {}) : foreign(infrastructure);
  return Object.fromEntries(Object.entries(stated).filter(([name]) => !omitted.has(name)));
}

const omitted: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'gateway.istio.io/name-override',
  'gateway.istio.io/service-account',
  'gateway.istio.io/controller-version',
]);

function podOf(gateway: Gateway, controller: string, name: string): Pod {
  const waypoint = controller === meshController;
  const account = annotationOf(gateway, 'gateway.istio.io/service-account') ?? name;
  const template = {
    'sidecar.istio.io/inject': 'false',
    ...(waypoint ? { [labels.dataplaneMode]: 'none' } : {}),
    'service.istio.io/canonical-name': name,
    'service.istio.io/canonical-revision': 'latest',
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${suffixOf(`Gateway/${namespaceOf(gateway)}/${name}`, 5)}`,
      generateName: `${name}-`,
      namespace: namespaceOf(gateway),
      labels: { ...template, ...generatedLabels(gateway, controller) },
      annotations: annotationsOf(gateway),
      ownerReferences: [{ kind: 'Gateway', name: gateway.metadata.name }],
    },
    spec: {
      serviceAccountName: account,
      containers: [
        {
          name: 'istio-proxy',
          args: ['proxy', waypoint ? 'waypoint' : 'router'],
          ports: [{ name: 'status-port', containerPort: 15021, protocol: 'TCP' }],
        },
      ],
    },
  };
}
