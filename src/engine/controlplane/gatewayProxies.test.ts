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
