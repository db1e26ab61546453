import { expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { legsOf, meshOf, send, service, worldWith } from '../dataplane/smallWorld.ts';

const bare = service('app/svc', '10.96.0.10', { selector: {} });
const slice = (targetRef: object, port = 8080): KubernetesResource =>
  ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'by-hand', namespace: 'app', labels: { 'kubernetes.io/service-name': 'svc' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.1.0.2'], targetRef: { kind: 'Pod', namespace: 'app', name: 's', ...targetRef } }],
    ports: [{ name: 'http', port }],
  }) as unknown as KubernetesResource;

/** Where a caller of the mesh and one outside it get. */
function ends(...extra: readonly KubernetesResource[]): readonly string[] {
  const mesh = meshOf(worldWith(bare, ...extra));
  return ['app/c', 'out/u'].map((from) => {
    const trace = send(mesh, from, 'http://svc.app');
    return trace.verdict.kind === 'delivered' ? (legsOf(trace).at(-1) ?? '') : trace.verdict.client;
  });
}

// Follows istiod matchingServicesWithoutSelectors, of which the index compares kind, namespace, name and uid.
test.each<readonly [string, KubernetesResource, readonly string[]]>([
  ['with the uid, both', slice({ uid: '1' }), ['hbone 10.1.0.2:15008[10.1.0.2:8080]', 'plaintext 10.1.0.2:8080']],
  ['without a uid, kube-proxy alone', slice({}), ['reset', 'plaintext 10.1.0.2:8080']],
  ['of no pod, nobody', slice({ name: 'gone', uid: '1' }), ['reset', 'refused']],
])('a slice that points at a pod: %s', (_case, stated, expected) => {
  expect(ends(stated).map((end) => end.replace(/ as .*/, ''))).toEqual(expected);
});
