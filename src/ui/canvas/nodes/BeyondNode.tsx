import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { ExternalNodeType } from '../canvasNode.ts';
import styles from './node.module.css';

const beyond = `${styles.card ?? ''} ${styles.beyond ?? ''}`;

/** Whoever calls from beyond the cluster. */
export const OutsideNode = memo(function OutsideNode() {
  const { canvas: texts } = useTexts().shell;
  return (
    <div className={beyond}>
      <span className={styles.name}>{texts.outside}</span>
      <span className={styles.line}>{texts.outsideKind}</span>
      <Handle type="target" position={Position.Left} isConnectable={false} className={styles.hiddenPort ?? ''} />
    </div>
  );
});

/** A host beyond the cluster that a request reached. */
export const ExternalNode = memo(function ExternalNode({ data }: NodeProps<ExternalNodeType>) {
  const { canvas: texts } = useTexts().shell;
  return (
    <div className={beyond} title={data.address}>
      <span className={styles.name}>{data.address}</span>
      <span className={styles.line}>{texts.external}</span>
      <Handle type="target" position={Position.Left} isConnectable={false} className={styles.hiddenPort ?? ''} />
    </div>
  );
});
