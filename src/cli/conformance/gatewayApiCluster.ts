import { openScenario, type OpenedScenario } from '../openScenario.ts';
import type { ClusterChange, KubernetesObject, Overlay } from './gatewayApiVector.ts';

/** A cluster that a test changes as it goes. */
export interface TestCluster {
  readonly objects: readonly KubernetesObject[];
  readonly scenario: OpenedScenario;
}

/** The test's manifest, applied. The suite's placeholder for a class stands for Istio's own. */
export function openCluster(objects: readonly KubernetesObject[]): TestCluster {
  const text = objects
    .map((object) => JSON.stringify(object).replaceAll('{GATEWAY_CLASS_NAME}', 'istio'))
    .join('\n---\n');
  return { objects, scenario: openScenario(text) };
}

export function withOverlay(
  objects: readonly KubernetesObject[],
  overlay: Overlay | undefined,
): readonly KubernetesObject[] {
  if (overlay === undefined) return objects;
  const labelled = objects.map((object) => {
    const labels = object.kind === 'Namespace' ? overlay.namespaceLabels[object.metadata.name] : undefined;
    if (labels === undefined) return object;
    return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } } };
  });
  return [...labelled, ...overlay.resources];
}

/** Applies what a test does to the cluster before or between its requests. */
export function changeCluster(cluster: TestCluster, changes: readonly ClusterChange[] | undefined): TestCluster {
  if (changes === undefined || changes.length === 0) return cluster;
  return openCluster(changes.reduce((objects, change) => changed(objects, change, cluster), cluster.objects));
}

function changed(
  objects: readonly KubernetesObject[],
  change: ClusterChange,
  cluster: TestCluster,
): readonly KubernetesObject[] {
  switch (change.action) {
    case 'delete':
      return objects.filter((object) => !isNamed(object, change));
    case 'patch':
      return objects.map((object) => (isNamed(object, change) ? patched(object, change.jsonPatch) : object));
    case 'setEndpoints':
      return [...objects, ...change.services.map((service) => sliceOf(service, change, cluster))];
  }
}

function isNamed(object: KubernetesObject, named: { kind: string; namespace: string; name: string }): boolean {
  const { kind, metadata } = object;
  return kind === named.kind && metadata.namespace === named.namespace && metadata.name === named.name;
}

/** JSON Patch as far as the suite needs it: values are replaced; a change of the spec makes a new generation. */
function patched(
  object: KubernetesObject,
  patch: readonly { readonly path: string; readonly value?: unknown }[],
): KubernetesObject {
  const copy = structuredClone(object) as KubernetesObject & { metadata: { generation?: number } };
  for (const { path, value } of patch) {
    const steps = path.split('/').slice(1);
    const last = steps.pop() ?? '';
    const parent = steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], copy);
    (parent as Record<string, unknown>)[last] = value;
  }
  copy.metadata.generation = 2;
  return copy;
}

function sliceOf(
  service: string,
  { namespace, podsOfDeployment, port }: Extract<ClusterChange, { action: 'setEndpoints' }>,
  { scenario }: TestCluster,
): KubernetesObject {
  const pods = scenario.mesh.owners.get(`${namespace}/${podsOfDeployment}`) ?? [];
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: service, namespace, labels: { 'kubernetes.io/service-name': service } },
    addressType: 'IPv4',
    ports: [{ name: 'first-port', port, protocol: 'TCP' }],
    endpoints: pods.map(({ addresses }) => ({ addresses, conditions: { ready: true } })),
  };
  return slice;
}
