import { Eye, EyeOff, Lock, Mail, MailOpen } from 'lucide-react';
import type { Envelope, Handling, PacketLayer } from '#model/packet.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { shortIdentity } from '#ui/trace/shortIdentity.ts';
import styles from './PacketPicture.module.css';

const icons: Readonly<Record<Handling, typeof Eye>> = {
  opened: MailOpen,
  made: Mail,
  read: Eye,
  unread: EyeOff,
  sealed: Lock,
};

interface OnionProps {
  readonly envelope: Envelope | null;
  readonly where: string;
  /** Said where there is nothing. */
  readonly nothing: string;
  readonly texts: ExploringTexts['packet'];
}

/** A packet in its wrappings, one box inside the other. */
export function Onion({ envelope, where, nothing, texts }: OnionProps) {
  if (envelope === null) {
    return (
      <figure className={styles.onion}>
        <figcaption>{where}</figcaption>
        <span className={styles.nothing}>{nothing}</span>
      </figure>
    );
  }
  const kind = texts.envelopes[envelope.transport];
  const description = texts.describe(where, kind, envelope.layers.map(texts.layer));
  return (
    <figure className={styles.onion}>
      <figcaption>
        {where}
        <small data-transport={envelope.transport}>{kind}</small>
      </figcaption>
      <div role="img" aria-label={description} className={styles.layers} data-transport={envelope.transport}>
        <Layers layers={envelope.layers} texts={texts} />
      </div>
    </figure>
  );
}

function Layers({ layers, texts }: { readonly layers: readonly PacketLayer[]; readonly texts: OnionProps['texts'] }) {
  const [layer, ...inner] = layers;
  if (layer === undefined) return null;
  const Icon = icons[layer.handling];
  return (
    <div className={styles.layer} data-kind={layer.kind} data-handling={layer.handling} title={texts.layer(layer)}>
      <span className={styles.name}>
        <span className={styles.kind}>{texts.layers[layer.kind]}</span>
        {layer.identity === undefined ? null : (
          <span className={styles.who}>{shortIdentity(layer.identity).replace(/^sa\//, '')}</span>
        )}
        <Icon size={11} strokeWidth={2.2} aria-hidden />
      </span>
      <Layers layers={inner} texts={texts} />
    </div>
  );
}
