import { layerKinds, type Envelope, type PacketLayer } from '#model/packet.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { shortIdentity } from '#ui/trace/shortIdentity.ts';
import styles from './PacketPicture.module.css';

/** Layers whose absence says something. */
const telling: readonly PacketLayer['kind'][] = ['mtls', 'connect'];

interface EnvelopeDetailsProps {
  readonly envelope: Envelope | null;
  readonly where: string;
  readonly texts: ExploringTexts['packet'];
}

/** The same packet as a list: every layer with what is done to it, what is written on it and who takes it off. */
export function EnvelopeDetails({ envelope, where, texts }: EnvelopeDetailsProps) {
  if (envelope === null) return null;
  const present = new Set(envelope.layers.map(({ kind }) => kind));
  const absent = layerKinds.filter((kind) => telling.includes(kind) && !present.has(kind));
  return (
    <div className={styles.envelope}>
      <h4>{`${where} · ${texts.envelopes[envelope.transport]}`}</h4>
      <ul>
        {envelope.layers.map((layer) => (
          <LayerLine key={layer.kind} layer={layer} texts={texts} />
        ))}
      </ul>
      {absent.length === 0 ? null : <p>{texts.absent(absent.map((kind) => texts.layers[kind]))}</p>}
    </div>
  );
}

function LayerLine({ layer, texts }: { readonly layer: PacketLayer; readonly texts: ExploringTexts['packet'] }) {
  const { trace } = useTexts().panels;
  const { kind, handling, terminatedBy, address, identity, expects, authority } = layer;
  const facts = [
    ...(address === undefined ? [] : [texts.to(address)]),
    ...(identity === undefined ? [] : [texts.from(shortIdentity(identity))]),
    ...(expects === undefined ? [] : [texts.expects(expects.map(shortIdentity))]),
    ...(authority === undefined ? [] : [texts.tunnelTo(authority)]),
  ];
  const end = terminatedBy === undefined ? texts.endsNowhere : texts.endsAt(trace.place(terminatedBy));
  return (
    <li>
      <b>{texts.layers[kind]}</b> <span>{[texts.handlings[handling], end].join(' · ')}</span>
      {facts.length === 0 ? null : <code>{facts.join(' · ')}</code>}
    </li>
  );
}
