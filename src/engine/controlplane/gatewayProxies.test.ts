import { expect, test } from 'vitest';
import { meshOf, namespace } from '../dataplane/smallWorld.ts';

type Annotations = Readonly<Record<string, string>>;

function annotationsOfProxy(own: Annotations | undefined, infrastructure: Annotations | undefined): unknown {
  const mesh = meshOf([
    namespace('app', {}),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'wp', namespace: 'app', ...(own && { annotations: own }) },
      spec: {
        gatewayClassName: 'istio-waypoint',
        listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from: 'Same' } } }],
        ...(infrastructure && { infrastructure: { annotations: infrastructure } }),
      },
    },
  ]);
  return mesh.resources.all('Pod')[0]?.metadata.annotations;
}

const asked = { 'ambient.istio.io/xfcc-include-client-identity': 'true' };

// Follows istio pilot/pkg/config/kube/gatewaycommon, extractInfrastructureMetadata.
test.each([
  ['nothing is annotated', undefined, undefined, {}],
  ['the Gateway is annotated', asked, undefined, asked],
  ['the infrastructure is annotated', undefined, asked, asked],
  ['both are, the infrastructure wins', asked, { a: 'b' }, { a: 'b' }],
  ['the infrastructure states none', asked, {}, {}],
  ['kubectl keeps its own note', { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }, undefined, {}],
])('the pod of a generated waypoint when %s', (_, own, infrastructure, expected) => {
  expect(annotationsOfProxy(own, infrastructure)).toEqual(expected);
});

type Labels = Readonly<Record<string, string>>;

function labelsOfProxy(className: string, own: Labels, infrastructure: Labels | undefined): unknown {
  const mesh = meshOf([
    namespace('app', {}),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'gw', namespace: 'app', labels: own },
      spec: {
        gatewayClassName: className,
        listeners: [{ name: 'l', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from: 'Same' } } }],
        ...(infrastructure && { infrastructure: { labels: infrastructure } }),
      },
    },
  ]);
  const found = mesh.resources.all('Pod')[0]?.metadata.labels ?? {};
  return ['istio.io/dataplane-mode', 'team', 'topology.istio.io/network', 'gateway.networking.k8s.io/x'].map(
    (key) => found[key],
  );
}

const mode = 'istio.io/dataplane-mode';

// Follows istio files/waypoint.yaml, files/kube-gateway.yaml and setLabelOverrides.
test.each([
  ['a waypoint', 'istio-waypoint', {}, undefined, ['none', undefined, undefined, undefined]],
  ['its labels', 'istio-waypoint', { team: 'a' }, undefined, ['none', 'a', undefined, undefined]],
  ['its mode', 'istio-waypoint', { [mode]: 'ambient' }, undefined, ['ambient', undefined, undefined, undefined]],
  [
    'its infrastructure, which hides its labels',
    'istio-waypoint',
    { [mode]: 'ambient', team: 'a' },
    { 'topology.istio.io/network': 'n2', 'gateway.networking.k8s.io/x': 'y' },
    ['none', undefined, 'n2', undefined],
  ],
  ['an ingress', 'istio', { team: 'a' }, undefined, ['none', 'a', undefined, undefined]],
  ['an ingress with a mode', 'istio', { [mode]: 'ambient' }, { team: 'b' }, [undefined, 'b', undefined, undefined]],
])('labels of the pod generated for %s', (_, className, own, infrastructure, expected) => {
  expect(labelsOfProxy(className, own, infrastructure)).toEqual(expected);
});
