import type { Metric } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import styles from './Details.module.css';

interface Series {
  readonly at: Metric['at'];
  readonly names: readonly string[];
  readonly labels: string;
}

/** What the proxies count, once per set of labels: most metrics of a request share one. */
export function MetricDetails({ metrics }: { readonly metrics: readonly Metric[] }) {
  const { trace: texts } = useTexts().panels;
  if (metrics.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{texts.metrics.title(metrics.length)}</summary>
      <p>{texts.metrics.hint}</p>
      {seriesOf(metrics).map(({ at, names, labels }, position) => (
        <figure key={position}>
          <figcaption>{texts.place(at)}</figcaption>
          <p>
            <code>{texts.metrics.names(names)}</code>
          </p>
          <pre>{labels}</pre>
        </figure>
      ))}
    </details>
  );
}

function seriesOf(metrics: readonly Metric[]): readonly Series[] {
  const series = new Map<string, { at: Metric['at']; names: string[]; labels: string }>();
  for (const { at, name, labels } of metrics) {
    const shown = Object.entries(labels)
      .map(([label, value]) => `${label}="${value}"`)
      .join('\n');
    const known = series.get(`${JSON.stringify(at)} ${shown}`);
    if (known === undefined) series.set(`${JSON.stringify(at)} ${shown}`, { at, names: [name], labels: shown });
    else known.names.push(name);
  }
  return [...series.values()];
}
