import { memo } from 'react';
import type { LineMark } from './lineMarks.ts';
import { sourceMetrics } from './sourceMetrics.ts';
import type { YamlToken } from './yamlTokens.ts';
import styles from './LightSource.module.css';

interface SourceLineProps {
  readonly number: number;
  readonly tokens: readonly YamlToken[];
  readonly mark: LineMark | undefined;
}

/** One line of the text with its number, colours and marks. */
export const SourceLine = memo(function SourceLine({ number, tokens, mark }: SourceLineProps) {
  const underline = mark?.underline;
  return (
    <div className={styles.line} data-tone={mark?.tone} title={mark?.messages.join('\n') || undefined}>
      <span className={styles.number} data-severity={mark?.severity} aria-hidden>
        {number}
      </span>
      <span className={styles.text}>
        {tokens.map(({ kind, text }, position) =>
          kind === 'plain' ? (
            text
          ) : (
            <span key={position} data-token={kind}>
              {text}
            </span>
          ),
        )}
        {underline === undefined ? null : (
          <span
            className={styles.underline}
            data-severity={mark?.severity}
            style={{
              left: underline.start * sourceMetrics.charWidth,
              width: (underline.end - underline.start) * sourceMetrics.charWidth,
            }}
          />
        )}
      </span>
    </div>
  );
});
