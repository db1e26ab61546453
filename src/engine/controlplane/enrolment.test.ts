import { describe, expect, test } from 'vitest';
import { ambient, meshOf, namespace, pod, workloadOf, type PodOptions } from '../dataplane/smallWorld.ts';

type Labels = Readonly<Record<string, string>>;

function captureOf(home: Labels, options: PodOptions, name = 'app/s'): string {
  const [namespaceName = ''] = name.split('/');
  return workloadOf(meshOf([namespace(namespaceName, home), pod(name, '10.1.0.2', options)]), name).capture;
}

const mode = (value: string) => ({ labels: { 'istio.io/dataplane-mode': value } });
const sidecar = { annotations: { 'sidecar.istio.io/status': '{}' } };
const redirected = (value: string) => ({ annotations: { 'ambient.istio.io/redirection': value } });

// Follows istio cni/pkg/util/podutil_test.go and the default enablement selectors of the istio-cni chart.
describe('which pods are captured', () => {
  test.each([
    ['an unlabelled pod of an ambient namespace', ambient, {}, 'enabled'],
    ['a pod labelled ambient in any namespace', {}, mode('ambient'), 'enabled'],
    ['a pod labelled ambient in an ambient namespace', ambient, mode('ambient'), 'enabled'],
    ['nothing labelled', {}, {}, 'none'],
    ['a pod with a sidecar', ambient, sidecar, 'none'],
    ['a pod with a sidecar that is labelled ambient', {}, { ...sidecar, ...mode('ambient') }, 'none'],
    ['a pod that opts out', ambient, mode('none'), 'none'],
    ['a pod of the node network', ambient, { spec: { hostNetwork: true } }, 'none'],
    ['a pod with any third word', ambient, mode('disabled'), 'enabled'],
    ['a namespace with any other word', { 'istio.io/dataplane-mode': 'on' }, {}, 'none'],
    ['an unready pod', ambient, { ready: false }, 'enabled'],
    ['a pod whose annotation says it is captured', {}, redirected('enabled'), 'enabled'],
    ['a pod whose proxy is not there yet', ambient, redirected('pending'), 'pending'],
    ['an annotation with another word', {}, redirected('maybe'), 'none'],
  ] as const)('%s', (_case, home, options, expected) => {
    expect(captureOf(home, options)).toBe(expected);
  });

  test('kube-system is excluded even when it is labelled', () => {
    expect(captureOf(ambient, {}, 'kube-system/dns')).toBe('none');
  });

  test.each(['Succeeded', 'Failed'])('a pod that %s is no workload', (phase) => {
    const mesh = meshOf([namespace('app', ambient), pod('app/job', '10.1.0.3', { phase })]);
    expect(mesh.workloads.byPod('app', 'job')).toBeUndefined();
  });
});
