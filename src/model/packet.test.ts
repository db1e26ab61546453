import { describe, expect, test } from 'vitest';
import { packetAt, type Envelope } from './packet.ts';
import type { Reason } from './reason.ts';
import type { Hop, Leg, ProxyRef, Trace } from './trace.ts';

const pod = (name: string) => ({ kind: 'Pod', namespace: 'shop', name });
const gatewayOf = (name: string) => ({ kind: 'Gateway', namespace: 'shop', name });
const app = (name: string): ProxyRef => ({ kind: 'app', pod: pod(name) });
const ztunnel = (name: string): ProxyRef => ({ kind: 'ztunnel', node: 'node', pod: pod(name) });
const sidecar = (name: string): ProxyRef => ({ kind: 'sidecar', pod: pod(name) });
const waypoint: ProxyRef = { kind: 'waypoint', gateway: gatewayOf('waypoint'), pod: pod('waypoint-1') };
const gateway: ProxyRef = { kind: 'gateway', gateway: gatewayOf('ingress'), pod: pod('ingress-1') };
const kubeProxy: ProxyRef = { kind: 'kube-proxy', node: 'node' };
const outside: ProxyRef = { kind: 'external', address: '' };

const curl = 'cluster.local/ns/shop/sa/curl';
const waypointIdentity = 'cluster.local/ns/shop/sa/waypoint';

const readsIt: Reason = { code: 'waypoint/http-chain', params: { service: 'shop/echo', port: 80, protocol: 'HTTP' } };
const isTcp: Reason = { code: 'waypoint/tcp-chain', params: { service: 'shop/echo', port: 80, protocol: 'TCP' } };
const routes: Reason = { code: 'envoy/default-route', params: { host: 'echo.shop' } };

function hop(at: ProxyRef, leg?: Leg, reason?: Reason, outcome: Hop['outcome'] = 'forwarded'): Hop {
  const decisions = reason === undefined ? [] : [{ reason, because: [], source: '' }];
  return { at, phase: 'app', decisions, outcome, ...(leg === undefined ? {} : { leg }) };
}

function hbone(sourceIdentity: string, address = '10.0.0.9:15008'): Leg {
  return { transport: 'hbone', address, authority: '10.0.0.2:8080', sourceIdentity, expectedIdentities: ['echo'] };
}

const plaintext: Leg = { transport: 'plaintext', address: '10.0.0.2:8080' };

function traceOf(hops: readonly Hop[], to = 'http://echo.shop/'): Trace {
  return { request: { name: 'request', from: 'shop/curl', to }, hops } as unknown as Trace;
}

/** Layers as `kind handling`, from the outside in. */
function words(envelope: Envelope | null | undefined): string {
  if (!envelope) return 'nothing';
  return envelope.layers.map(({ kind, handling }) => `${kind} ${handling}`).join(', ');
}

function drawn(trace: Trace, step: number): readonly string[] {
  const packet = packetAt(trace, step);
  return [words(packet?.arriving), words(packet?.leaving), packet?.passport.change ?? ''];
}

