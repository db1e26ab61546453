import { readsHttp, sealsItself } from './packet/readsHttp.ts';
import { passportAt, type Passport } from './packet/passport.ts';
import { isProxy, isWire } from './packet/wire.ts';
import type { ScenarioRequest } from './scenario.ts';
import type { Hop, Leg, ProxyRef, Trace, Transport } from './trace.ts';

/** The wrappings of a request from the outside in. `inner-` ones stand only in double HBONE; `tls` is the application's own. */
export const layerKinds = ['tcp', 'mtls', 'connect', 'inner-mtls', 'inner-connect', 'tls', 'http', 'bytes'] as const;
export type LayerKind = (typeof layerKinds)[number];

/**
 * What the one at this hop does with a layer: takes it off or puts it on, reads it, passes it on without looking, or
 * cannot look because it is sealed for somebody else.
 */
export type Handling = 'opened' | 'made' | 'read' | 'unread' | 'sealed';

export interface PacketLayer {
  readonly kind: LayerKind;
  readonly handling: Handling;
  /** Who takes it off in the end. Absent where the path ends before. */
  readonly terminatedBy?: ProxyRef;
  /** Of TCP: where it goes, as `ip:port`. */
  readonly address?: string;
  /** Of mTLS: who says to be calling, and who has to answer. */
  readonly identity?: string;
  readonly expects?: readonly string[];
  /** Of CONNECT: where the tunnel leads. */
  readonly authority?: string;
}

/** A request on one leg, in its wrappings. */
export interface Envelope {
  /** `local` never leaves a pod. */
  readonly transport: Transport | 'local';
  readonly layers: readonly PacketLayer[];
}

/** The packet at one hop: as it comes, as it goes, and whose identity is on it. */
export interface Packet {
  readonly at: ProxyRef;
  readonly arriving: Envelope | null;
  readonly leaving: Envelope | null;
  readonly passport: Passport;
}

/** Draws a trace's packet at one of its hops; past the last hop there is none. */
export function packetAt(trace: Trace, step: number): Packet | undefined {
  const hop = trace.hops[step];
  if (hop === undefined) return undefined;
  const before = trace.hops[step - 1];
  const goesOn = hop.leg !== undefined || (step + 1 < trace.hops.length && hop.outcome !== 'answered');
  const arriving = before === undefined ? null : envelope(trace, step - 1, (layer) => received(trace, step, layer));
  const leaving = goesOn ? envelope(trace, step, (layer) => sent(trace, step, layer)) : null;
  return { at: hop.at, arriving, leaving, passport: passportAt(trace.hops, step, goesOn) };
}

/** What is between a hop and the next one. */
function envelope(trace: Trace, from: number, handling: (layer: LayerKind) => Handling): Envelope {
  const leg = legAfter(trace.hops, from);
  const layers = kindsOf(leg, trace, from).map((kind): PacketLayer => {
    const terminatedBy = terminatorOf(trace, from, kind);
    return {
      kind,
      handling: handling(kind),
      ...(terminatedBy === undefined ? {} : { terminatedBy }),
      ...factsOf(kind, leg),
    };
  });
  return { transport: leg?.transport ?? 'local', layers };
}

/** The leg that a packet is on after a hop: the hop's own, or the one that the wire passes on. */
function legAfter(hops: readonly Hop[], from: number): Leg | undefined {
  const hop = hops[from];
  if (hop?.leg !== undefined || hop === undefined || !isWire(hop.at)) return hop?.leg;
  return legAfter(hops, from - 1);
}

const wrappings: Readonly<Record<Transport, readonly LayerKind[]>> = {
  plaintext: ['tcp'],
  hbone: ['tcp', 'mtls', 'connect'],
  'double-hbone': ['tcp', 'mtls', 'connect', 'inner-mtls', 'inner-connect'],
  'istio-mtls': ['tcp', 'mtls'],
};

