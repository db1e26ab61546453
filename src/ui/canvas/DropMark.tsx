import { useInternalNode, ViewportPortal } from '@xyflow/react';
import { boxOf } from './boxOf.ts';
import styles from './MeshCanvas.module.css';

/** Shows which namespace a pod would move to if it were let go now. */
export function DropMark({ id }: { readonly id: string | undefined }) {
  const box = boxOf(useInternalNode(id ?? ''));
  if (id === undefined || box === undefined) return null;
  return (
    <ViewportPortal>
      <div
        className={styles.drop}
        style={{ left: box.x - 4, top: box.y - 4, width: box.width + 8, height: box.height + 8 }}
      />
    </ViewportPortal>
  );
}