describe('who can read what, and whose passport is on it', () => {
  const direct = [
    hop(app('curl')),
    hop(ztunnel('curl'), hbone(curl)),
    hop(ztunnel('echo')),
    hop(app('echo'), undefined, undefined, 'answered'),
  ];
  const throughWaypoint = [
    hop(app('curl')),
    hop(ztunnel('curl'), hbone(curl)),
    hop(waypoint, hbone(waypointIdentity), readsIt),
    hop(ztunnel('echo')),
    hop(app('echo'), undefined, undefined, 'answered'),
  ];
  const outOfMesh = [hop(app('curl')), hop(kubeProxy, plaintext), hop(app('echo'), undefined, undefined, 'answered')];
  const sidecars = [
    hop(app('curl')),
    hop(
      sidecar('curl'),
      { transport: 'istio-mtls', address: '10.0.0.2:8080', sourceIdentity: curl, expectedIdentities: ['echo'] },
      routes,
    ),
    hop(sidecar('echo'), undefined, { code: 'sidecar/inbound-http', params: { port: 8080, service: 'shop/echo' } }),
    hop(app('echo'), undefined, undefined, 'answered'),
  ];
  const ingress = [
    hop(outside),
    hop(kubeProxy, plaintext),
    hop(gateway, hbone('cluster.local/ns/shop/sa/ingress'), routes),
    hop(waypoint, hbone(waypointIdentity), readsIt),
    hop(ztunnel('echo')),
    hop(app('echo'), undefined, undefined, 'answered'),
  ];
  const denied = [hop(app('curl')), hop(ztunnel('curl'), hbone(curl)), hop(waypoint, undefined, readsIt, 'refused')];
  const deniedByZtunnel = [
    hop(app('curl')),
    hop(ztunnel('curl'), hbone(curl), undefined, 'failed'),
    hop(ztunnel('echo'), undefined, undefined, 'refused'),
  ];

  test.each([
    ['plaintext: the caller', outOfMesh, 0, ['nothing', 'tcp made, http made', 'none']],
    [
      'plaintext: anybody on the wire could look',
      outOfMesh,
      1,
      ['tcp read, http unread', 'tcp read, http unread', 'none'],
    ],
    ['plaintext: the app', outOfMesh, 2, ['tcp opened, http read', 'nothing', 'none']],
    [
      'HBONE: the caller’s ztunnel seals it',
      direct,
      1,
      ['tcp opened, http unread', 'tcp made, mtls made, connect made, http unread', 'issued'],
    ],
    [
      'HBONE: the destination’s ztunnel opens it and reads no HTTP',
      direct,
      2,
      ['tcp opened, mtls opened, connect opened, http unread', 'tcp made, http unread', 'checked'],
    ],
    [
      'waypoint: opens, reads, seals anew as itself',
      throughWaypoint,
      2,
      [
        'tcp opened, mtls opened, connect opened, http read',
        'tcp made, mtls made, connect made, http read',
        'restamped',
      ],
    ],
    [
      'sidecar: seals without a tunnel',
      sidecars,
      1,
      ['tcp opened, http read', 'tcp made, mtls made, http read', 'issued'],
    ],
    ['sidecar: opens', sidecars, 2, ['tcp opened, mtls opened, http read', 'tcp made, http read', 'checked']],
    [
      'gateway: gives plaintext from outside a passport',
      ingress,
      2,
      ['tcp opened, http read', 'tcp made, mtls made, connect made, http read', 'issued'],
    ],
    [
      'gateway, then waypoint: stamped again',
      ingress,
      3,
      [
        'tcp opened, mtls opened, connect opened, http read',
        'tcp made, mtls made, connect made, http read',
        'restamped',
      ],
    ],
    [
      'denied at the waypoint: it goes no further',
      denied,
      2,
      ['tcp opened, mtls opened, connect opened, http read', 'nothing', 'checked'],
    ],
    [
      'denied at the ztunnel: refused unread',
      deniedByZtunnel,
      2,
      ['tcp opened, mtls opened, connect opened, http unread', 'nothing', 'checked'],
    ],
  ] as const)('%s', (_case, hops, step, expected) => {
    expect(drawn(traceOf(hops), step)).toEqual(expected);
  });

  test('a waypoint to a pod outside the mesh drops the passport', () => {
    const trace = traceOf([hop(app('curl')), hop(ztunnel('curl'), hbone(curl)), hop(waypoint, plaintext, readsIt)]);
    expect(packetAt(trace, 2)?.passport).toEqual({ before: curl, after: 'none', change: 'dropped' });
  });

  test('a waypoint that has a TCP chain for the port reads bytes no more than a ztunnel does', () => {
    const trace = traceOf([
      hop(app('curl')),
      hop(ztunnel('curl'), hbone(curl)),
      hop(waypoint, hbone(waypointIdentity), isTcp),
    ]);
    expect(drawn(trace, 2)[0]).toContain('http unread');
  });

  test('in double HBONE the gateway opens the outer envelope and passes the inner one on sealed', () => {
    const double: Leg = { ...hbone(curl), transport: 'double-hbone' };
    const trace = traceOf([
      hop(app('curl')),
      hop(ztunnel('curl'), double),
      hop(gateway, { ...hbone(curl) }),
      hop(ztunnel('echo')),
      hop(app('echo')),
    ]);
    expect(drawn(trace, 1)[1]).toBe(
      'tcp made, mtls made, connect made, inner-mtls made, inner-connect made, http unread',
    );
    const [arriving] = drawn(trace, 2);
    expect(arriving).toContain('mtls opened, connect opened, inner-mtls sealed, inner-connect sealed');
    expect(arriving).toContain('http sealed');
    expect(packetAt(trace, 1)?.leaving?.layers.find(({ kind }) => kind === 'mtls')?.identity).toBeUndefined();
    expect(packetAt(trace, 1)?.leaving?.layers.find(({ kind }) => kind === 'inner-mtls')?.identity).toBe(curl);
  });

  test('what the caller has sealed itself stays sealed, even for a waypoint', () => {
    const trace = traceOf(
      throughWaypoint.map((each) => (each.at === waypoint ? { ...each, decisions: [] } : each)),
      'https://echo.shop/',
    );
    expect(drawn(trace, 2)[0]).toBe('tcp opened, mtls opened, connect opened, tls sealed, http sealed');
    expect(drawn(trace, 4)[0]).toBe('tcp opened, tls opened, http read');
  });

  test('TLS ends at a gateway that terminates it', () => {
    const trace = traceOf(ingress, 'https://echo.shop/');
    expect(drawn(trace, 1)[1]).toBe('tcp read, tls sealed, http sealed');
    expect(drawn(trace, 2)).toEqual([
      'tcp opened, tls opened, http read',
      'tcp made, mtls made, connect made, http read',
      'issued',
    ]);
  });

  test('a raw connection has bytes inside', () => {
    expect(drawn(traceOf(direct, 'tcp://echo.shop:90'), 2)[0]).toBe(
      'tcp opened, mtls opened, connect opened, bytes unread',
    );
  });

  test('each layer names who takes it off, and what is written on it', () => {
    const layers = packetAt(traceOf(throughWaypoint), 1)?.leaving?.layers ?? [];
    expect(layers.map(({ kind, terminatedBy }) => [kind, terminatedBy?.kind])).toEqual([
      ['tcp', 'waypoint'],
      ['mtls', 'waypoint'],
      ['connect', 'waypoint'],
      ['http', 'waypoint'],
    ]);
    expect(layers.map(({ address, identity, authority }) => address ?? identity ?? authority)).toEqual([
      '10.0.0.9:15008',
      curl,
      '10.0.0.2:8080',
      undefined,
    ]);
    expect(packetAt(traceOf(denied), 9)).toBeUndefined();
  });
});
