import { expect, test } from 'vitest';
import { mtlsSetting } from './peerAuthentication.ts';
import { worldOf } from './testWorld.ts';

function policy(
  at: string,
  mode: string | undefined,
  extra: Readonly<Record<string, unknown>> = {},
  created = '2026-01-01T00:00:00Z',
) {
  const [namespace, name] = at.split('/');
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name, namespace, creationTimestamp: created },
    spec: { ...(mode === undefined ? {} : { mtls: { mode } }), ...extra },
  };
}
const select = { selector: { matchLabels: { app: 'web' } } };

test.each([
  ['nothing stated', [], 'PERMISSIVE'],
  ['the mesh', [policy('istio-system/default', 'STRICT')], 'STRICT'],
  [
    'the namespace over the mesh',
    [policy('istio-system/default', 'STRICT'), policy('shop/default', 'PERMISSIVE')],
    'PERMISSIVE',
  ],
  ['UNSET inherits', [policy('istio-system/default', 'STRICT'), policy('shop/default', 'UNSET')], 'STRICT'],
  [
    'the workload over the namespace',
    [policy('shop/default', 'STRICT'), policy('shop/web', 'DISABLE', select)],
    'DISABLE',
  ],
  ['another workload', [policy('shop/web', 'STRICT', { selector: { matchLabels: { app: 'api' } } })], 'PERMISSIVE'],
  ['a selector in the root namespace', [policy('istio-system/web', 'STRICT', select)], 'PERMISSIVE'],
  [
    'the port over the workload',
    [policy('shop/web', 'STRICT', { ...select, portLevelMtls: { 8080: { mode: 'DISABLE' } } })],
    'DISABLE',
  ],
  [
    'another port',
    [policy('shop/web', 'STRICT', { ...select, portLevelMtls: { 9090: { mode: 'DISABLE' } } })],
    'STRICT',
  ],
  [
    'the oldest of two',
    [policy('shop/b', 'STRICT', {}, '2026-02-01T00:00:00Z'), policy('shop/c', 'DISABLE')],
    'DISABLE',
  ],
  [
    'the first by name of two of equal age',
    [policy('shop/b', 'STRICT'), policy('shop/a', 'DISABLE'), policy('shop/c', 'STRICT')],
    'DISABLE',
  ],
])('%s', (_case, policies, expected) => {
  expect(mtlsSetting(worldOf(policies), 'shop', { app: 'web' }, 8080).mode).toBe(expected);
});

test('a selector in the root namespace counts for nothing there either', () => {
  const mesh = worldOf([policy('istio-system/web', 'STRICT', select)]);
  expect(mtlsSetting(mesh, 'istio-system', { app: 'web' }, 8080).mode).toBe('PERMISSIVE');
});
