import type { Envelope, Handling, LayerKind, PacketLayer } from '#model/packet.ts';
import type { Passport } from '#model/packet/passport.ts';

const layers: Readonly<Record<LayerKind, string>> = {
  tcp: 'TCP',
  mtls: 'mTLS',
  connect: 'CONNECT',
  'inner-mtls': 'inner mTLS',
  'inner-connect': 'inner CONNECT',
  tls: 'TLS of the app',
  http: 'HTTP',
  bytes: 'bytes',
};

const handlings: Readonly<Record<Handling, string>> = {
  opened: 'taken off here',
  made: 'put on here',
  read: 'read here',
  unread: 'passed on unread',
  sealed: 'sealed: cannot be read here',
};

const envelopes: Readonly<Record<Envelope['transport'], string>> = {
  local: 'within the node',
  plaintext: 'plaintext',
  hbone: 'HBONE',
  'double-hbone': 'double HBONE',
  'istio-mtls': 'Istio mTLS',
};

const changes: Readonly<Record<Passport['change'], string>> = {
  none: '',
  kept: 'same passport',
  issued: 'stamped here',
  restamped: 'opened and stamped anew here',
  dropped: 'taken off; goes on without one',
  checked: 'checked here, goes no further',
};

/** What the picture of the packet says. English gives the shape of every language. */
export const packet = {
  title: 'The packet here',
  arrives: 'arrives',
  leaves: 'leaves',
  starts: 'begins here',
  ends: 'ends here',
  envelopes,
  layers,
  handlings,
  layer: ({ kind, handling }: PacketLayer) => `${layers[kind]}: ${handlings[handling]}`,
  describe: (where: string, envelope: string, parts: readonly string[]) =>
    `${where}, ${envelope}: ${parts.join('; ')}.`,
  passport: 'Passport',
  nobody: 'none',
  changes,
  details: 'Layer by layer',
  to: (address: string) => `to ${address}`,
  from: (identity: string) => `as ${identity}`,
  expects: (identities: readonly string[]) => `for ${identities.join(', ')}`,
  tunnelTo: (authority: string) => `tunnel to ${authority}`,
  endsAt: (place: string) => `ends at ${place}`,
  endsNowhere: 'nobody gets to open it',
  absent: (names: readonly string[]) => `Not on this leg: ${names.join(', ')}.`,
};
