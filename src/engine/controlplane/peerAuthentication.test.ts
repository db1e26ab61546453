import { describe, expect, test } from 'vitest';
import type { PeerAuthentication } from '#model/kubernetes/kinds.ts';
import { ambient, meshOf, namespace, peerAuthentication, pod, workloadOf } from '../dataplane/smallWorld.ts';
import { authorize } from '../ztunnel/authorize.ts';

type Mode = 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
type Ports = Readonly<Record<number, Mode>>;

const of = (mode: Mode) => ({ mtls: { mode } });
const selector = { matchLabels: { app: 's' } };

interface Levels {
  readonly root?: Mode;
  readonly ns?: Mode;
  readonly workload?: Mode;
  readonly ports?: Ports;
}

function policiesOf({ root, ns, workload, ports }: Levels): readonly PeerAuthentication[] {
  const portLevelMtls = Object.fromEntries(Object.entries(ports ?? {}).map(([port, mode]) => [port, { mode }]));
  return [
    ...(root === undefined ? [] : [peerAuthentication('istio-system/root', of(root))]),
    ...(ns === undefined ? [] : [peerAuthentication('app/ns', of(ns))]),
    ...(workload === undefined
      ? []
      : [
          peerAuthentication('app/workload', {
            selector,
            ...of(workload),
            ...(ports === undefined ? {} : { portLevelMtls }),
          }),
        ]),
  ];
}

/** Whether plaintext gets through to 8080 and to 9090. */
function plaintext(policies: readonly PeerAuthentication[]): readonly boolean[] {
  const mesh = meshOf([namespace('app', ambient), pod('app/s', '10.1.0.2', { ports: [8080, 9090] }), ...policies]);
  const workload = workloadOf(mesh, 'app/s');
  return [8080, 9090].map((destinationPort) => {
    return authorize(mesh, workload, { sourceIp: '10.3.0.1', destinationIp: '10.1.0.2', destinationPort }).allowed;
  });
}

// Follows istio pilot/pkg/serviceregistry/ambient testdata peer-authn-* and baseline_test.go; the last three are anomalies of
// its authorization.go (convertedSelectorPeerAuthentications against convertPeerAuthentication).
describe('mTLS modes at ztunnel', () => {
  test.each<readonly [Levels, boolean, boolean]>([
    [{}, true, true],
    [{ ns: 'STRICT' }, false, false],
    [{ ns: 'PERMISSIVE' }, true, true],
    [{ root: 'STRICT' }, false, false],
    [{ root: 'STRICT', ns: 'PERMISSIVE' }, true, true],
    [{ root: 'PERMISSIVE', ns: 'STRICT', workload: 'PERMISSIVE' }, true, true],
    [{ root: 'STRICT', ns: 'PERMISSIVE', workload: 'STRICT' }, false, false],
    [{ workload: 'STRICT', ports: { 8080: 'PERMISSIVE' } }, true, false],
    [{ workload: 'STRICT', ports: { 8080: 'DISABLE' } }, true, false],
    [{ workload: 'STRICT', ports: { 8080: 'STRICT' } }, false, false],
    [{ workload: 'PERMISSIVE', ports: { 8080: 'STRICT' } }, false, true],
    [{ workload: 'DISABLE', ports: { 8080: 'STRICT' } }, false, true],
    [{ workload: 'UNSET', ports: { 8080: 'STRICT' } }, false, true],
    [{ root: 'STRICT', workload: 'UNSET', ports: { 8080: 'PERMISSIVE' } }, true, false],
    [{ root: 'PERMISSIVE', workload: 'UNSET', ports: { 8080: 'STRICT' } }, false, true],
    [{ root: 'STRICT', workload: 'UNSET', ports: { 8080: 'STRICT', 9090: 'PERMISSIVE' } }, false, true],
    [
      { root: 'PERMISSIVE', ns: 'UNSET', workload: 'UNSET', ports: { 9090: 'STRICT', 8080: 'PERMISSIVE' } },
      true,
      false,
    ],
    [{ workload: 'DISABLE' }, true, true],
    [{ root: 'STRICT', workload: 'PERMISSIVE' }, true, true],
    [{ ns: 'STRICT', workload: 'UNSET', ports: { 8080: 'DISABLE' } }, false, false],
    [{ root: 'STRICT', workload: 'PERMISSIVE', ports: { 8080: 'STRICT' } }, true, true],
    [{ root: 'STRICT', ns: 'UNSET', workload: 'UNSET', ports: { 8080: 'PERMISSIVE' } }, true, true],
  ])('%o', (levels, first, second) => {
    expect(plaintext(policiesOf(levels))).toEqual([first, second]);
  });

  test('a policy of the root namespace with a selector is ignored', () => {
    expect(plaintext([peerAuthentication('istio-system/root', { selector, ...of('STRICT') })])).toEqual([true, true]);
  });

  test('a policy of the root namespace with a selector is ignored for its own pods as well', () => {
    const strict = peerAuthentication('istio-system/root', { selector, ...of('STRICT') });
    const mesh = meshOf([namespace('istio-system', ambient), pod('istio-system/s', '10.1.0.2'), strict]);
    const connection = { sourceIp: '10.3.0.1', destinationIp: '10.1.0.2', destinationPort: 8080 };
    expect(authorize(mesh, workloadOf(mesh, 'istio-system/s'), connection).allowed).toBe(true);
  });

  test.each([
    ['STRICT', 'PERMISSIVE'],
    ['PERMISSIVE', 'STRICT'],
  ] as const)('of two of equal age the one that counts is told: %s beside %s', (z, a) => {
    const both = [peerAuthentication('app/z', of(z)), peerAuthentication('app/a', of(a))];
    const { remarks } = meshOf([namespace('app', ambient), ...both]);
    const [chosen] = remarks.flatMap(({ reason }) =>
      reason.code === 'control-plane/equal-age' ? [reason.params.chosen] : [],
    );
    const mode = chosen === 'app/z' ? z : a;
    expect(chosen).toBeDefined();
    expect(plaintext(both)[0]).toBe(mode === 'PERMISSIVE');
  });

  test('an empty selector is the namespace', () => {
    expect(plaintext([peerAuthentication('app/all', { selector: {}, ...of('STRICT') })])).toEqual([false, false]);
  });

  test('of two at one level the oldest counts, whole', () => {
    const old = peerAuthentication('app/z', { selector, ...of('PERMISSIVE') }, '2025-01-01T00:00:00Z');
    const young = peerAuthentication('app/a', { selector, ...of('STRICT') }, '2026-01-01T00:00:00Z');
    expect(plaintext([young, old])).toEqual([true, true]);
  });

  test.each([
    [{ ns: 'STRICT', workload: 'UNSET', ports: { 8080: 'DISABLE' } }, 'control-plane/disable-port-stays-strict'],
    [{ root: 'STRICT', workload: 'PERMISSIVE', ports: { 8080: 'STRICT' } }, 'control-plane/strict-port-left-open'],
    [
      { root: 'STRICT', ns: 'UNSET', workload: 'UNSET', ports: { 8080: 'PERMISSIVE' } },
      'control-plane/all-ports-opened',
    ],
  ] as const)('%o carries a remark', (levels, code) => {
    const mesh = meshOf([namespace('app', ambient), pod('app/s', '10.1.0.2'), ...policiesOf(levels)]);
    expect(mesh.remarks.map(({ reason }) => reason.code)).toContain(code);
  });
});
