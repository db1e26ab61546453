import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { WorkloadNodeType } from '../canvasNode.ts';
import { proxyMarkOf, workloadWords } from '../nodeWords.ts';
import styles from './node.module.css';
import { PolicyChips } from './PolicyChips.tsx';

/** A pod: name, identity, address and node, with the mark of what captures its traffic on the side traffic uses. */
export const WorkloadNode = memo(function WorkloadNode({ data }: NodeProps<WorkloadNodeType>) {
  const { canvas: texts } = useTexts().shell;
  const { workload, mark, policies, stale } = data;
  const kind = proxyMarkOf(workload);
  const tone = workload.participation === 'pending' ? 'plain' : workload.ready ? undefined : 'deny';
  return (
    <div
      className={styles.card}
      data-participation={workload.participation}
      data-mark={kind === undefined ? undefined : mark}
      data-stale={stale ? '' : undefined}
      title={stale ? texts.stale : workload.name}
    >
      <span className={styles.name}>{workload.name}</span>
      <span className={styles.line} data-tone={tone}>
        {workloadWords(workload, data.mark === 'left', texts)}
      </span>
      <span className={styles.line}>{[workload.addresses[0] ?? texts.noAddress, workload.node].join(' · ')}</span>
      <PolicyChips policies={policies} />
      {kind === undefined ? null : (
        <span
          className={styles.mark}
          data-side={mark}
          data-kind={kind}
          title={kind === 'sidecar' ? texts.markSidecar : texts.participation[workload.participation]}
        >
          {kind === 'sidecar' ? 'S' : 'Z'}
        </span>
      )}
      <Handle type="target" position={Position.Left} isConnectable={false} className={styles.hiddenPort ?? ''} />
      <Handle type="source" position={Position.Bottom} isConnectableEnd={false} className={styles.port ?? ''} />
    </div>
  );
});
