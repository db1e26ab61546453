import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { ServiceNodeType } from '../canvasNode.ts';
import { addressOf } from '../nodeWords.ts';
import styles from './node.module.css';
import { PolicyChips } from './PolicyChips.tsx';

/** A Service: its address, port and protocol. Drawn from its port to a waypoint, a line makes it use that waypoint. */
export const ServiceNode = memo(function ServiceNode({ data }: NodeProps<ServiceNodeType>) {
  const { canvas: texts } = useTexts().shell;
  const { service, policies, stale } = data;
  return (
    <div className={styles.card} data-stale={stale ? '' : undefined} title={stale ? texts.stale : service.hostname}>
      <span className={styles.head}>
        <span className={styles.name}>{service.name}</span>
        <span className={styles.kind}>{texts.service}</span>
      </span>
      <span className={styles.line}>{addressOf(service, texts.headless, texts.noAddress)}</span>
      <PolicyChips policies={policies} />
      <Handle type="target" position={Position.Left} isConnectable={false} className={styles.hiddenPort ?? ''} />
      <Handle type="source" position={Position.Bottom} isConnectableEnd={false} className={styles.port ?? ''} />
    </div>
  );
});