function kindsOf(leg: Leg | undefined, trace: Trace, from: number): readonly LayerKind[] {
  const inside: LayerKind = isRaw(trace.request) ? 'bytes' : 'http';
  const tls: readonly LayerKind[] = sealsItself(trace, from) ? ['tls'] : [];
  return [...wrappings[leg?.transport ?? 'plaintext'], ...tls, inside];
}

function isRaw({ to }: ScenarioRequest): boolean {
  return to.startsWith('tcp:');
}

function factsOf(kind: LayerKind, leg: Leg | undefined): Partial<PacketLayer> {
  if (leg === undefined) return {};
  const { address, authority, sourceIdentity, expectedIdentities } = leg;
  if (kind === 'tcp') return { address };
  if (kind === 'connect' && authority !== undefined) return { authority };
  // In double HBONE the outer seal is for the gateway of the other network; whom the inner one is for, the leg says.
  const isWorkloads = kind === (leg.transport === 'double-hbone' ? 'inner-mtls' : 'mtls');
  if (!isWorkloads) return {};
  return {
    ...(sourceIdentity === undefined ? {} : { identity: sourceIdentity }),
    ...(expectedIdentities === undefined ? {} : { expects: expectedIdentities }),
  };
}

/** What somebody does with a layer that comes to them. */
function received(trace: Trace, step: number, kind: LayerKind): Handling {
  const hop = trace.hops[step];
  if (hop === undefined || isWire(hop.at)) return onTheWire(trace, step - 1, kind);
  const isEnd = !isProxy(hop.at);
  switch (kind) {
    case 'tcp':
    case 'mtls':
    case 'connect':
      return 'opened';
    case 'inner-mtls':
    case 'inner-connect':
      return hop.at.kind === 'gateway' ? 'sealed' : 'opened';
    case 'tls':
      return isEnd || !sealsItself(trace, step) ? 'opened' : 'sealed';
    case 'http':
    case 'bytes':
      return inside(trace, step, isEnd);
  }
}

/** What somebody does with a layer that they send on. */
function sent(trace: Trace, step: number, kind: LayerKind): Handling {
  const hop = trace.hops[step];
  if (hop === undefined || isWire(hop.at)) return onTheWire(trace, step, kind);
  const isCaller = step === 0 && !isProxy(hop.at);
  switch (kind) {
    case 'tcp':
    case 'mtls':
    case 'connect':
      return 'made';
    case 'inner-mtls':
    case 'inner-connect':
      return hop.at.kind === 'gateway' ? 'sealed' : 'made';
    case 'tls':
      return isCaller ? 'made' : 'sealed';
    case 'http':
    case 'bytes':
      return isCaller ? 'made' : inside(trace, step, false);
  }
}

function inside(trace: Trace, step: number, isEnd: boolean): Handling {
  if (isEnd) return 'read';
  if (sealsItself(trace, step) || passesInnerEnvelope(trace, step)) return 'sealed';
  return readsHttp(trace, step) ? 'read' : 'unread';
}

/** The gateway between two networks opens the outer envelope alone. */
function passesInnerEnvelope({ hops }: Trace, step: number): boolean {
  return hops[step]?.at.kind === 'gateway' && legAfter(hops, step - 1)?.transport === 'double-hbone';
}

/** Whoever carries a packet sees its addresses, and the rest where nobody has sealed it. */
function onTheWire(trace: Trace, from: number, kind: LayerKind): Handling {
  if (kind === 'tcp') return 'read';
  const { transport } = legAfter(trace.hops, from) ?? { transport: 'plaintext' };
  return transport === 'plaintext' && !sealsItself(trace, from) ? 'unread' : 'sealed';
}

/** Who takes off a layer that leaves a hop. */
function terminatorOf(trace: Trace, from: number, kind: LayerKind): ProxyRef | undefined {
  const ahead = trace.hops.slice(from + 1);
  const position = ahead.findIndex((hop, index) => {
    if (isWire(hop.at)) return false;
    const handling = received(trace, from + 1 + index, kind);
    return handling === 'opened' || handling === 'read';
  });
  return ahead[position]?.at;
}
