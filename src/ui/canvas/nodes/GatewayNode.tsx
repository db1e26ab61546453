import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { GatewayNodeType } from '../canvasNode.ts';
import { attachedWords, gatewayWords } from '../nodeWords.ts';
import styles from './node.module.css';

/** A waypoint or another gateway, with how much is attached to it. */
export const GatewayNode = memo(function GatewayNode({ data }: NodeProps<GatewayNodeType>) {
  const { canvas: texts } = useTexts().shell;
  const { gateway, stale } = data;
  const attached = attachedWords(data, texts);
  return (
    <div
      className={`${styles.card ?? ''} ${styles.gateway ?? ''}`}
      data-role={gateway.role}
      data-stale={stale ? '' : undefined}
      data-idle={gateway.programmed ? undefined : ''}
      title={stale ? texts.stale : gateway.name}
    >
      <span className={styles.name}>{gateway.name}</span>
      <span className={styles.line}>{gatewayWords(gateway, texts)}</span>
      <span className={styles.chips}>
        <span className={styles.chip} data-tone={attached === undefined ? 'neutral' : undefined}>
          <span>{attached ?? texts.nothingAttached}</span>
        </span>
      </span>
      <Handle type="target" position={Position.Left} className={styles.target ?? ''} />
    </div>
  );
});
