import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { LogLine } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './Details.module.css';

/** The lines that ztunnel and the waypoint would print, ready to be compared with real ones. */
export function LogDetails({ logs }: { readonly logs: readonly LogLine[] }) {
  const { trace: texts } = useTexts().panels;
  const [copied, setCopied] = useState(false);
  if (logs.length === 0) return null;

  async function handleCopy(): Promise<void> {
    await navigator.clipboard.writeText(logs.map(({ line }) => line).join('\n'));
    setCopied(true);
  }

  return (
    <details className={styles.details}>
      <summary>{texts.logs.title(logs.length)}</summary>
      <p>
        {texts.logs.hint}{' '}
        <button type="button" className={kit.link} onClick={() => void handleCopy().catch(() => undefined)}>
          <Copy size={12} aria-hidden />
          {copied ? texts.logs.copied : texts.logs.copy}
        </button>
      </p>
      {logs.map(({ at, line }, position) => (
        <figure key={position}>
          <figcaption>{texts.place(at)}</figcaption>
          <pre>{line}</pre>
        </figure>
      ))}
    </details>
  );
}
